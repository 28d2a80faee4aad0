import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addExtension, type Extension } from './extension.mts';
import { installServer } from './install.mts';
import { writeSettings, type Settings } from './settings.mts';

export interface ServerOptions {
  /** Version of the npm package `code-server`. */
  release: string;
  /** Links before files: installing a file ends the time in which links are found. */
  extensions?: Extension[];
  settings?: Settings;
  /** Whoever opens the page must know it; without one every program of this machine may. */
  token?: string;
  /** Lets tests see the end of a suite inside the extension host; it also refuses modal dialogs. */
  testDriver?: boolean;
  env?: NodeJS.ProcessEnv;
}

export interface Server {
  /** `127.0.0.1:PORT` */
  authority: string;
  userDataDir: string;
  /** What the server printed so far. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a VS Code server on a free port, with data of its own that go when it stops. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const folder = await installServer(options.release);
  // Sockets are made in here, and their paths may not be longer than about a hundred characters.
  const home = await mkdtemp(join(tmpdir(), 'daxscn-'));
  const userDataDir = join(home, 'data');
  const extensionsDir = join(home, 'ext');
  const dataArgs = [
    '--accept-server-license-terms', '--telemetry-level', 'off',
    '--server-data-dir', home, '--user-data-dir', userDataDir, '--extensions-dir', extensionsDir,
  ];
  await writeSettings(userDataDir, options.settings);
  for (const extension of options.extensions ?? []) await addExtension(extension, folder, dataArgs, extensionsDir);
  await mkdir(join(home, 'tmp'));

  const server = spawn(process.execPath, [
    join(folder, 'out', 'server-main.js'), '--host', '127.0.0.1', '--port', '0', ...dataArgs, '--disable-workspace-trust',
    ...(options.token ? ['--connection-token', options.token] : ['--without-connection-token']),
    ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
  ], {
    // A process group of its own: the server's helpers end with it.
    detached: true,
    env: { ...process.env, TMPDIR: join(home, 'tmp'), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killNow = () => endGroup(server, 'SIGKILL');
  process.once('exit', killNow);

  const logFile = join(home, 'server.log');
  const log = createWriteStream(logFile);
  server.stdout.pipe(log, { end: false });
  server.stderr.pipe(log, { end: false });

  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      const ended = once(server, 'exit');
      endGroup(server, 'SIGTERM');
      const deadline = setTimeout(killNow, 5000);
      await ended;
      clearTimeout(deadline);
    }
    killNow();
    process.off('exit', killNow);
    log.end();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };

  const port = await listeningPort(server);
  if (port === undefined) {
    const text = await readFile(logFile, 'utf8');
    await stop();
    throw new Error(`The VS Code server did not start:\n${text}`);
  }
  return { authority: `127.0.0.1:${port}`, userDataDir, log: () => readFile(logFile, 'utf8'), stop };
}

function listeningPort(server: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let printed = '';
    server.stdout!.on('data', (text: Buffer) => {
      printed += text;
      const port = /agent listening on (\d+)/.exec(printed)?.[1];
      if (port) resolve(port);
    });
    server.once('exit', () => resolve(undefined));
  });
}

function endGroup(server: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-server.pid!, signal);
  } catch {
    // Nobody is left in the group.
  }
}
