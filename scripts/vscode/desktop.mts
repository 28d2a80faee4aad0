import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findProgram } from './find-program.mts';
import { root } from './paths.mts';

/** The `code` command of an installed VS Code. */
export const findDesktop = (): string | undefined => findProgram(process.platform === 'win32' ? 'code.cmd' : 'code');

/** Opens a window on the examples with the extension of this checkout; returns the command's exit status. */
export async function startDesktop(code: string): Promise<number> {
  const shell = process.platform === 'win32';
  const quote = (text: string) => (shell ? `"${text}"` : text);
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, join(root, 'examples')];
  console.log('Opening VS Code on the examples …');
  const [status] = await once(spawn(quote(code), args.map(quote), { stdio: 'inherit', shell }), 'exit') as [number | null];
  return status ?? 1;
}
