// The pictures of the walkthrough are what the command line draws now, in the width that VS Code gives them, for each kind of theme: `npm run images`.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { svgOfExecution } from '../../src/cli/export/export-svg';
import type { PictureTheme } from '../../src/cli/export/picture-themes';
import { exploreAll } from '../../src/explorer/explore';
import { commands } from '../../src/extension/manifest/commands';
import { walkthroughs } from '../../src/extension/manifest/walkthroughs';
import { parseVersion } from '../../src/language/versions';
import { Execution } from '../../src/machine/execution/execution';
import { replay } from '../../src/machine/schedule/replay';
import { createScheduler } from '../../src/machine/schedule/scheduler';
import { compileTrees } from '../compiler/tiny-kernel';
import { scenarioTrees } from '../support/model-kernel';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'media', 'walkthrough');

/** In CSS pixels. */
const WIDTH = 620;

const themes: Readonly<Record<PictureTheme, string>> = { dark: 'dark', light: 'light', highContrast: 'hc', highContrastLight: 'hc-light' };

const trees = scenarioTrees(readFileSync(join(root, 'examples', '01-truncate-vs-direct-read.daxscn'), 'utf8'));

/** By picture: what goes wrong on v4.17, and what the scenario's schedule comes to on v4.18. */
const executions: Readonly<Record<string, () => Execution>> = {
  race: () => {
    const { program } = compileTrees(trees, parseVersion('v4.17'));
    const { counterexamples } = exploreAll(program, { until: { verdict: 'violates', property: 'dma_lands_at_home' } });
    return replay(program, counterexamples.find(({ property }) => property === 'dma_lands_at_home')!.schedule).execution;
  },
  fix: () => {
    const { program } = compileTrees(trees, parseVersion('v4.18'));
    const created = createScheduler(program, { schedules: trees.scenario.schedules });
    if (!('scheduler' in created)) throw new Error(created.error.message);
    const execution = new Execution(program);
    for (let next = created.scheduler.next(execution); next; next = created.scheduler.next(execution)) execution.advance(next);
    return execution;
  },
};

const drawn = Object.keys(executions).flatMap((name) => (Object.keys(themes) as PictureTheme[]).map((theme) => ({ name, theme, file: `${name}-${themes[theme]}.svg` })));

test.each(drawn)('$file', ({ name, theme, file }) => {
  const picture = svgOfExecution(executions[name]!(), theme, WIDTH);
  const path = join(folder, file);
  if (process.env.UPDATE) writeFileSync(path, picture);
  else expect(picture === readFileSync(path, 'utf8'), `media/walkthrough/${file} is stale: npm run images`).toBe(true);
});

describe.each(walkthroughs.flatMap(({ steps }) => steps).map((step) => [step.id, step] as const))('the step %s', (_, { description, completionEvents, media }) => {
  const links = [...description.matchAll(/\]\(command:([\w.]+)/g)].map(([, command]) => command!);
  const isOurs = (command: string): boolean => command.startsWith('daxscn.') && Object.hasOwn(commands, command.slice('daxscn.'.length));

  test('has one button, which does it and ticks it off', () => {
    expect(links).toHaveLength(1);
    const [command] = links;
    expect(isOurs(command!) || command === 'workbench.view.extension.daxscnGallery').toBe(true);
    expect(completionEvents).toContain(command === 'workbench.view.extension.daxscnGallery' ? 'onView:daxscn.gallery' : `onCommand:${command}`);
  });
  test('shows what is there', () => {
    const files = 'markdown' in media ? [media.markdown] : Object.values(media.image);
    expect(files.filter((file) => !existsSync(join(root, file!)))).toEqual([]);
    expect(files).toHaveLength('markdown' in media ? 1 : 4);
  });
});

test('nothing is there that no step shows', () => {
  const text = JSON.stringify(walkthroughs);
  expect(readdirSync(folder).filter((file) => !text.includes(`media/walkthrough/${file}`))).toEqual([]);
});
