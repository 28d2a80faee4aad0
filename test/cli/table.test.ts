import { describe, expect, it } from 'vitest';
import stringWidth from 'fast-string-width';
import { KNOWN_VERSIONS } from '../../src/language/versions';
import { daxscn, daxscnOn, file, scenarios } from './command-line';

const lostUpdate = file('table-lost-update.daxscn', scenarios.lostUpdate);
const onlyNow = file('table-only-now.daxscn', `scenario "x" kernel v6.18 device box { }
  process p { only_now(box); }
  reach cut: box.small == 1;`);

/** The cells of a line of the table, by version. */
function cells(out: string, name: string): string[] {
  const line = out.split('\n').find((each) => each.startsWith(name))!;
  return line.slice(name.length).trim().split(/ {2,}/);
}

describe('daxscn check --kernel all', () => {
  it('writes a verdict where it changes', async () => {
    const { status, out, err } = await daxscn('check', '--kernel', 'all', lostUpdate, onlyNow);
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(cells(out, '')).toEqual(KNOWN_VERSIONS);
    const at = KNOWN_VERSIONS.indexOf('v4.19');
    expect(cells(out, 'table-lost-update')).toEqual(KNOWN_VERSIONS.map((_, index) => (index === 0 ? 'hang' : index === 1 ? '!hang' : index === at ? 'holds' : '=')));
    expect(cells(out, 'table-only-now')).toEqual(KNOWN_VERSIONS.map((version) => (version === 'v6.18' ? 'holds' : '–')));
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
      .toEqual([['v4.17', 'hang', 'hang'], ['v4.18', 'holds', 'hang']]);
    expect(results).toHaveLength(KNOWN_VERSIONS.length);
  });
});
