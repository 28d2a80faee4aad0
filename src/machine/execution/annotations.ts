import { RETURNED, type Program, type State } from '../../compiler/program';
import type { Choice } from './choice';
import { brokenBy } from './violations';

/** What an event marked, and the property that it broke. The same object for all events of which this is so. */
export interface Annotations {
  readonly marks: readonly string[];
  readonly breaks?: string;
}

const NONE: Annotations = { marks: [] };

/** Of the event that leads from one state to another and passes these marks. */
export function annotationsOf(program: Program, before: State, after: State, choice: Choice, passed: readonly string[]): Annotations {
  const [violation] = brokenBy(program, before, after, choice);
  const marks = passed.filter((mark) => mark !== RETURNED);
  return marks.length === 0 && !violation ? NONE : { marks, ...(violation && { breaks: violation.property }) };
}
