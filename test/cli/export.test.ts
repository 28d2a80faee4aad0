import { describe, expect, it } from 'vitest';
import { daxscn, file, scenarios } from './command-line';

const good = file('exported.daxscn', scenarios.three);

describe('daxscn export', () => {
  it('writes a model of Promela to the standard output', async () => {
    const { status, out, err } = await daxscn('export', good, '--to', 'promela');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^\/\*\n \* three\n/);
    for (const part of ['on kernel v4.17', 'active proctype p()', 'active proctype q()', 'never_three', '/* write {(seen + 1)} to box', 'spin -a model.pml']) {
      expect(out).toContain(part);
    }
  });

  it('says what Spin does not look for, and how its results are read', async () => {
    const { out } = await daxscn('export', good, '--to', 'promela');
    const head = out.slice(0, out.indexOf('*/')).replace(/\s+\*?\s*/g, ' ');
    expect(head).toContain('./pan -m1000000 -c0 pan ends with status 0 whatever it found');
    expect(head).toContain('Not looked for: the verdict livelock');
  });

  it('takes the version that it is told', async () => {
    const { out } = await daxscn('export', good, '--to', 'promela', '--kernel', 'v4.19');
    expect(out).toContain('on kernel v4.19');
    expect(out).toContain('/* add 1 to box');
  });

  it('says where a loop stands that only the state ends', async () => {
    const endless = file('endless.daxscn', `${scenarios.three}
pure int next_value(block_device d)
{
    int n = 0;
    while (d.value != n) n += 1;
    return n;
}
syscall void advance(block_device d) { "advance {d}": d.value = next_value(d); }
process r { advance(box); }
`);
    const { status, out, err } = await daxscn('export', endless, '--to', 'promela');
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/endless\.daxscn:11:5: error: only the state ends this loop, .*Let it run over all objects of a type/);
  });

  it('draws what check finds, what it is told, or where nothing goes wrong the run of the scenario itself', async () => {
    const { status, out, err } = await daxscn('export', good, '--to', 'svg');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('<title id="title">three, Linux v4.17: violates never_three</title>');
    const one = await daxscn('export', good, '--to', 'svg', '--schedule', 'a');
    expect(one.out).toContain('<desc id="description">1 event in which nothing goes wrong.</desc>');
    const fine = await daxscn('export', file('fine.daxscn', scenarios.three.replace(/process q.*\n/, '').replace('increment(box); increment(box); increment(box)', 'increment(box)').replace(/expect.*\n/, '')), '--to', 'svg');
    expect(fine.out).toContain('<desc id="description">2 events in which nothing goes wrong.</desc>');
  });

  it('has the colours that the extension contributes', async () => {
    const { contributes } = await import('../../package.json');
    const { defaults } = contributes.colors.find(({ id }) => id === 'daxscn.thread1')!;
    for (const theme of ['light', 'dark'] as const) {
      const { out } = await daxscn('export', good, '--to', 'svg', '--theme', theme);
      expect(out).toContain(`fill="${defaults[theme]}"`);
      expect(out).not.toContain(defaults[theme === 'light' ? 'dark' : 'light']);
    }
  });

  it.each([
    [[good, '--to', 'promla'], /^daxscn: error: there is no export to `promla`; did you mean `promela`\?/],
    [[good, '--to', 'tla'], /^daxscn: error: there is no export to `tla`; there are: promela, svg, html, itf, mermaid, dot/],
    [[good], /^daxscn: error: required option '--to <form>'/],
    [[good, '--to', 'promela', '--kernel', 'v9.9'], /`v9\.9` is not a modelled kernel version/],
    [[good, '--to', 'svg', '--theme', 'drak'], /there is no theme `drak`; did you mean `dark`\?/],
    [[good, '--to', 'promela', '--theme', 'dark'], /`--theme` means nothing to `--to promela`; it is for `--to svg`/],
    [[good, '--to', 'html', '--theme', 'dark'], /`--theme` means nothing to `--to html`; it is for `--to svg`/],
    [[good, '--to', 'svg', '--schedule', 'a9'], /the schedule stops fitting at its character 1: position 6: /],
    [['/no/such.daxscn', '--to', 'promela'], /^\/no\/such\.daxscn: error: there is no such file/],
  ])('refuses %j', async (args, message) => {
    const { status, out, err } = await daxscn('export', ...args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
  });
});
