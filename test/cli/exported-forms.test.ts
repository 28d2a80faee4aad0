// What leaves in forms of others, read by those whose forms they are: Quint's reader of traces, Mermaid in a browser, Graphviz.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/vscode/paths.mts';
import { findChromium, launchChromium } from '../../scripts/vscode/chromium.mts';
import { modelKernel } from '../support/model-kernel';
import { daxscn, daxscnOn, file, scenarios } from './command-line';

const require = createRequire(import.meta.url);
const small = file('small.daxscn', scenarios.lostUpdate);
const three = file('three.daxscn', scenarios.three);
const example = (name: string) => join(root, 'examples', `${name}.daxscn`);

async function exported(...args: string[]): Promise<string> {
  const { status, out, err } = await daxscnOn({ isTerminal: false, columns: Infinity, kernelTree: modelKernel }, 'export', ...args);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out;
}

describe('ITF', () => {
  // Not by its types: the reader is no part of what the package declares.
  const { ofItfNormalized, toItf } = require('@informalsystems/quint/dist/src/itf') as { ofItfNormalized(trace: object): object[]; toItf(vars: string[], states: object[]): { value: { states: object[] } } };

  test.each(['01-truncate-vs-direct-read', '07-mapped-again', '09-starved-truncate'])('Quint reads %s, and writes the same states', async (name) => {
    const trace = JSON.parse(await exported(example(name), '--to', 'itf')) as { '#meta': object; vars: string[]; states: { block: { '#map': [string, object][] } }[]; loop?: number };
    const states = ofItfNormalized(trace);
    expect(states).toHaveLength(trace.states.length);
    expect(toItf(trace.vars, states).value.states).toHaveLength(trace.states.length);
    for (const state of trace.states) expect(Object.keys(state).filter((key) => key !== '#meta')).toEqual(trace.vars);
    expect(trace['#meta']).toMatchObject({ format: 'ITF', status: 'violation' });
  });

  test('has an event and its task for each state but the first, and every object that changes', async () => {
    const trace = JSON.parse(await exported(example('01-truncate-vs-direct-read'), '--to', 'itf')) as { states: Record<string, unknown>[] };
    expect(trace.states).toHaveLength(50);
    expect(trace.states[0]).toMatchObject({ task: '', event: '' });
    expect(trace.states[40]).toMatchObject({ task: 'truncator', event: 'take blocks 0 to 1 out of the extent map of victim' });
    expect(trace).toMatchObject({ '#meta': { description: 'truncate races a direct read, Linux v4.17: violates dma_lands_at_home' } });
    const inodes = (position: number) => Object.fromEntries((trace.states[position]!.inode as { '#map': [string, Record<string, unknown>][] })['#map']);
    expect(inodes(39).victim!.i_extents).toEqual(['block 0', 'null']);
    expect(inodes(40).victim!.i_extents).toEqual(['null', 'null']);
  });

  test('of a livelock says where it goes on after the last state', async () => {
    const { states, loop } = JSON.parse(await exported(example('09-starved-truncate'), '--to', 'itf')) as { states: { [name: string]: unknown }[]; loop: number };
    const withoutEvent = ({ '#meta': _, task: __, event: ___, ...objects }: { [name: string]: unknown }) => objects;
    expect(withoutEvent(states.at(-1)!)).toEqual(withoutEvent(states[loop - 1]!));
  });
});

describe.skipIf(findChromium() === undefined && !process.env.CI)('Mermaid', { timeout: 60_000 }, () => {
  test('draws the sequence diagrams', async () => {
    const texts = [
      ...await Promise.all(['01-truncate-vs-direct-read', '07-mapped-again', '09-starved-truncate'].map((name) => exported(example(name), '--to', 'mermaid'))),
      (await daxscn('export', file('hostile.daxscn', scenarios.three.replace('"three"', '"a; end #9 <b> %% \\\\"')), '--to', 'mermaid')).out,
    ];
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: readFileSync(join(root, 'node_modules', 'mermaid', 'dist', 'mermaid.min.js'), 'utf8') });
      for (const text of texts) {
        const { svg } = await page.evaluate(`mermaid.render('drawn', ${JSON.stringify(text)})`) as { svg: string };
        await page.setContent(svg);
        const drawn = (await page.locator('svg').first().evaluate(({ textContent }) => textContent)) ?? '';
        // Nothing that the diagram says is lost or taken for something else.
        for (const said of text.split('\n').flatMap((line) => /: (.*)/.exec(line.trimStart().startsWith('title') ? '' : line)?.[1] ?? [])) {
          const plain = said.replaceAll(/#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
          expect(drawn.replaceAll(/\s+/g, '')).toContain(plain.replaceAll(/\s+/g, ''));
        }
        await page.addScriptTag({ content: readFileSync(join(root, 'node_modules', 'mermaid', 'dist', 'mermaid.min.js'), 'utf8') });
      }
    } finally {
      await browser.close();
    }
  });
});

describe('DOT', () => {
  const { Graphviz } = require('@hpcc-js/wasm-graphviz') as { Graphviz: { load(): Promise<{ layout(dot: string, format: string, engine: string): string }> } };

  test('Graphviz lays out every state and every event', async () => {
    const { out } = await daxscn('export', small, '--to', 'dot');
    const graphviz = await Graphviz.load();
    const { objects, edges } = JSON.parse(graphviz.layout(out, 'json', 'dot')) as { objects: { name: string; shape: string }[]; edges: { label: string }[] };
    const { out: checked } = await daxscn('check', small, '--json', '--kernel', 'v4.17');
    const { results: [result] } = JSON.parse(checked) as { results: { states: number; transitions: number }[] };
    expect({ states: objects.length, transitions: edges.length }).toEqual({ states: result!.states, transitions: result!.transitions });
    expect(edges.map(({ label }) => label)).toContain('a: write 1 to box');
    expect(objects.filter(({ shape }) => shape === 'octagon').length).toBeGreaterThan(0);
  });

  test('refuses a graph that nobody could look at', async () => {
    const { status, out, err } = await daxscn('export', three, '--to', 'dot', '--max-states', '10');
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(err).toBe('daxscn: error: the graph has more than 10 states, too many for a picture; `--max-states` allows more\n');
  });
});
