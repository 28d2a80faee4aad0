// `check --checkpoint` and `--resume`: what is printed, what is refused, and that the answer is the one without an interruption.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Cancellation } from '../../src/cli/cancellation';
import { main } from '../../src/cli/commands';
import { packageKernel, readPackage } from '../../src/language/packaged-kernel';
import { bundleCli } from '../support/bundled-cli';
import { daxscn, file, scenarios, tinyKernel } from './command-line';

const folder = mkdtempSync(join(tmpdir(), 'daxscn-'));
const checkpoint = join(folder, 'saved');
const PLAIN = ['--no-reduction', '--no-symmetry'];
const three = file('saved-three.daxscn', scenarios.three);
const lostUpdate = file('saved-lost.daxscn', scenarios.lostUpdate);
const deadlock = file('saved-deadlock.daxscn', scenarios.deadlock);
/** Five states to the power of `processes`. */
const large = (processes: number): string => `scenario "large"
kernel v4.17
${Array.from({ length: processes }, (_, n) => `device d${n} { }\nprocess p${n} { increment(d${n}); increment(d${n}); }`).join('\n')}
expect v4.17 holds
`;

/** What must be the same. */
function answer({ out }: { out: string }): object {
  return JSON.parse(out.replaceAll(/"seconds": [\d.e-]+/g, '"seconds": 0')) as object;
}

describe('check --checkpoint', () => {
  it.each([
    ['holds', lostUpdate, 'v4.19', PLAIN], ['a violation', three, 'v4.17', PLAIN], ['a hang', lostUpdate, 'v4.17', PLAIN],
    ['a deadlock, and reduction', deadlock, 'v6.18', []], ['reduction and symmetry', lostUpdate, 'v4.17', []],
  ])('goes on to what an uninterrupted search finds: %s', async (_, scenario, kernel, flags) => {
    const command = ['check', scenario, '--kernel', kernel];
    const whole = await daxscn(...command, ...flags, '--json');
    rmSync(checkpoint, { force: true });
    const begun = await daxscn(...command, ...flags, '--max-states', '2', '--checkpoint', checkpoint);
    expect(begun).toMatchObject({ status: 3, err: '' });
    expect(begun.out).toContain(`saved in ${checkpoint}; to go on:\n      daxscn check ${scenario} --kernel ${kernel} --resume ${checkpoint}\n`);
    const more = await daxscn(...command, '--max-states', '4', '--resume', checkpoint, '--checkpoint', checkpoint);
    expect(more.status).toBe(3);
    const saved = readFileSync(checkpoint);
    const rest = await daxscn(...command, '--resume', checkpoint, '--json');
    expect(rest).toMatchObject({ status: whole.status, err: '' });
    expect(answer(rest)).toEqual(answer(whole));
    expect(readFileSync(checkpoint).equals(saved)).toBe(true);
    expect(readdirSync(folder)).toEqual(['saved']);
  });

  it('says so on the error output where the output is JSON', async () => {
    const { out, err } = await daxscn('check', deadlock, '--json', '--max-states', '2', '--checkpoint', checkpoint);
    expect(err).toContain(`saved in ${checkpoint}`);
    expect(answer({ out })).toMatchObject({ results: [{ verdict: 'unknown', bound: 'states' }] });
  });

  it('saves every five minutes, also a search that comes to its end', async () => {
    const scenario = file('large.daxscn', large(6));
    const command = ['check', scenario, '--kernel', 'v4.17'];
    rmSync(checkpoint, { force: true });
    const notes: string[] = [];
    const output = { isTerminal: false, columns: Infinity, write: (text: string) => void notes.push(text) };
    let time = 0;
    const environment = {
      out: output, err: output, now: () => (time += 60_000), kernelFolder: '/nowhere', kernelTree: tinyKernel, cancellation: new Cancellation(),
    };
    await main([...command, ...PLAIN, '--checkpoint', checkpoint], environment);
    expect(notes.join('')).not.toContain('saved');
    expect(existsSync(checkpoint)).toBe(true);
    const rest = await daxscn(...command, '--resume', checkpoint, '--json');
    expect(answer(rest)).toEqual(answer(await daxscn(...command, ...PLAIN, '--json')));
  });

  it.each([
    ['several versions', [three, '--checkpoint', checkpoint], 'daxscn: error: `--checkpoint` is for one search; choose one of v4.17, v4.19 with `--kernel`\n'],
    ['several scenarios', [deadlock, lostUpdate, '--kernel', 'v4.17', '--resume', checkpoint], 'daxscn: error: `--resume` is for one search; name one scenario\n'],
    ['other searches', [deadlock, '--outcomes', '--checkpoint', checkpoint], 'daxscn: error: `--checkpoint` is for the search for a verdict; leave out `--outcomes`\n'],
    ['a file that is something else', [deadlock, '--checkpoint', three],
      `${three}: error: this is not a saved search; \`--checkpoint\` writes one, to a file that is new or was one before\n`],
    ['a folder', [deadlock, '--checkpoint', folder], `${folder}: error: this is not a file\n`],
    ['no file', [deadlock, '--resume', join(folder, 'none')], `${join(folder, 'none')}: error: there is no such file\n`],
  ])('refuses %s', async (_, args, err) => {
    expect(await daxscn('check', ...args)).toEqual({ status: 2, out: '', err });
  });

  it('says where it cannot be saved, and the verdict all the same', async () => {
    const nowhere = join(folder, 'no', 'folder');
    const { status, out, err } = await daxscn('check', deadlock, '--max-states', '2', '--checkpoint', nowhere);
    expect(status).toBe(2);
    expect(out).toContain('the bound on states was reached');
    expect(err).toMatch(`${nowhere}: error: the search cannot be saved here: there is no such folder`);
  });
});

