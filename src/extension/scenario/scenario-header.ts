// What a scenario says of itself, read from its text: it need not be free of errors.
import { docBefore } from '../../language/doc-comments';
import { paragraphs, parseHeading, parseHistory, type LinuxHistory } from '../../language/linux-history';
import { parseDeclarations } from '../../language/parse';
import { writtenTitle } from '../../language/written-header';
import { verdictsOf } from './expected-verdicts';

export interface ScenarioHeader {
  /** `truncate races a direct read`; undefined if nothing declares it. */
  readonly title?: string;
  /** The comment before it, as Markdown. Empty if there is none. */
  readonly doc: string;
  /** What the comment's first paragraph is in one line: the heading, as a rule. */
  readonly summary: string;
  /** `M-3`, of an exhibit of the museum. */
  readonly number?: string;
  /** What the comment tells of Linux; an exhibit has it. */
  readonly history?: LinuxHistory;
  /** The version that it runs on. */
  readonly kernel?: string;
  /** By version: `violates dma_lands_at_home`. */
  readonly expected: ReadonlyMap<string, string>;
}

/** The declarations that it is made of, which begin lines: a gallery of scenarios need not be parsed as a whole. */
const HEADER = /^(?:scenario|kernel|expect)\b.*$/gm;

export function headerOf(text: string): ScenarioHeader {
  const items = parseDeclarations(text.match(HEADER)?.join('\n') ?? '')?.items ?? [];
  const title = items.find((item) => item.$type === 'ScenarioDecl')?.title;
  const kernel = items.find((item) => item.$type === 'KernelChoice')?.version;
  const at = writtenTitle(text)?.start;
  const doc = at === undefined ? '' : docBefore(text, at) ?? '';
  const heading = parseHeading(doc);
  const history = parseHistory(doc);
  const summary = heading?.title ?? (paragraphs(doc)[0] ?? '').replaceAll(/\s+/g, ' ');
  return {
    doc, summary, expected: verdictsOf(items), ...(title !== undefined && { title }), ...(kernel !== undefined && { kernel }),
    ...(heading?.number !== undefined && { number: heading.number }), ...(history && { history }),
  };
}
