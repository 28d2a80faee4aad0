import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lcov } from '../../src/cli/coverage/lcov';
import { daxscn, file, folder, scenarios } from './command-line';

const lostUpdate = file('lost-update-coverage.daxscn', scenarios.lostUpdate);
const deadlock = file('deadlock-coverage.daxscn', scenarios.deadlock);

let files = 0;

async function coverageOf(...args: string[]) {
  const lcov = join(folder, `${files++}.info`);
  const captured = await daxscn('check', '--coverage', '--lcov', lcov, ...args);
  return { ...captured, lcov: readFileSync(lcov, 'utf8') };
}

/** The records of an LCOV file by source, each number checked against what it counts. */
function records(text: string): Map<string, string[]> {
  const parts = text.split('end_of_record\n');
  expect(parts.pop()).toBe('');
  return new Map(parts.map((part) => {
    const [test, source, ...lines] = part.trimEnd().split('\n');
    expect([test, source!.slice(0, 3)]).toEqual(['TN:', 'SF:']);
    const of = (kind: string): string[] => lines.filter((line) => line.startsWith(`${kind}:`)).map((line) => line.slice(kind.length + 1));
    const hits = (kind: string, field: number): number => of(kind).filter((line) => Number(line.split(',')[field]!.replace('-', '0')) > 0).length;
    for (const line of lines) expect(line).toMatch(/^(FN:\d+,.+|FNDA:\d+,.+|BRDA:\d+,\d+,\d+,(\d+|-)|DA:\d+,\d+|(FN|BR|L)[FH]:\d+)$/);
    expect({ FNF: of('FNF'), FNH: of('FNH'), BRF: of('BRF'), BRH: of('BRH'), LF: of('LF'), LH: of('LH') }).toEqual({
      FNF: [`${of('FN').length}`], FNH: [`${hits('FNDA', 0)}`], BRF: [`${of('BRDA').length}`], BRH: [`${hits('BRDA', 3)}`],
      LF: [`${of('DA').length}`], LH: [`${hits('DA', 1)}`],
    });
    // genhtml 2 refuses a function that begins at a line without hits.
    expect(of('DA').map(lineOf)).toEqual(expect.arrayContaining(of('FN').map(lineOf)));
    expect(new Set(of('DA').map(lineOf)).size).toBe(of('DA').length);
    return [source!.slice(3), lines];
  }));
}

function lineOf(record: string): string {
  return record.split(',')[0]!;
}

describe('daxscn check --coverage', () => {
  it('writes LCOV for the model kernel and the scenarios', async () => {
    const { status, lcov } = await coverageOf(lostUpdate);
    expect(status).toBe(0);
    const files = records(lcov);
    expect([...files.keys()]).toEqual(['/nowhere/tiny.daxk', lostUpdate]);
    expect(files.get('/nowhere/tiny.daxk')).toEqual(expect.arrayContaining([
      expect.stringMatching(/^FNDA:[1-9]\d*,increment until v4\.19$/), expect.stringMatching(/^FNDA:[1-9]\d*,increment since v4\.19$/), 'FNDA:0,both',
    ]));
    expect(files.get('/nowhere/tiny.daxk')!.join()).not.toContain('only_now');
    expect(files.get(lostUpdate)).toEqual(expect.arrayContaining([expect.stringMatching(/^DA:4,[1-9]/), expect.stringMatching(/^DA:5,[1-9]/)]));
  });

  it('prints a table and flags what nothing reaches, over all that is checked', async () => {
    const { out } = await coverageOf(lostUpdate);
    const table = out.slice(out.indexOf('\ncoverage'));
    expect(table).toMatch(/^coverage +lines +branches +functions$/m);
    expect(table).toMatch(/^tiny\.daxk +5\/13 +38 % +2\/4 +50 % +4\/9 +44 %$/m);
    expect(table.slice(table.indexOf('never reached'))).toBe(`\
never reached
/nowhere/tiny.daxk:8  mutex_lock  the whole function
/nowhere/tiny.daxk:10  mutex_unlock  the whole function
/nowhere/tiny.daxk:22  both  the whole function
/nowhere/tiny.daxk:31  overflow  the whole function
/nowhere/tiny.daxk:33  crash  the whole function
`);
    const together = (await coverageOf(lostUpdate, deadlock)).out;
    expect(together.slice(together.indexOf('never reached'))).toBe(`\
never reached
/nowhere/tiny.daxk:31  overflow  the whole function
/nowhere/tiny.daxk:32  only_now  the whole function
/nowhere/tiny.daxk:33  crash  the whole function
`);
  });

  it('is part of the document', async () => {
    const { status, out } = await coverageOf('--json', deadlock);
    expect(status).toBe(1);
    const { coverage, results } = JSON.parse(out);
    expect(results).toHaveLength(1);
    expect(coverage).toMatchObject({ complete: true, unfinished: [] });
    expect(coverage.files.find((each: { file: string }) => each.file === deadlock)).toEqual({
      file: deadlock, lines: { found: 2, hit: 2 }, branches: { found: 0, hit: 0 }, functions: { found: 2, hit: 2 },
    });
    expect(coverage.neverReached).toContainEqual({ file: '/nowhere/tiny.daxk', line: 18, function: 'increment' });
  });

  it('says when more may be reached, and where it cannot be written', async () => {
    const { out } = await coverageOf(lostUpdate, '--max-states', '3');
    const text = out.replace(/\n(?=on )/g, ' ');
    expect(text).toContain(`not everything was explored, so more may be reached: ${lostUpdate} on v4.17: the bound on states was reached`);
    expect(text).toContain('not reached so far');
    expect(text).not.toContain('never reached');
  });

  it.each([[join(deadlock, 'lcov.info')], [join(folder, 'none', 'lcov.info')]])('makes no folder for %s', async (path) => {
    const { status, err } = await daxscn('check', lostUpdate, '--lcov', path);
    expect(status).toBe(2);
    expect(err).toContain(`${path}: error: the coverage cannot be written: there is no such folder`);
    expect(existsSync(path)).toBe(false);
  });

  it('gives two functions of one name two names', () => {
    const file = { source: 'a.daxk', isKernel: true, lines: [], branches: [], functions: [{ name: 'f', line: 1, hits: 0 }, { name: 'f', line: 5, hits: 7 }, { name: 'g', line: 9, hits: 1 }] };
    expect(lcov([file], ({ source }) => source).match(/^FN.*/gm)).toEqual(['FN:1,f:1', 'FN:5,f:5', 'FN:9,g', 'FNDA:0,f:1', 'FNDA:7,f:5', 'FNDA:1,g', 'FNF:3', 'FNH:2']);
  });

  it('prints nothing more for a file, and writes none unless asked', async () => {
    const { out: plain } = await daxscn('check', lostUpdate);
    expect((await daxscn('check', lostUpdate, '--lcov', join(folder, 'quiet.info'))).out).toBe(plain);
    const before = readdirSync(folder);
    await daxscn('check', lostUpdate, '--coverage');
    expect(readdirSync(folder)).toEqual(before);
  });

  it('tells all paths from one folder, and those that are not below it from the root', async () => {
    const sources = async (root: string) => [...records((await coverageOf('--lcov-root', root, lostUpdate)).lcov).keys()];
    expect(await sources(folder)).toEqual(['/nowhere/tiny.daxk', relative(folder, lostUpdate)]);
    expect(await sources('/nowhere')).toEqual(['tiny.daxk', lostUpdate]);
  });
});
