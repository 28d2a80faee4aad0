// Verdicts in the few words that there is room for beside an `expect`. Symbols and words say everything; colours only repeat it.
import { KNOWN_VERSIONS } from '../../language/versions';
import { meets } from '../expectations';
import { isFault, verdictText } from '../verdict-words';
import type { LiveVerdict } from './live-verdicts';
import type { FoundOutcome } from './outcome';

/** `met`: all is as expected. `failed`: something is not. `unknown`: a search met a bound, or there was none. `old`: nothing is said of the text as it is now. */
export type Tone = 'met' | 'failed' | 'unknown' | 'old';

export interface LiveWords {
  readonly text: string;
  readonly tone: Tone;
}

/** What is known of all versions of one `expect`, of which there is at least one. `isWaiting`: a search of what is old is to come. */
export function liveWords(verdicts: readonly LiveVerdict[]): LiveWords {
  const current = verdicts.filter(({ state }) => state === 'current');
  const rest = verdicts.filter(({ state }) => state !== 'current');
  const failed = current.filter((verdict) => isFailed(verdict));
  const checking = rest.some(({ state }) => state === 'running') ? `… checking${verdicts.length > 1 ? ` ${current.length} of ${verdicts.length}` : ''}` : undefined;
  if (failed.length > 0) return { text: joined([`✗ ${foundText(failed, verdicts.length)}`, checking]), tone: 'failed' };
  if (rest.length === 0) return restWords(current);
  const old = rest.filter(({ outcome }) => outcome);
  const before = old.length > 0 ? `before the last edit: ${oldText(old, verdicts.length)}` : undefined;
  return { text: joined([checking, before]) || 'not checked', tone: 'old' };
}

/** Whether it is known, and not as expected. */
export function isFailed({ wanted, outcome }: LiveVerdict): boolean {
  return outcome !== undefined && !('problem' in outcome) && outcome.verdict !== 'unknown' && !meets(outcome, wanted.expected);
}

/** `v4.18`, `v4.18 and v4.19`, `v4.18 – v5.4` where nothing that is modelled is between them, or `v4.18, v4.20 and 3 more`. */
export function versionsText(versions: readonly string[]): string {
  const indices = versions.map((version) => KNOWN_VERSIONS.indexOf(version)).sort((one, other) => one - other);
  const sorted = indices.map((index) => KNOWN_VERSIONS[index]!);
  const isRange = indices.every((index, at) => at === 0 || index === indices[at - 1]! + 1);
  if (sorted.length > 2 && isRange) return `${sorted[0]!} – ${sorted.at(-1)!}`;
  if (sorted.length > 3) return `${sorted.slice(0, 2).join(', ')} and ${sorted.length - 2} more`;
  return sorted.length > 1 ? `${sorted.slice(0, -1).join(', ')} and ${sorted.at(-1)!}` : sorted.join('');
}

/** `violates dma_lands_at_home at event 49`. */
export function outcomeText(outcome: FoundOutcome): string {
  const { verdict, events, bound, budget } = outcome;
  if (verdict === 'unknown') {
    const reason = bound === 'seconds' ? `${budget.seconds} s were not enough` : bound === 'memory' ? `${budget.memory} MiB were not enough` : bound === 'model' ? 'a limit of the model was met' : 'not decided';
    return `unknown: ${reason}`;
  }
  return `${verdictText(outcome)}${isFault(verdict) && events !== null ? ` at event ${events}` : ''}`;
}

/** `51,203 states · 0.1 s`: of all searches together, where versions that are the same program share one. */
export function effortText(verdicts: readonly LiveVerdict[]): string {
  const found = [...new Map(verdicts.flatMap(({ wanted, outcome }) => (outcome && !('problem' in outcome) ? [[wanted.key, outcome] as const] : []))).values()];
  const states = found.reduce((sum, outcome) => sum + outcome.states, 0);
  const seconds = found.reduce((sum, outcome) => sum + outcome.seconds, 0);
  return `${states.toLocaleString('en')} states · ${seconds < 0.1 ? '< 0.1' : seconds.toFixed(1)} s`;
}

function restWords(current: readonly LiveVerdict[]): LiveWords {
  const problems = current.filter(({ outcome }) => 'problem' in outcome!);
  const unknown = current.filter(({ outcome }) => !('problem' in outcome!) && outcome!.verdict === 'unknown');
  if (problems.length > 0) return { text: `? no verdict${on(problems, current.length)}: ${brief((problems[0]!.outcome as { problem: string }).problem)}`, tone: 'unknown' };
  if (unknown.length > 0) return { text: joined([`? ${foundText(unknown, current.length)}`, effortText(unknown)]), tone: 'unknown' };
  return { text: joined([`✓ ${metText(current)}`, effortText(current)]), tone: 'met' };
}

/** The line says of what. */
function metText(verdicts: readonly LiveVerdict[]): string {
  const events = verdicts.flatMap(({ outcome }) => (isFault((outcome as FoundOutcome).verdict) ? [(outcome as FoundOutcome).events!] : []));
  const at = events.length === 0 ? '' : ` at event ${[...new Set([Math.min(...events), Math.max(...events)])].join(' to ')}`;
  return joined([`${(verdicts[0]!.outcome as FoundOutcome).verdict}${at}`, verdicts.length > 1 ? `${verdicts.length} versions` : undefined]);
}

/** What was found first, and on which versions if not on all. */
function foundText(verdicts: readonly LiveVerdict[], all: number): string {
  const texts = new Map<string, LiveVerdict[]>();
  for (const verdict of verdicts) {
    const text = outcomeText(verdict.outcome as FoundOutcome);
    texts.set(text, [...(texts.get(text) ?? []), verdict]);
  }
  const [[text, alike] = ['', []], ...others] = texts;
  const more = others.flatMap(([, also]) => also);
  // The length of the counterexample may differ from version to version.
  if (more.length > 0 && verdicts.length === all && new Set(verdicts.map(({ outcome }) => verdictText(outcome as FoundOutcome))).size === 1) {
    return `${verdictText(verdicts[0]!.outcome as FoundOutcome)}${on(verdicts, all)}`;
  }
  return `${text}${on(alike, all)}${more.length > 0 ? `, ${others.length === 1 ? others[0]![0] : 'others'}${on(more, all)}` : ''}`;
}

function oldText(old: readonly LiveVerdict[], all: number): string {
  const found = old.filter(({ outcome }) => !('problem' in outcome!));
  if (found.length === 0) return 'no verdict';
  const symbol = found.some((verdict) => isFailed(verdict)) ? '✗' : found.some(({ outcome }) => (outcome as FoundOutcome).verdict === 'unknown') ? '?' : '✓';
  return `${symbol} ${symbol === '✓' ? metText(found) : foundText(found, all)}`;
}

function on(verdicts: readonly LiveVerdict[], all: number): string {
  if (verdicts.length === all) return all > 1 ? ` on ${all} versions` : '';
  return ` on ${versionsText(verdicts.map(({ wanted }) => wanted.version))}`;
}

/** The message of a diagnostic without its place. */
function brief(problem: string): string {
  return problem.split('\n')[0]!.replace(/^\S+:\d+:\d+: error: /, '');
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' · ');
}
