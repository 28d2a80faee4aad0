// What is to be hunted: asked in three quick picks, or given by whoever calls the command.
import * as vscode from 'vscode';
import { fileSystemsOf } from '../../hunt/file-systems';
import { admits, KERNEL_VERSIONS, parseVersion } from '../../language/versions';
import type { KernelTree } from '../../language/tree';

/** As keys and other extensions give it to the command, too. */
export interface HuntRequest {
  /** `v6.18` */
  readonly kernel: string;
  readonly fileSystem: string;
  readonly processes: number;
  readonly maxCalls: number;
  readonly maxSeconds: number;
  /** These calls alone. */
  readonly calls?: readonly string[];
  /** A patch of the kernel: told is what goes wrong with it and right without. */
  readonly overlay?: vscode.Uri;
  /** With each save of the overlay the hunt starts anew. */
  readonly onSave?: boolean;
}

type Bounds = Pick<HuntRequest, 'processes' | 'maxCalls' | 'maxSeconds'>;

const BOUNDS: readonly Bounds[] = [
  { processes: 2, maxCalls: 3, maxSeconds: 120 }, { processes: 2, maxCalls: 4, maxSeconds: 600 }, { processes: 3, maxCalls: 4, maxSeconds: 600 }, { processes: 4, maxCalls: 6, maxSeconds: 3600 },
];

/** Undefined if the user wants none. `kernel`: the packaged one. */
export async function askHunt(kernel: () => KernelTree, overlay: vscode.Uri | undefined): Promise<HuntRequest | undefined> {
  const where = await askKernel(overlay);
  const fileSystem = where && await askFileSystem(kernel(), where.kernel);
  const bounds = fileSystem === undefined ? undefined : await askBounds();
  return where && fileSystem !== undefined && bounds ? { ...where, fileSystem, ...bounds } : undefined;
}

/** The overlay in the editor, once or with each save, or a version as it is. */
async function askKernel(overlay: vscode.Uri | undefined): Promise<Pick<HuntRequest, 'kernel' | 'overlay' | 'onSave'> | undefined> {
  const name = overlay?.path.split('/').at(-1);
  const patched = overlay ? [
    { label: `$(sync) ${name}, with each save`, detail: 'What goes wrong with the patch and right without it, found anew whenever it is saved', overlay, onSave: true },
    { label: `$(layers) ${name}`, detail: 'What goes wrong with the patch and right without it', overlay },
    { label: 'As Linux was', kind: vscode.QuickPickItemKind.Separator },
  ] : [];
  const versions = [...KERNEL_VERSIONS].reverse().map((version) => ({ label: version.name, detail: version.summary, kernel: version.name }));
  const title = 'Hunt: In Which Kernel';
  type Item = vscode.QuickPickItem & { readonly kernel?: string; readonly overlay?: vscode.Uri; readonly onSave?: boolean };
  const chosen = await vscode.window.showQuickPick<Item>([...patched, ...versions], { title, matchOnDetail: true });
  if (!chosen?.overlay) return chosen?.kernel === undefined ? undefined : { kernel: chosen.kernel };
  const base = await vscode.window.showQuickPick(versions, { title: `Hunt: ${name} on Which Version`, matchOnDetail: true });
  return base && { kernel: base.kernel, overlay: chosen.overlay, ...(chosen.onSave && { onSave: true }) };
}

async function askFileSystem(kernel: KernelTree, version: string): Promise<string | undefined> {
  const names = fileSystemsOf(kernel).filter(({ gate }) => admits(gate, parseVersion(version)!)).map(({ name }) => name);
  // The one that most of the model is about comes first.
  const sorted = [...new Set(names)].sort((one, other) => Number(other === 'xfs') - Number(one === 'xfs'));
  return vscode.window.showQuickPick(sorted, { title: 'Hunt: On Which File System' });
}

async function askBounds(): Promise<Bounds | undefined> {
  const items = BOUNDS.map((bounds) => ({
    label: `${bounds.processes} processes, ${bounds.maxCalls} calls`, description: `up to ${bounds.maxSeconds / 60} minutes`, bounds,
  }));
  return (await vscode.window.showQuickPick(items, { title: 'Hunt: How Far' }))?.bounds;
}

/** What a key or another extension gives; undefined if that is none. */
export function huntGiven(argument: unknown): HuntRequest | undefined {
  const { kernel, fileSystem = 'xfs', overlay, ...rest } = (argument ?? {}) as Partial<Omit<HuntRequest, 'overlay'>> & { readonly overlay?: unknown };
  if (typeof kernel !== 'string') return undefined;
  const uri = overlay instanceof vscode.Uri ? overlay : typeof overlay === 'string' ? vscode.Uri.file(overlay) : undefined;
  return { ...BOUNDS[0]!, ...rest, kernel, fileSystem, ...(uri && { overlay: uri }) };
}
