// A hunt with a journal: stopped anywhere and begun again it tells what it would have told, and searches nothing twice.
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { daxscnOn, type Captured } from '../cli/command-line';
import { leaseKernel } from './lease-kernel';

const lease = leaseKernel();
const folder = mkdtempSync(join(tmpdir(), 'daxscn-journal-'));
let number = 0;
const newFile = (): string => join(folder, `${number++}.jsonl`);

interface Document {
  readonly findings: readonly object[];
  readonly workloads: number;
  readonly recalled: number;
  readonly complete: boolean;
  readonly sizes: { readonly most: number; readonly left: number };
}

async function hunt(...args: string[]): Promise<Captured> {
  return daxscnOn({ isTerminal: false, columns: Infinity, kernelTree: () => lease }, 'hunt', '--kernel', 'v4.19', '--calls', 'take,grab,put,open_lease,close_lease', '--max-seconds', '100000000', ...args);
}

async function document(...args: string[]): Promise<Document> {
  return JSON.parse((await hunt('--json', ...args)).out) as Document;
}

const told = ({ findings, workloads, complete }: Document): object => ({ findings, workloads, complete });

describe('a hunt that is begun again', () => {
  test('tells what it would have told, wherever it was stopped', async () => {
    const whole = await document('--max-calls', '3');
    expect(whole).toMatchObject({ recalled: 0, complete: true, sizes: { left: 0 } });
    const journal = newFile();
    for (let findings = 1; findings <= whole.findings.length; findings++) {
      const stopped = await document('--max-calls', '3', '--journal', journal, '--findings', String(findings));
      expect(stopped.findings).toEqual(whole.findings.slice(0, findings));
      expect(stopped).toMatchObject({ complete: false, sizes: { left: expect.any(Number) as number } });
      expect(stopped.sizes.left).toBeGreaterThan(0);
    }
    const last = await document('--max-calls', '3', '--journal', journal);
    expect(told(last)).toEqual(told(whole));
    expect(last.recalled).toBeGreaterThan(0);
    const again = await document('--max-calls', '3', '--journal', journal);
    expect([told(again), again.recalled]).toEqual([told(whole), whole.workloads]);
  });

  test('goes further with larger bounds', async () => {
    const journal = newFile();
    const small = await document('--max-calls', '2', '--journal', journal);
    const large = await document('--max-calls', '3', '--journal', journal);
    expect(large.recalled).toBe(small.workloads);
    expect(told(large)).toEqual(told(await document('--max-calls', '3')));
    expect((await hunt('--max-calls', '3', '--journal', journal)).err).toContain(`; ${large.workloads} of them known from the journal: `);
  });

  test('leaves out a last line that is not whole, and adds behind the others', async () => {
    const journal = newFile();
    const whole = await document('--max-calls', '2', '--journal', journal);
    const written = readFileSync(journal, 'utf8');
    appendFileSync(journal, '{"tried":"abc","trial":{"sta');
    const again = await document('--max-calls', '2', '--journal', journal);
    expect([told(again), again.recalled]).toEqual([told(whole), whole.workloads]);
    expect(readFileSync(journal, 'utf8')).toBe(written);
    // A stop in the middle of any line.
    writeFileSync(journal, written.slice(0, Math.floor(written.length * 0.6)));
    expect(told(await document('--max-calls', '2', '--journal', journal))).toEqual(told(whole));
  });
});

describe('a file is left as it is', () => {
  test('that is no journal', async () => {
    const journal = newFile();
    writeFileSync(journal, 'scenario "mine"\nkernel v4.19');
    expect(await hunt('--journal', journal)).toMatchObject({ status: 2, err: `${journal}: error: this is no journal of a hunt, and is left as it is; choose another file\n` });
    expect(readFileSync(journal, 'utf8')).toBe('scenario "mine"\nkernel v4.19');
  });

  test('that is the journal of another hunt', async () => {
    const journal = newFile();
    await hunt('--max-calls', '1', '--journal', journal);
    const written = readFileSync(journal, 'utf8');
    const { status, err } = await hunt('--journal', journal, '--property', 'hang', '--max-states', '7');
    expect([status, err]).toEqual([2, `${journal}: error: this is the journal of another hunt, with different \`--property\`, \`--max-states\`; choose another file\n`]);
    expect(readFileSync(journal, 'utf8')).toBe(written);
  });

  test('that is damaged in the middle', async () => {
    const journal = newFile();
    await hunt('--max-calls', '2', '--journal', journal);
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('\n{', '\n['));
    expect(await hunt('--journal', journal)).toMatchObject({ status: 2, err: `${journal}: error: line 2 of this journal is damaged; choose another file\n` });
  });

  test('that cannot be written', async () => {
    expect(await hunt('--journal', join(folder, 'nowhere', 'x'))).toMatchObject({ status: 2, err: expect.stringContaining('the journal cannot be written here: ') });
  });
});