describe('check --resume', () => {
  const save = async (scenario: string, kernel: string): Promise<Buffer> => {
    rmSync(checkpoint, { force: true });
    await daxscn('check', scenario, '--kernel', kernel, '--max-states', '3', '--checkpoint', checkpoint);
    return readFileSync(checkpoint);
  };
  const resume = (scenario: string, kernel: string, ...flags: string[]) =>
    daxscn('check', scenario, '--kernel', kernel, '--resume', checkpoint, ...flags);

  it('refuses what was edited since, and says what differs', async () => {
    await save(deadlock, 'v6.18');
    const edited = file('edited.daxscn', scenarios.deadlock.replace('both(b, a)', 'both(a, b)'));
    expect(await resume(edited, 'v6.18')).toEqual({
      status: 2, out: '',
      err: `${checkpoint}: error: changed since this search was saved: the scenario; search anew without \`--resume\`\n`,
    });
    const other = await resume(lostUpdate, 'v6.18');
    expect(other.err).toContain('saved: the scenario, the state, the locations where tasks rest; search anew');
    expect((await resume(deadlock, 'v4.17')).err).toBe(`${checkpoint}: error: this search was saved for v6.18; choose it with \`--kernel v6.18\`\n`);
    expect((await resume(deadlock, 'v6.18', '--no-symmetry')).err).toContain('was begun without `--no-symmetry`; leave that out');
    expect((await resume(file('copy.daxscn', scenarios.deadlock), 'v6.18')).status).toBe(1);
  });

  it('refuses another model kernel', async () => {
    await save(deadlock, 'v6.18');
    const kernel = readPackage(packageKernel(tinyKernel()).replace('"value":3', '"value":4'));
    let err = '';
    const output = { isTerminal: false, columns: Infinity, write: (text: string) => { err += text; } };
    const environment = { out: output, err: output, now: () => 0, kernelFolder: '/nowhere', kernelTree: () => kernel, cancellation: new Cancellation() };
    expect(await main(['check', deadlock, '--kernel', 'v6.18', '--resume', checkpoint], environment)).toBe(2);
    expect(err).toContain('saved: the model kernel; search anew');
  });

  it('refuses a file of another format', async () => {
    const whole = await save(deadlock, 'v6.18');
    writeFileSync(checkpoint, Buffer.concat([Buffer.from('daxscn checkpoint 99'), whole.subarray('daxscn checkpoint 1'.length)]));
    expect((await resume(deadlock, 'v6.18')).err).toContain('another version of daxscn saved this search (format 99, not 4)');
  });

  it('refuses a file that is cut off, longer, or has one bit changed', async () => {
    const whole = await save(deadlock, 'v6.18');
    const refused = async (bytes: Uint8Array): Promise<void> => {
      writeFileSync(checkpoint, bytes);
      const { status, out, err } = await resume(deadlock, 'v6.18');
      expect({ status, out }).toEqual({ status: 2, out: '' });
      expect(err).toMatch(new RegExp(`^${checkpoint}: error: (this is not a saved search|the file is damaged|another version of daxscn).*\n$`));
    };
    await refused(Buffer.concat([whole, Buffer.of(0)]));
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), fc.boolean(), async (at, bit, isCut) => {
      await refused(isCut ? whole.subarray(0, at) : whole.map((byte, index) => (index === at ? byte ^ 1 << bit : byte)));
    }), { numRuns: 40 });
  });
});

describe('a process that is interrupted', () => {
  const cli = join(folder, 'dist', 'cli.js');

  beforeAll(async () => {
    await bundleCli(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'kernel.jsonl'), packageKernel(tinyKernel()));
  }, 60_000);

  /** Sends the signal as soon as the search is under way. */
  function run(args: readonly string[], signal?: 'SIGINT' | 'SIGTERM') {
    return new Promise<{ status: number | null; out: string; err: string }>((resolve) => {
      const child = fork(cli, args, { silent: true });
      const written = { out: '', err: '' };
      child.stdout!.on('data', (data) => { written.out += data; });
      child.stderr!.on('data', (data) => { written.err += data; });
      if (signal) child.once('message', () => void child.kill(signal));
      child.on('close', (status) => resolve({ status, ...written }));
    });
  }

  it.each(['SIGINT', 'SIGTERM'] as const)('saves its search at a %s', async (signal) => {
    const scenario = file('larger.daxscn', large(8));
    const command = ['check', scenario, '--kernel', 'v4.17'];
    const saved = join(folder, signal);
    const begun = await run([...command, ...PLAIN, '--checkpoint', saved], signal);
    expect(begun).toMatchObject({ status: 3, err: '' });
    expect(begun.out).toContain('cancelled after');
    expect(begun.out).toContain(`--resume ${saved}\n`);
    if (signal === 'SIGTERM') return;
    const rest = await run([...command, '--resume', saved, '--json']);
    expect(rest.status).toBe(0);
    expect(answer(rest)).toMatchObject({ results: [{ verdict: 'holds', states: 5 ** 8, complete: true }] });
  }, 60_000);
});
