import { list } from '../../language/suggest';
import { formatVersion } from '../../language/versions';
import { replay } from '../../machine/schedule/replay';
import { verdictText } from '../../explorer/verdict-words';
import { expectSpan, type CheckResult } from './check-result';
import type { Environment } from '../environment';
import { formatLanes } from '../../debugger/timeline/lanes';
import { detailsOf } from '../search/details';
import { headline, pasteable } from '../text/verdict-text';
import { count, hang, styleOf, widthOf } from '../text/style';

/** One result: the verdict, and the interleaving where it is asked for or is not what was expected. */
export function checkText(result: CheckResult, isOnly: boolean, environment: Environment): void {
  const { file, kernel, expected, exploration, seconds, sameAs, pass } = result;
  const { verdict, property, states, events, schedule, reason, missingWait, complete, reduced, symmetry } = exploration;
  const style = styleOf(environment);
  const width = widthOf(environment);
  const print = (line: string): void => environment.out.write(`${line}\n`);

  const mark = pass ? style.green('ok  ') : verdict === 'unknown' ? style.yellow('????') : style.red('FAIL');
  const wanted = pass ? '' : ` (expected ${verdictText(expected)})`;
  // What is to be looked at is linked by terminals, and found by editors.
  const place = pass ? file : `${file}:${expectSpan(result)[0] + 1}`;
  const heading = `${mark}  ${style.bold(place)}  ${formatVersion(kernel)}  ${headline(verdict, property, style)}${wanted}`;
  // Whoever filters the lines wants all of it.
  print(environment.out.isTerminal ? hang(heading, 6, width + 6) : heading);
  const alike = (symmetry?.exchanged ?? []).map((names) => ` up to exchanging ${list(names)}`).join(' and');
  const size = `${count(states)} ${states === 1 ? 'state' : 'states'}${alike}${complete && (verdict === 'holds' || verdict === 'never reaches') ? (reduced ? ', as many as it takes' : ', all there are') : ''}`;
  // What is found with orders left out is looked for once more among all of them; here that met a bound.
  const length = schedule !== null ? `, ${count(events ?? 0)} events${reduced && verdict !== 'unknown' ? ', perhaps not the fewest' : ''}` : '';
  print(style.dim(`      ${hang(`${size}${length}, ${sameAs === undefined ? `${seconds.toFixed(2)} s` : `does the same as on ${formatVersion(sameAs)}`}`, 6, width)}`));
  for (const refusal of symmetry?.refusals ?? []) print(style.dim(`      ${hang(refusal, 6, width)}`));
  // Where the model itself fails, or before the first event, there is nothing to draw.
  const isDrawn = schedule !== null && schedule !== '' && !exploration.error && (isOnly || !pass);
  if (isDrawn) {
    print('');
    for (const line of formatLanes(replay(result.program, schedule).execution, width, style)) print(line);
    print('');
  }
  if (missingWait) print(`      ${style.bold(hang(missingWait.sentence, 6, width))}`);
  if (reason !== null) print(`      ${hang(reason, 6, width)}`);
  if (schedule !== null) print(`      ${pasteable(result.loaded, kernel, schedule)}`);
  const { passing } = isDrawn ? result.details ?? detailsOf(exploration, () => result.program, result.loaded.kernel) : {};
  if (!passing) return;
  print(`      ${hang(passing.lastChance, 6, width)}`);
  if (passing.nearest !== undefined) print(`      ${hang(passing.nearest, 6, width)}`);
  if (passing.schedule !== null) print(`      ${pasteable(result.loaded, kernel, passing.schedule)}`);
}

/** Of many scenarios: which are not as expected, and on which versions. Nothing if all are. */
export function summaryText(results: readonly CheckResult[], environment: Environment): void {
  const { out } = environment;
  const files = new Set(results.map(({ file }) => file));
  const versions = new Map<string, Set<string>>();
  for (const { file, kernel, pass } of results) if (!pass) versions.set(file, (versions.get(file) ?? new Set()).add(formatVersion(kernel)));
  if (files.size < 2 || versions.size === 0) return;
  out.write(`\nnot as expected: ${versions.size} of ${files.size} scenarios\n`);
  for (const [file, on] of versions) out.write(`  ${hang(`${file}  ${[...on].join(' ')}`, 4, widthOf(environment))}\n`);
}
