import { generateParser, parserIsOutOfDate } from '../parser.mts';

/** Before any test: in a fresh clone, and after a change of the grammar, there is no parser to test. */
export default async function freshParser(): Promise<void> {
  if (parserIsOutOfDate()) await generateParser();
}
