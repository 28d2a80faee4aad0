import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/vscode/paths.mts';

export interface Workspace {
  folder: string;
  /** The folder around it, for what a test needs besides. */
  home: string;
  remove(): Promise<void>;
}

/** A copy of the examples: what a test writes does not reach the checkout. */
export async function copyExamples(): Promise<Workspace> {
  const home = await mkdtemp(join(tmpdir(), 'daxscn-'));
  const folder = join(home, 'examples');
  await cp(join(root, 'examples'), folder, { recursive: true });
  return { folder, home, remove: () => rm(home, { recursive: true, force: true }) };
}
