// What stands beside an `expect`, which `expect`s would be true, and what is kept for the next session.
import { describe, expect, it } from 'vitest';
import { formatKept, readKept } from '../../src/explorer/live/kept-outcomes';
import type { LiveState, LiveVerdict } from '../../src/explorer/live/live-verdicts';
import { liveWords, versionsText } from '../../src/explorer/live/live-words';
import type { FoundOutcome, Outcome } from '../../src/explorer/live/outcome';
import { trueExpects } from '../../src/explorer/live/true-expects';

const budget = { seconds: 2, memory: 256 };
const holds: FoundOutcome = {
  verdict: 'holds', property: null, states: 51_203, transitions: 70_000, complete: true, schedule: null, events: null, reason: null, bound: null, missingWait: null, accesses: [], seconds: 0.12, budget,
};
const broken: FoundOutcome = {
  ...holds, verdict: 'violates', property: 'mine', schedule: 'a2b', events: 43, states: 900, seconds: 0.01, reason: 'the paragraph', missingWait: { sentence: 'b should have waited.', events: [43, 2] },
  accesses: [{ task: 'a', event: 2, text: 'pin', function: 'gup', statement: { routine: 'process a -', index: 3 }, kernel: { source: 'mm/gup.daxk', span: [1, 2, 3, 4] } }],
};
const unknown: FoundOutcome = { ...holds, verdict: 'unknown', bound: 'seconds', complete: false };

function verdict(version: string, state: LiveState, outcome?: Outcome, expected: LiveVerdict['wanted']['expected'] = { verdict: 'holds' }): LiveVerdict {
  const text = [expected.verdict, expected.property].filter((part) => part !== undefined).join(' ');
  return { wanted: { id: `${version} ${text}`, version, expected, text, key: `${version} ${text}` }, state, ...(outcome && { outcome, found: 1 }) };
}
const mine = { verdict: 'violates', property: 'mine' } as const;

describe('beside an expect', () => {
  it.each<[string, LiveVerdict[], string, string]>([
    ['one that holds', [verdict('v4.18', 'current', holds)], '✓ holds · 51,203 states · 0.1 s', 'met'],
    ['several', [verdict('v4.18', 'current', holds), verdict('v4.19', 'current', holds)], '✓ holds · 2 versions · 102,406 states · 0.2 s', 'met'],
    ['one that is violated as expected', [verdict('v4.17', 'current', broken, mine)], '✓ violates at event 43 · 900 states · < 0.1 s', 'met'],
    ['one that is not as expected', [verdict('v4.18', 'current', broken)], '✗ violates mine at event 43', 'failed'],
    ['one of several', [verdict('v4.18', 'current', broken), verdict('v4.19', 'current', holds)], '✗ violates mine at event 43 on v4.18', 'failed'],
    ['one, while others are searched', [verdict('v4.18', 'current', broken), verdict('v4.19', 'running', holds)], '✗ violates mine at event 43 on v4.18 · … checking 1 of 2', 'failed'],
    ['a bound', [verdict('v4.18', 'current', unknown)], '? unknown: 2 s were not enough · 51,203 states · 0.1 s', 'unknown'],
    ['no verdict', [verdict('v4.18', 'current', { problem: 'a.daxscn:3:1: error: no such call', positions: '' })], '? no verdict: no such call', 'unknown'],
    ['the first search', [verdict('v4.18', 'running')], '… checking', 'old'],
    ['a search of an edited text', [verdict('v4.18', 'running', holds)], '… checking · before the last edit: ✓ holds', 'old'],
    ['an edited text', [verdict('v4.18', 'outdated', holds)], 'before the last edit: ✓ holds', 'old'],
    ['an edited text that was wrong', [verdict('v4.18', 'outdated', broken)], 'before the last edit: ✗ violates mine at event 43', 'old'],
    ['nothing that was ever searched', [verdict('v4.18', 'outdated')], 'not checked', 'old'],
    // "holds" is not said before all searches are complete.
    ['a part that holds', [verdict('v4.18', 'current', holds), verdict('v4.19', 'running')], '… checking 1 of 2', 'old'],
  ])('%s', (_, verdicts, text, tone) => expect(liveWords(verdicts)).toEqual({ text, tone }));

  it('versions are few words', () => {
    expect(versionsText(['v4.18'])).toBe('v4.18');
    expect(versionsText(['v4.19', 'v4.18'])).toBe('v4.18 and v4.19');
    expect(versionsText(['v4.18', 'v4.19', 'v4.20'])).toBe('v4.18 – v4.20');
    expect(versionsText(['v4.18', 'v5.4', 'v6.0', 'v7.0'])).toBe('v4.18, v5.4 and 2 more');
  });
});

describe('the expects that are true', () => {
  it('say of each version what was found, in ranges where they can', () => {
    const later = ['v4.20', 'v5.2', 'v5.3'].map((version) => verdict(version, 'current', holds));
    expect(trueExpects([verdict('v4.18', 'current', broken), verdict('v4.19', 'current', broken), ...later])).toEqual(['expect v4.18, v4.19 violates mine', 'expect since v4.20 until v5.4 holds']);
    expect(trueExpects([verdict('v4.18', 'current', { ...broken, verdict: 'hang', property: null })])).toEqual(['expect v4.18 hang']);
  });

  it('are not known before all is current', () => {
    for (const other of [verdict('v4.19', 'running', holds), verdict('v4.19', 'outdated', holds), verdict('v4.19', 'current', unknown)]) {
      expect(trueExpects([verdict('v4.18', 'current', broken), other])).toBeUndefined();
    }
  });
});

describe('what is kept', () => {
  const known = [['a', { outcome: holds, found: 1 }], ['b', { outcome: broken, found: 2 }], ['c', { outcome: unknown, found: 3 }]] as const;

  it('is read as it was written, but for what was no verdict', () => {
    const text = formatKept([...known, ['d', { outcome: { problem: 'broke down', positions: '' }, found: 4 }]]);
    expect(readKept(text)).toEqual({ known });
  });

  it('has a bounded size: the oldest go', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => [`key ${index}`, { outcome: broken, found: index }] as const);
    const { known: read } = readKept(formatKept(many));
    expect(formatKept(many).length).toBeLessThan(2.1 * 2 ** 20);
    expect(read.at(-1)![0]).toBe('key 19999');
    expect(read.length).toBeLessThan(many.length);
  });

  it('is never trusted: what is no verdict is left out and said', () => {
    const lines = formatKept(known).split('\n');
    for (const wrong of [
      '{', 'null', '[]', '["x",{}]', lines[1]!.replace('"complete":true', '"complete":false'), lines[1]!.replace('"holds"', '"fine"'), lines[1]!.replace('51203', '-1'), lines[3]!.replace('"complete":false', '"complete":true'),
      lines[2]!.replace('[1,2,3,4]', '[1,2]'), lines[2]!.replace('"index":3', '"index":"x"'), lines[2]!.replace('"missingWait":{', '"missingWait":{"events":1,"x":{'),
    ]) {
      expect(readKept([lines[0], wrong, lines[1]].join('\n')), wrong).toEqual({ known: [known[0]], problem: '1 of 2 entries are no verdicts' });
    }
    expect(readKept('nonsense')).toMatchObject({ known: [], problem: 'it does not have the form 1' });
    expect(readKept(`{"form":2}\n${lines[1]!}`)).toMatchObject({ known: [] });
    expect(readKept('x'.repeat(5 * 2 ** 20))).toMatchObject({ known: [], problem: expect.stringContaining('too large') as unknown });
  });
});
