// `daxscn dap`: the debug adapter for editors other than VS Code, on standard input and output or on a port.
import { readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import process from 'node:process';
import type { DebugHost } from '../../debugger/protocol/host';
import { PassingSearch } from '../../explorer/passing/passing-search';
import { realPath } from '../../node/real-path';
import { serve } from './dap-stream';
import { Status, type Environment } from '../environment';
import { readText } from '../input/input';

/** Serves one client on the standard streams, or any number on the port, for ever. */
export async function dap(port: number | undefined, environment: Environment): Promise<number> {
  const host = debugHost(environment);
  if (port !== undefined) await listen(port, host, environment);
  const trouble = await serve(process.stdin, process.stdout, host);
  if (trouble === undefined) return Status.expected;
  environment.err.write(`error: ${trouble}\n`);
  return Status.badInput;
}

function debugHost({ kernelTree, kernelFolder }: Environment): DebugHost {
  return {
    readFile: (path) => readText(resolve(path)),
    absolutePath: (path) => resolve(path),
    realPath,
    kernelTree,
    passingSearch: (program) => new PassingSearch(program),
    kernelSourcePath: (source) => join(kernelFolder, source),
    kernelSourceText: (source) => {
      try {
        return readFileSync(join(kernelFolder, source), 'utf8');
      } catch {
        return undefined;
      }
    },
  };
}

function listen(port: number, host: DebugHost, { err }: Environment): Promise<never> {
  return new Promise((_, reject) => {
    const server = createServer((socket: Socket) => {
      // A client that goes away in the middle of a message is no concern of the others.
      socket.on('error', () => socket.destroy());
      void serve(socket, socket, host).then((trouble) => {
        if (trouble !== undefined) err.write(`error: ${trouble}\n`);
        socket.end();
      });
    });
    server.on('error', (error) => reject(new Error(`cannot listen on port ${port}: ${error.message}`)));
    // Only this machine: the protocol has no password.
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      err.write(`listening on 127.0.0.1:${typeof address === 'object' ? address?.port : port}\n`);
    });
  });
}
