import pc from 'picocolors';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program';
import { formatLanes } from '../../src/debugger/timeline/lanes';
import { replay } from '../../src/machine/schedule/replay';
import { chooserToy, counterToy, lockOrderToy, toyProgram } from '../support/toy-program';

const plain = pc.createColors(false);
const lanes = (program: Program, schedule: string, width = 100) =>
  formatLanes(replay(program, schedule).execution, width, plain);

describe('lanes', () => {
  it('have a column a task and a row an event, flag the event that breaks a property, and show the race', () => {
    expect(lanes(counterToy(), 'ab2a', 70).join('\n')).toMatchInlineSnapshot(`
      "        reader (a)  truncator (b)
         1  ┏ load: read counter  ← races with event 3
         2  ┃ │           load: read counter
         3  ┣ │           store: write counter  ← races with event 1
         4! ┗ store: write counter  ← breaks no_lost_update"
    `);
  });

  it('say who sleeps when no task is enabled', () => {
    expect(lanes(lockOrderToy(), 'ab').slice(-2)).toEqual([
      '    ! waits for B, held by truncator',
      '    ! │           waits for A, held by reader',
    ]);
  });

  it('bracket what repeats for ever, and say who is starved', () => {
    const program = toyProgram({
      fields: { count: [1, 0, 1] },
      tasks: [
        { name: 'reader', events: [{ text: 'read', effects: [() => {}] }, { text: 'read again', effects: [() => {}] }, { text: 'go back', effects: [() => 1] }] },
        { name: 'truncator', events: [{ text: 'wake up', function: 'truncate', when: () => false, because: 'sleeps', effects: [() => {}] }] },
      ],
    });
    expect(lanes(program, 'a3')).toEqual([
      '      reader (a)  truncator (b)',
      '   1  read',
      '   2╭ read again',
      '   3╰ go back',
      '    ! │           sleeps',
    ]);
    expect(lanes(program, 'a2').at(-1)).toBe('   2  read again');
    const alone = toyProgram({ fields: {}, tasks: [{ name: 'p', events: [{ text: 'look', function: 'spin', effects: [() => 0] }] }] });
    expect(lanes(alone, 'a')).toEqual(['      p (a)', '   1↻ spin: look', '    ! goes round for ever']);
  });

  it('put processes before agents', () => {
    expect(lanes(chooserToy(), 'a/1b')[0]).toMatch(/process \(a\) +agent \(b\)/);
  });

  it('never are wider than asked for', () => {
    const names = ['reader', 'truncator', 'writer', 'a_process_with_a_long_name', 'nvme0', 'log block 17', 'p6', 'p7'];
    const text = 'wait until page 17 of victim is idle and its dax entry is unlocked';
    const tasks = names.map((name) => ({ name, events: [{ text, effects: [() => {}] }, { text: 'ünïcödé→', effects: [() => {}] }] }));
    for (let take = 1; take <= names.length; take++) {
      const program = toyProgram({ fields: {}, tasks: tasks.slice(0, take) });
      const schedule = [...'abcdefgh'].slice(0, take).join('').repeat(2);
      for (const width of [40, 80, 100]) {
        for (const line of lanes(program, schedule, width)) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }
    }
  });
});
