// `check --counterexamples N`: the ways in which a scenario goes wrong, numbered, each with its schedule and its reason.
import type { Version } from '../../language/tree';
import type { Counterexamples } from '../../explorer/answers/counterexamples';
import type { Environment } from '../environment';
import type { LoadedScenario } from '../input/load';
import { count, hang, styleOf, widthOf } from '../text/style';
import { headline, pasteable } from '../text/verdict-text';

/** Of the text of one; its number stands before. */
const INDENT = 10;

export function counterexamplesText({ found, bound }: Counterexamples, loaded: LoadedScenario, kernel: Version, environment: Environment): void {
  const style = styleOf(environment);
  const width = widthOf(environment);
  const print = (text: string): void => void environment.out.write(`${' '.repeat(INDENT)}${hang(text, INDENT, width)}\n`);
  const more = bound === null ? '' : bound === 'findings' ? ', and perhaps more: the search was ended after many of the same' : `, and perhaps more: the bound on ${bound} was reached`;
  environment.out.write(`      ${found.length} different counterexample${found.length === 1 ? '' : 's'}${more}\n`);
  found.forEach(({ verdict, property, functions, schedule, events, reason, missingWait }, at) => {
    const title = `${headline(verdict, property, style)}  ${functions.join(', ')}`;
    environment.out.write(`${`${at + 1}.`.padStart(INDENT - 1)} ${hang(title, INDENT, width)}\n`);
    print(style.dim(`${count(events)} events`));
    if (missingWait) print(style.bold(missingWait.sentence));
    print(reason);
    environment.out.write(`${' '.repeat(INDENT)}${pasteable(loaded, kernel, schedule)}\n`);
  });
}
