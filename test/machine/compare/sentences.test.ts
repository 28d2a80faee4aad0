// What is said of two executions of every example that goes wrong, golden: on the version where it does and on the next where it does not, and beside the
// nearest run that goes right. `UPDATE=1 npm run unit` writes it anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { passingOf } from '../../../src/explorer/passing/passing';
import { PackedProgram } from '../../../src/explorer/store/packed-program';
import { formatVersion } from '../../../src/language/versions';
import { align } from '../../../src/machine/compare/align';
import { endingOf } from '../../../src/machine/compare/ending';
import { follow } from '../../../src/machine/compare/follow';
import { sentenceOf, type Told } from '../../../src/machine/compare/sentence';
import type { Execution } from '../../../src/machine/execution/execution';
import { replay } from '../../../src/machine/schedule/replay';
import { formatSchedule } from '../../../src/machine/schedule/schedule';
import { files, ownRun, programOf, scenarioOf, versionsOf } from './executions';

const golden = join(__dirname, 'sentences.txt');

function told(title: string, execution: Execution): Told {
  return { title, execution, ending: endingOf(execution) };
}

function compared(left: Told, right: Told): string {
  return sentenceOf(left, right, align(left.execution, right.execution));
}

function* sentences(): Generator<string> {
  for (const file of files) {
    const tree = scenarioOf(file);
    const { bad, good } = versionsOf(tree);
    if (bad === undefined) continue;
    const program = programOf(tree, bad);
    const left = ownRun(tree, program);
    const one = told(formatVersion(bad), left);
    yield `${file} on ${formatVersion(bad)}: ${one.ending.text}`;
    if (good !== undefined) yield `  ${compared(one, told(formatVersion(good), follow(programOf(tree, good), left)))}`;
    if (one.ending.isWrong) {
      const bounds = { maxStates: 10_000, maxNodes: 100_000, mostMoved: 16, isLivelock: one.ending.verdict === 'livelock' };
      const { nearest } = passingOf(new PackedProgram(program), left.choices, bounds);
      if (typeof nearest === 'object') yield `  ${compared({ ...one, title: 'counterexample' }, told('nearest passing run', replay(program, formatSchedule(nearest.choices)).execution))}`;
    }
    yield '';
  }
}

test('every example', { timeout: 120_000 }, () => {
  const text = [...sentences()].join('\n');
  if (process.env.UPDATE) writeFileSync(golden, text);
  else expect(text).toBe(readFileSync(golden, 'utf8'));
});
