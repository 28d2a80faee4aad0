// The outcomes of `check --outcomes`: what all runs have in common once, then for each class what it has of its own.
import type { HistoryVariable, Program } from '../../compiler/program';
import { callText, markText } from '../../explorer/answers/outcome-words';
import { neverDone, type Count, type OutcomeClass, type Outcomes } from '../../explorer/answers/outcomes';
import type { Environment } from '../environment';
import { boundText } from '../../explorer/verdict-words';
import { headline } from '../text/verdict-text';
import { count, hang, styleOf, widthOf } from '../text/style';

/** Of a class's text; its number stands before. */
const INDENT = 10;

/** A paragraph for one scenario on one version. */
export function outcomesText(outcomes: Outcomes, environment: Environment): void {
  const { program, classes, bound, error } = outcomes;
  const style = styleOf(environment);
  const width = widthOf(environment);
  const print = (title: string, text: string): void =>
    environment.out.write(`${' '.repeat(INDENT - title.length - 1)}${title} ${hang(text, INDENT, width)}\n`);

  const endStates = classes.reduce((sum, each) => sum + each.endStates, 0);
  const more = bound ? `, and perhaps more: ${boundText(bound)}` : error ? ', and perhaps more: the model fails' : '';
  environment.out.write(`      ${plural(classes.length, 'outcome')} in ${plural(endStates, 'end state')}${more}\n`);

  const common = commonCounts(classes);
  const isWorthTelling = (i: number): boolean => common.has(i) && !isMarkNotPassed(classes.find(hasCounts)!.counts[i]!);
  if (common.size > 0) print('all', sentence(program, classes.find(hasCounts)!, isWorthTelling));
  classes.forEach((each, i) => {
    const own = sentence(program, each, (at) => !common.has(at));
    const verdict = each.verdict === 'holds' ? [] : [headline(each.verdict, each.property, style)];
    print(`${i + 1}.`, [...verdict, own].filter((part) => part !== '').join('  ') || 'everybody ends');
    print('', style.dim(`schedule ${each.schedule || '(nothing happens)'}  (${plural(each.endStates, 'end state')})`));
  });
  if (more !== '') return;
  const never = neverDone(outcomes);
  const scope = classes.some(({ verdict }) => verdict === 'violates') ? ' (in runs that break nothing)' : '';
  if (never.length > 0) print('note', never.join('; ') + scope);
}

/** The history variables, by index, that have one value in every run. */
function commonCounts(classes: readonly OutcomeClass[]): ReadonlySet<number> {
  const [first, ...others] = classes.filter(hasCounts);
  if (!first || others.length === 0) return new Set();
  const isCommon = ({ times, isUnderway, returned }: Count, i: number): boolean =>
    others.every(({ counts }) => counts[i]!.times === times && counts[i]!.isUnderway === isUnderway && counts[i]!.returned === returned);
  return new Set(first.counts.flatMap((each, i) => (isCommon(each, i) ? [i] : [])));
}

function hasCounts({ verdict }: OutcomeClass): boolean {
  return verdict !== 'violates';
}

function isMarkNotPassed({ variable, times }: Count): boolean {
  return variable.kind === 'mark' && times === 0;
}

/** `truncator: ftruncate = 0, layout_retry 2 times; reader: …`. */
function sentence(program: Program, { counts }: OutcomeClass, isTold: (index: number) => boolean): string {
  return program.tasks.flatMap(({ index, name }) => {
    const told = counts.filter(({ variable }, i) => variable.task === index && isTold(i)).map((each) => countText(program, each));
    return told.length > 0 ? [`${name}: ${told.join(', ')}`] : [];
  }).join('; ');
}

function countText(program: Program, { variable, times, isUnderway, returned }: Count): string {
  return variable.kind === 'mark' ? markText(variable.name, times) : callText(shortName(program, variable), { returned, times, begun: isUnderway });
}

/** Without arguments, if the task has one call of the function only. */
function shortName({ historyVariables }: Program, { task, name }: HistoryVariable): string {
  const functionOf = (text: string): string => text.slice(0, text.indexOf('('));
  const isOnly = historyVariables.filter((each) => each.task === task && functionOf(each.name) === functionOf(name)).length === 1;
  return isOnly ? functionOf(name) : name;
}

function plural(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}
