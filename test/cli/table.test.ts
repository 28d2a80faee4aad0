import { describe, expect, it } from 'vitest';
import stringWidth from 'fast-string-width';
import { KNOWN_VERSIONS, parseVersion } from '../../src/language/versions';
import { daxscn, daxscnOn, file, scenarios } from './command-line';

const lostUpdate = file('table-lost-update.daxscn', scenarios.lostUpdate);
const onlyNow = file('table-only-now.daxscn', `scenario "x" kernel v6.18 device box { }
  process p { only_now(box); }
  reach cut: box.small == 1;`);

/** The cells of a line of the table, by version; with `''` those of the head. A table that is too wide is written in blocks. */
function cells(out: string, name: string): string[] {
  const blocks = out.split('\n\n').filter((block) => /^ +v\d/.test(block));
  return blocks.flatMap((block) => block.split('\n').find((line) => line.startsWith(name))!.slice(name.length).trim().split(/ {2,}/));
}

/** With what stands for the cell before, which is written out where a block begins. */
function filled(texts: readonly string[]): string[] {
  return texts.map((text, at) => (text === '=' ? texts.slice(0, at).findLast((before) => before !== '=')! : text));
}

describe('daxscn check --kernel all', () => {
  it('writes a verdict where it changes', async () => {
    const { status, out, err } = await daxscn('check', '--kernel', 'all', lostUpdate, onlyNow);
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(cells(out, '')).toEqual(KNOWN_VERSIONS);
    const of = (verdict: (version: number) => string) => KNOWN_VERSIONS.map((version) => verdict(parseVersion(version)!));
    expect(cells(out, 'table-lost-update').slice(0, 5)).toEqual(['!hang', 'hang', '!hang', 'holds', '=']);
    expect(filled(cells(out, 'table-lost-update'))).toEqual(of((version) => (version >= 4019 ? 'holds' : version === 4017 ? 'hang' : '!hang')));
    expect(filled(cells(out, 'table-only-now'))).toEqual(of((version) => (version >= 6018 ? 'holds' : '–')));
    expect(out).toContain('FAIL');
    expect(out).toContain('hang (expected holds)');
  });

  it('fits a narrow terminal', async () => {
    const { out } = await daxscnOn({ columns: 44, isTerminal: true, color: false }, 'check', '--kernel', 'all', onlyNow);
    expect(Math.max(...out.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(44);
    expect(KNOWN_VERSIONS.filter((version) => !out.includes(version))).toEqual([]);
  });

  it('gives the usual results as JSON', async () => {
    const { results, errors } = JSON.parse((await daxscn('check', '--kernel', 'all', '--json', lostUpdate)).out);
    expect(errors).toEqual([]);
    expect(results.map(({ kernel, expected, verdict }: Record<string, string>) => [kernel, expected, verdict]).slice(0, 2))
      .toEqual([['v4.15', 'holds', 'hang'], ['v4.17', 'hang', 'hang']]);
    expect(results).toHaveLength(KNOWN_VERSIONS.length);
  });
});
