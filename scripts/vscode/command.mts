import { spawn } from 'node:child_process';

/** Runs a command to its end and returns what it printed; a failure carries all of its output. */
export function command(program: string, args: string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    // npm is a batch file on Windows, which only a shell can start.
    const child = spawn(program, args, { cwd, shell: process.platform === 'win32' });
    let stdout = '';
    let all = '';
    child.stdout.on('data', (text: Buffer) => { stdout += text; all += text; });
    child.stderr.on('data', (text: Buffer) => { all += text; });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(stdout);
      else reject(new Error(`\`${program} ${args.join(' ')}\` failed (${code}):\n${all}`));
    });
  });
}
