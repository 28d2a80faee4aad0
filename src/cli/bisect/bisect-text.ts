import type { Sought } from '../../explorer/search/sought';
import { formatVersion } from '../../language/versions';
import { verdictText } from '../../explorer/verdict-words';
import type { Turn } from '../../hunt/bisect';
import type { Environment } from '../environment';
import { hang, styleOf, widthOf } from '../text/style';
import { headline, pasteable } from '../text/verdict-text';
import { functionsOf, placeOfChange, type Bisection } from './bisection';
import type { Examined } from './kernel-trials';

export function bisectText(bisection: Bisection, environment: Environment): void {
  const { file, overlays, fault, between, older, newer, changes, turns: { turns, tried, size, isComplete } } = bisection;
  const style = styleOf(environment);
  const print = (line: string, indent = 0): void => environment.out.write(`${' '.repeat(indent)}${hang(line, indent + 2, widthOf(environment))}\n`);
  const [before, since] = [formatVersion(between.older), formatVersion(between.newer)];
  for (const [version, examined] of [[between.older, older], [between.newer, newer]] as const) {
    print(`${formatVersion(version)}  ${examined.counterexample ? headline(fault.verdict, fault.property ?? null, style) : style.green(absent(fault))}`);
    // To be pasted, so on one line.
    if (examined.counterexample) environment.out.write(`  ${pasteable({ file, overlays }, version, examined.counterexample.schedule)}\n`);
  }
  if (between.skipped.length > 0) print(`of ${between.skipped.map(formatVersion).join(', ')} nothing is known: the scenario cannot be decided there`);
  const sets = size > 1 ? `${tried} sets of up to ${size}` : `${tried} of ${changes.length} changes`;
  print(style.dim(`${sets} between ${before} and ${since} tried, each taken back alone on ${since} and brought alone to ${before}${isComplete ? '' : '; not all were decided'}`));
  if (turns.length === 0) print('none of them turns the verdict');
  for (const turn of turns) {
    print('');
    print(style.bold(`${turn.changes.map(({ name }) => name).join(' and ')} ${turn.changes.length > 1 ? 'turn' : 'turns'} the verdict`));
    for (const change of turn.changes) print(`${change.name} (${placeOfChange(change)}): ${change.text}`, 2);
    for (const direction of ['without', 'with'] as const) {
      const examined = bisection.examine(turn, direction);
      const version = direction === 'without' ? since : before;
      print(`${version} ${direction} ${turn.changes.length > 1 ? 'them' : 'it'}: ${answerText(examined, turn, direction, fault)}`, 2);
      if (examined.counterexample) print(`${examined.counterexample.missingWait?.sentence ?? examined.counterexample.reason} (${examined.counterexample.events} events: ${examined.counterexample.schedule})`, 4);
    }
    for (const func of functionsOf(bisection, turn)) print(`${func.name} (${func.source}:${func.span[0] + 1})`, 2);
  }
}

function answerText({ answer, problem, exploration }: Examined, { directions }: Turn, direction: 'without' | 'with', fault: Sought): string {
  if (problem !== undefined) return `cannot be: ${problem}`;
  if (answer === 'undecided') return `unknown: ${exploration?.reason}`;
  return `${answer === 'has' ? verdictText(fault) : absent(fault)}${directions.includes(direction) ? '' : ', as it was'}`;
}

/** `does not violate no_free_under_pin`, `has no deadlock` */
function absent({ verdict, property }: Sought): string {
  return verdict === 'violates' ? `does not violate ${property}` : `has no ${verdict}`;
}
