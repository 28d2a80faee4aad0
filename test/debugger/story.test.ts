// What the comments of the sources tell at each position.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compiler/compile';
import { storyAt, storyTexts } from '../../src/debugger/sources/story';
import { framesInSight } from '../../src/debugger/values/stack';
import { checkScenario } from '../../src/language/check';
import { parseVersion } from '../../src/language/versions';
import { Execution } from '../../src/machine/execution/execution';
import type { StoryPart } from '../../src/view/messages/ownership';
import { modelKernel } from '../support/model-kernel';

const SOURCE = 'mine.daxscn';
const v417 = parseVersion('v4.17')!;

function begin(text: string) {
  const { tree, kernel } = checkScenario(SOURCE, text, modelKernel());
  const compiled = compile(modelKernel(), tree!, v417);
  if (!('program' in compiled)) throw new Error(compiled.errors[0]!.message);
  const execution = new Execution(compiled.program);
  const texts = storyTexts(SOURCE, text, tree!, kernel, v417);
  return { execution, story: (task: number, stop?: Parameters<typeof framesInSight>[1]) => storyAt(texts, framesInSight(execution, stop, task), execution.position === 0) };
}

const names = (parts: readonly StoryPart[]) => parts.map(({ of, name }) => `${of} ${name}`);

describe('example 01', () => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'examples', '01-truncate-vs-direct-read.daxscn'), 'utf8');
  const { execution, story } = begin(text);
  const task = (name: string) => execution.program.tasks.find((each) => each.name === name)!.index;
  const go = (name: string, into: string): void => {
    execution.goto(0);
    for (let i = 0; i < 60 && !story(task(name)).some(({ name: at }) => at === into); i++) execution.advance({ task: task(name), alternative: 0 });
  };

  test('begins with the story of the scenario and what its schedule does', () => {
    const parts = story(task('reader'));
    expect(names(parts).slice(0, 2)).toEqual(['scenario truncate races a direct read', 'schedule the schedule']);
    expect(parts[0]!.text).toMatch(/^# A truncate frees a block while a device is still writing into it\n/);
    expect(parts[1]!.text).toMatch(/^The device is slow/);
  });

  test('tells of the function, then of the statement that calls it, then of the scenario', () => {
    go('reader', 'get_user_pages_fast');
    const parts = story(task('reader'));
    expect(names(parts)).toEqual(['function get_user_pages_fast', 'statement read_direct(nvme0, buf[0])', 'scenario truncate races a direct read']);
    expect(parts[1]!.text).toBe('pins victim\'s page; the device writes into it');
  });

  test('another thread stands elsewhere at the same position', () => {
    go('reader', 'get_user_pages_fast');
    expect(names(story(task('truncator')))).toContain('statement ftruncate(victim, 0)');
    expect(names(story(task('truncator')))[0]).not.toContain('get_user_pages_fast');
  });

  test('at a stop about an event it is the function in which that happened', () => {
    go('truncator', '__xfs_bunmapi');
    execution.advance({ task: task('truncator'), alternative: 0 });
    const event = execution.position - 1;
    expect(names(story(task('truncator'), { task: task('truncator'), event } as never))[0]).toBe('function __xfs_bunmapi');
  });
});

describe('comments', () => {
  const scenario = (process: string): string => `scenario "plain"
device pmem0 { blocks = 1 }
mount mnt { type = xfs  device = pmem0  dax }
file victim on mnt { blocks = 1 }
${process}`;

  test.each([
    ['of a process, if the statement has none', '/** Cuts. */\nprocess p { ftruncate(victim, 0); }', ['process p'], 'Cuts.'],
    ['above a statement', 'process p {\n    // First this,\n    // and "then" that.\n    ftruncate(victim, 0);\n}', ['statement ftruncate(victim, 0)'], 'First this,\nand "then" that.'],
    ['behind a statement', 'process p {\n    ftruncate(victim, 0);   // gives it back\n}', ['statement ftruncate(victim, 0)'], 'gives it back'],
    ['are none in a text', 'process p { assert (true) "no // comment"; ftruncate(victim, 0); }', [], undefined],
  ])('%s', (_, process, told, text) => {
    const parts = begin(scenario(process)).story(0).filter(({ of }) => of !== 'function');
    expect(names(parts)).toEqual(told);
    expect(parts[0]?.text).toBe(text);
  });
});
