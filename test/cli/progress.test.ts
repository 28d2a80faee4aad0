import { describe, expect, it } from 'vitest';
import stringWidth from 'fast-string-width';
import { Cancellation } from '../../src/cli/cancellation';
import { ProgressLine } from '../../src/cli/search/search-progress';
import type { CheckMessage } from '../../src/explorer/check-messages';
import type { HuntMessage } from '../../src/hunt/hunt-messages';
import { tinyKernel } from './command-line';

const CLEAR = '\r\x1b[K';

/** What is written while the clock goes through `seconds`, at each of which every search reports. */
function shown(seconds: readonly number[], { names = ['a.daxscn v4.17'], isTerminal = true, columns = 100 } = {}) {
  let written = '';
  let time = 0;
  const messages: (CheckMessage | HuntMessage)[] = [];
  const err = { isTerminal, columns, write: (text: string) => { written += text; } };
  const line = new ProgressLine({
    out: err, err, now: () => time, kernelFolder: '', kernelTree: tinyKernel, cancellation: new Cancellation(),
    channel: { send: (message) => messages.push(message) },
  });
  const searches = names.map((name) => line.begin(name));
  for (const second of seconds) {
    time = second * 1000;
    for (const { report } of searches) report({ states: 3000 * second, frontier: 12, transitions: 0, bytes: 5 * 2 ** 20 });
  }
  for (const { end } of searches) end();
  line.clear();
  return { written, messages };
}

describe('the progress of searches', () => {
  it('is one line on a terminal, after a second, now and then, and is wiped', () => {
    expect(shown([0.5, 0.9]).written).toBe('');
    expect(shown([1, 1.1, 2]).written).toBe([
      '3,000 states, 12 waiting, 3,000/s, 5 MiB  a.daxscn v4.17', '6,000 states, 12 waiting, 3,000/s, 5 MiB  a.daxscn v4.17', '',
    ].map((text) => CLEAR + text).join(''));
  });

  it('is nothing where there is no terminal', () => {
    expect(shown([1, 2, 3], { isTerminal: false }).written).toBe('');
  });

  it('is one line for several searches', () => {
    const { written } = shown([1, 2], { names: ['a.daxscn v4.17', 'b.daxscn v4.18'] });
    expect(written).toContain('9,000 states, 24 waiting, 4,500/s, 10 MiB  a.daxscn v4.17, b.daxscn v4.18');
  });

  it.each(['a-name-without-any-space.daxscn v4.17', '長い名前のシナリオ.daxscn v4.17'])('fills a terminal and stays within it: %s', (name) => {
    for (const columns of [20, 55, 60, 70]) {
      const width = stringWidth(shown([1], { names: [name], columns }).written.split(CLEAR)[1]!);
      expect(width).toBeLessThan(columns);
      expect(width).toBeGreaterThanOrEqual(columns - 2);
    }
  });

  it('is told to whoever has opened a channel, terminal or not, from the beginning', () => {
    expect(shown([0.1, 0.3, 0.4], { isTerminal: false }).messages).toEqual([{
      type: 'progress', running: ['a.daxscn v4.17'], states: 900, frontier: 12, transitions: 0, bytes: 5 * 2 ** 20, rate: 3000,
    }]);
  });
});
