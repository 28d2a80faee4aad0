// Each template of a new scenario is, if nothing is filled in, a scenario that checks as it says. Its kernel's version can be written into it.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { expandTemplate, templates } from '../../src/extension/scenario/templates';
import { headerOf } from '../../src/extension/scenario/scenario-header';
import { textWithKernel } from '../../src/extension/scenario/text-with-kernel';
import { writtenKernel } from '../../src/language/written-header';
import { Cancellation } from '../../src/cli/cancellation';
import { main } from '../../src/cli/commands';
import type { Environment } from '../../src/cli/environment';
import { kernelFolder, modelKernel } from '../support/model-kernel';

const source = join(import.meta.dirname, '..', '..', 'media', 'templates');
const folder = mkdtempSync(join(tmpdir(), 'daxscn-templates-'));
afterAll(() => rmSync(folder, { recursive: true }));

const snippet = (name: string): string => readFileSync(join(source, `${name}.snippet`), 'utf8');

test('every template is offered, and every one that is offered is there', () => {
  expect(readdirSync(source).filter((file) => file.endsWith('.snippet')).sort()).toEqual(templates.map(({ name }) => `${name}.snippet`).sort());
  expect(readdirSync(source).filter((file) => file.endsWith('.daxk'))).toEqual(['overlay.daxk']);
});

test.each(templates.map(({ name }) => name))('%s checks as it says, on every version that it names', { timeout: 60_000 }, async (name) => {
  const path = join(folder, `mine-${name}.daxscn`);
  writeFileSync(path, expandTemplate(snippet(name), `mine-${name}`));
  if (name === 'overlay') writeFileSync(join(folder, `mine-${name}.daxk`), readFileSync(join(source, 'overlay.daxk')));
  let [out, err] = ['', ''];
  const environment: Environment = {
    out: { write: (text) => { out += text; }, isTerminal: false, columns: Infinity }, err: { write: (text) => { err += text; }, isTerminal: false, columns: Infinity },
    now: () => 0, kernelTree: modelKernel, kernelFolder, cancellation: new Cancellation(),
  };
  const status = await main(['check', '--json', path], environment);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  const { results } = JSON.parse(out) as { results: { kernel: string; pass: boolean }[] };
  const { expected, summary } = headerOf(expandTemplate(snippet(name), name));
  expect(results.map(({ kernel }) => kernel)).toEqual([...expected.keys()]);
  expect(results.every(({ pass }) => pass)).toBe(true);
  expect(summary).not.toBe('');
});

test.each(templates.map(({ name }) => name))('%s has places to be filled in, numbered from 1, and an end', (name) => {
  const places = [...snippet(name).matchAll(/\$\{(\d+):/g)].map(([, number]) => Number(number));
  expect(places).toEqual(places.map((_, i) => i + 1));
  expect(places.length).toBeGreaterThan(2);
  expect(snippet(name).match(/\$0/g)).toHaveLength(1);
});

test.each([
  ['scenario "x"\n\nkernel v4.17  // so\n', 'scenario "x"\n\nkernel v6.18  // so\n'],
  ['scenario "x"\ndevice d', 'scenario "x"\n\nkernel v6.18\ndevice d'],
  ['device d', 'kernel v6.18\n\ndevice d'],
])('in %j a version is written', (before, after) => {
  const { offset, length, text } = textWithKernel(before, 'v6.18');
  const written = before.slice(0, offset) + text + before.slice(offset + length);
  expect(written).toBe(after);
  expect(writtenKernel(written)?.text).toBe('v6.18');
});
