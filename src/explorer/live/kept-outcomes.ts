// Verdicts as a text that outlives the session, and back. Invariant: what is read may have been written by anything; what has not exactly the form of a verdict is no verdict.
import type { KnownOutcome } from './live-verdicts';
import type { FoundOutcome } from './outcome';
import { KNOWN_VERDICTS } from '../verdict-words';

/** In characters, about a thousand verdicts. */
const LARGEST = 2 * 2 ** 20;

const FORM = 1;

/** The latest use last. What is too old has no room. That there was no verdict is not kept. */
export function formatKept(known: Iterable<readonly [string, KnownOutcome]>): string {
  const lines: string[] = [];
  let size = 0;
  for (const [key, { outcome, found }] of [...known].reverse()) {
    if ('problem' in outcome) continue;
    const line = JSON.stringify([key, { outcome, found }]);
    size += line.length + 1;
    if (size > LARGEST) break;
    lines.push(line);
  }
  return `${JSON.stringify({ form: FORM })}\n${lines.reverse().join('\n')}`;
}

/** `problem`: why some or all of it is left out. */
export function readKept(text: string): { readonly known: readonly (readonly [string, KnownOutcome])[]; readonly problem?: string } {
  if (text.length > 2 * LARGEST) return { known: [], problem: `it is too large: ${text.length} characters` };
  const [head = '', ...lines] = text.split('\n').filter((line) => line !== '');
  if ((parsed(head) as { form?: unknown } | undefined)?.form !== FORM) return { known: [], problem: `it does not have the form ${FORM}` };
  const read = lines.map((line) => entryOf(parsed(line)));
  const known = read.filter((entry) => entry !== undefined);
  const wrong = read.length - known.length;
  return { known, ...(wrong > 0 && { problem: `${wrong} of ${read.length} entries are no verdicts` }) };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

type Form = 'string' | 'number' | 'boolean' | 'string?' | 'number?' | ((value: unknown) => boolean);

function has(value: unknown, form: Readonly<Record<string, Form>>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(form).every(([name, type]) => {
    const member = (value as Record<string, unknown>)[name];
    if (typeof type === 'function') return type(member);
    if (type.endsWith('?')) return member === null || typeof member === type.slice(0, -1);
    return typeof member === type && !(type === 'number' && !(Number.isFinite(member) && (member as number) >= 0));
  });
}

const listOf = (isOne: (value: unknown) => boolean) => (value: unknown): boolean => Array.isArray(value) && value.length < 100 && value.every(isOne);
const isNumber = (value: unknown): boolean => Number.isSafeInteger(value);
const isSpan = (value: unknown): boolean => listOf(isNumber)(value) && (value as unknown[]).length === 4;
const isAnchor = (value: unknown): boolean => has(value, { routine: 'string', index: isNumber }) || has(value, { source: 'string', span: isSpan });
const isAccess = (value: unknown): boolean => has(value, {
  task: 'string', event: 'number', text: 'string', function: 'string', kernel: isAnchor, statement: (anchor) => anchor === undefined || isAnchor(anchor),
});
const isOutcome = (value: unknown): value is FoundOutcome => has(value, {
  verdict: (verdict) => (KNOWN_VERDICTS as readonly unknown[]).includes(verdict), property: 'string?', states: 'number', transitions: 'number', complete: 'boolean',
  schedule: 'string?', events: 'number?', reason: 'string?', bound: 'string?', seconds: 'number', accesses: listOf(isAccess),
  missingWait: (missing) => missing === null || has(missing, { sentence: 'string', events: listOf(isNumber) }),
  budget: (budget) => has(budget, { seconds: 'number', memory: 'number' }), positions: (positions) => positions === undefined || typeof positions === 'string',
});

function entryOf(entry: unknown): readonly [string, KnownOutcome] | undefined {
  if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== 'string') return undefined;
  const known = entry[1] as KnownOutcome;
  // A verdict that is none is that of a search that was not complete.
  const isKnown = has(known, { found: 'number', outcome: isOutcome }) && (known.outcome as FoundOutcome).complete === ((known.outcome as FoundOutcome).verdict !== 'unknown');
  return isKnown ? [entry[0], known] : undefined;
}
