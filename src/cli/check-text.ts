import { list } from '../language/suggest';
import { formatVersion } from '../language/versions';
import { replay } from '../machine/schedule/replay';
import { expectationText, type CheckResult } from './check-result';
import type { Environment } from './environment';
import { formatLanes } from './lanes';
import { headline, pasteable } from './verdict-text';
import { count, hang, styleOf, widthOf } from './style';

/** One result: the verdict, and the interleaving where it is asked for or is not what was expected. */
export function checkText(result: CheckResult, isOnly: boolean, environment: Environment): void {
  const { file, kernel, expected, exploration, seconds, pass } = result;
  const { verdict, property, states, events, schedule, reason, complete, reduced, symmetry } = exploration;
  const style = styleOf(environment);
  const width = widthOf(environment);
  const print = (line: string): void => environment.out.write(`${line}\n`);

  const mark = pass ? style.green('ok  ') : verdict === 'unknown' ? style.yellow('????') : style.red('FAIL');
  const wanted = pass ? '' : ` (expected ${expectationText(expected)})`;
  print(hang(`${mark}  ${style.bold(file)}  ${formatVersion(kernel)}  ${headline(verdict, property, style)}${wanted}`, 6, width + 6));
  const alike = (symmetry?.exchanged ?? []).map((names) => ` up to exchanging ${list(names)}`).join(' and');
  const size = `${count(states)} states${alike}${complete && (verdict === 'holds' || verdict === 'never reaches') ? (reduced ? ', as many as it takes' : ', all there are') : ''}`;
  // What is found with orders left out is looked for once more among all of them; here that met a bound.
  const length = schedule !== null ? `, ${count(events ?? 0)} events${reduced && verdict !== 'unknown' ? ', perhaps not the fewest' : ''}` : '';
  print(style.dim(`      ${size}${length}, ${seconds.toFixed(2)} s`));
  for (const refusal of symmetry?.refusals ?? []) print(style.dim(`      ${hang(refusal, 6, width)}`));
  // Where the model itself fails there is nothing to draw: the error says where.
  if (schedule !== null && !exploration.error && (isOnly || !pass)) {
    print('');
    for (const line of formatLanes(replay(result.program, schedule).execution, width, style)) print(line);
    print('');
  }
  if (reason !== null) print(`      ${hang(reason, 6, width)}`);
  if (schedule !== null) print(`      ${pasteable(result.loaded, kernel, schedule)}`);
}
