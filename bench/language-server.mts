// `node bench/language-server.mts [rounds] [cli.js]`: what typing costs the built language server, or another build of it.
// Medians: wall time from a request to its answer, and CPU time of the whole server from an edit until it rests again.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import * as rpc from 'vscode-languageserver/node';
import { root } from '../scripts/vscode/paths.mts';

const [rounds = '15', cli = join(root, 'dist', 'cli.js')] = process.argv.slice(2);
const kernelFolder = join(cli, '..', '..', 'src', 'kernel');
const kernelFiles = readdirSync(kernelFolder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.daxk')).sort();
const textOf = (name: string): string => readFileSync(join(kernelFolder, name), 'utf8');

const server = spawn(process.execPath, [cli, 'lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
const client = rpc.createProtocolConnection(new rpc.StreamMessageReader(server.stdout), new rpc.StreamMessageWriter(server.stdin));
let published: (uri: string) => void = () => undefined;
client.onNotification('textDocument/publishDiagnostics', ({ uri }: { uri: string }) => published(uri));
client.listen();
const { capabilities } = await client.sendRequest<{ capabilities: { textDocumentSync: number | { change: number } } }>(
  'initialize', { processId: null, rootUri: null, capabilities: {} });
const sync = capabilities.textDocumentSync;
const isIncremental = (typeof sync === 'number' ? sync : sync.change) === 2;
await client.sendNotification('initialized', {});

/** A document in which a word is typed and deleted again, and asked about. */
class Document {
  #version = 1;
  readonly #lines: string[];
  readonly uri: string;

  constructor(uri: string, text: string) {
    this.uri = uri;
    this.#lines = text.split('\n');
  }

  async open(): Promise<void> {
    const told = this.#diagnostics();
    await client.sendNotification('textDocument/didOpen', { textDocument: { uri: this.uri, languageId: 'daxk', version: 1, text: this.#lines.join('\n') } });
    await told;
  }

  find(part: string): { line: number; character: number } {
    const line = this.#lines.findIndex((each) => each.includes(part));
    if (line < 0) throw new Error(`${this.uri} has no ${part}`);
    return { line, character: this.#lines[line]!.indexOf(part) };
  }

  /** Replaces characters in a line, and resolves when the server has said what it thinks of it. */
  edit({ line, character }: { line: number; character: number }, length: number, text: string): Promise<void> {
    const old = this.#lines[line]!;
    const end = character + length;
    this.#lines.splice(line, 1, ...(old.slice(0, character) + text + old.slice(end)).split('\n'));
    return this.#changed({ start: { line, character }, end: { line, character: end } }, text);
  }

  /** Takes away the break at the end of a line. */
  join(line: number): Promise<void> {
    const [first = '', second = ''] = this.#lines.slice(line, line + 2);
    this.#lines.splice(line, 2, first + second);
    return this.#changed({ start: { line, character: first.length }, end: { line: line + 1, character: 0 } }, '');
  }

  ask(method: string, position: object): Promise<unknown> {
    return client.sendRequest(method, { textDocument: { uri: this.uri }, position, context: { includeDeclaration: true } });
  }

  #changed(range: object, text: string): Promise<void> {
    const told = this.#diagnostics();
    const change = isIncremental ? { range, text } : { text: this.#lines.join('\n') };
    void client.sendNotification('textDocument/didChange', { textDocument: { uri: this.uri, version: ++this.#version }, contentChanges: [change] });
    return told;
  }

  #diagnostics(): Promise<void> {
    return new Promise((resolve) => { published = (uri) => { if (uri === this.uri) resolve(); }; });
  }
}

/** CPU milliseconds of the server so far, all its threads. Linux counts in hundredths of a second. */
function cpu(): number {
  const [, rest = ''] = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ');
  const fields = rest.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function measure(name: string, action: () => Promise<unknown>, after?: () => Promise<unknown>): Promise<void> {
  const [walls, cpus]: [number[], number[]] = [[], []];
  for (let round = 0; round < Number(rounds) + 3; round++) {
    const [begin, used] = [performance.now(), cpu()];
    await action();
    walls.push(performance.now() - begin);
    cpus.push(cpu() - used);
    await after?.();
  }
  // The first rounds warm up.
  const columns = [walls, cpus].map((values) => median(values.slice(3)).toFixed(0).padStart(9));
  process.stdout.write(`${name.padEnd(64)}${columns.join('')}\n`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

const whole = kernelFiles.map(textOf).join('\n');
process.stdout.write(`${`${rounds} rounds, ${isIncremental ? 'incremental' : 'full'} sync`.padEnd(64)}  wall ms   CPU ms\n`);

// A file of the kernel is checked with all of it.
const name = kernelFiles.find((file) => file.endsWith('open.daxk'))!;
const big = new Document(pathToFileURL(join(kernelFolder, name)).href, textOf(name));
await big.open();
const inside = { line: big.find('syscall int ftruncate').line + 2, character: 4 };
const lines = `a kernel of ${whole.split('\n').length} lines: `;
await measure(`${lines}a letter, until the diagnostics`, () => big.edit(inside, 0, ' '), () => big.edit(inside, 1, ''));
await measure(`${lines}a mistake, until the diagnostics`, () => big.edit(inside, 0, 'x = ('), () => big.edit(inside, 5, ''));
await measure(`${lines}a line, until the diagnostics`, () => big.edit(inside, 0, '\n'), () => big.join(inside.line));
await measure(`${lines}a dot, completion, until the diagnostics`, async () => {
  const told = big.edit(inside, 0, 'file.');
  await big.ask('textDocument/completion', { line: inside.line, character: 9 });
  await told;
}, () => big.edit(inside, 5, ''));
await measure(`${lines}completion after a dot alone`, async () => {
  void big.edit(inside, 0, 'file.');
  await big.ask('textDocument/completion', { line: inside.line, character: 9 });
}, async () => { await big.edit(inside, 5, ''); });
await measure(`${lines}references`, () => big.ask('textDocument/references', big.find('ftruncate(')));
await client.sendNotification('textDocument/didClose', { textDocument: { uri: big.uri } });

// What an author has.
const long = new Document('file:///bench/long.daxscn', `scenario "long"\nkernel v6.18\ndevice pmem0 { blocks = 4 }\nmount mnt { type = xfs  device = pmem0  dax }\nfile victim on mnt { blocks = 2 }\n${
  Array.from({ length: 25 }, (_, number) => `process p${number} {\n    n = 0;\n    buf = mmap(victim, 0, 2);\n${'    n = n + 1;\n'.repeat(76)}    n = load(buf[0]);\n}\n`).join('')}`);
await long.open();
const middle = { line: 1000, character: 4 };
await measure('a scenario of 2,000 lines: a letter, until the diagnostics', () => long.edit(middle, 0, ' '), () => long.edit(middle, 1, ''));
await measure('a scenario of 2,000 lines: completion', () => long.ask('textDocument/completion', middle));
await measure('a scenario of 2,000 lines: formatting', () => long.ask('textDocument/formatting', middle));
await client.sendNotification('textDocument/didClose', { textDocument: { uri: long.uri } });

const files = kernelFiles.map((name) => new Document(pathToFileURL(join(kernelFolder, name)).href, textOf(name)));
for (const file of files) await file.open();
const scenario = new Document('file:///bench/example.daxscn', readFileSync(join(root, 'examples', '01-truncate-vs-direct-read.daxscn'), 'utf8'));
await scenario.open();
const call = scenario.find('ftruncate(victim');
const open = `a scenario and ${files.length} kernel files open: `;
await measure(`${open}a letter in the scenario`, () => scenario.edit(call, 0, ' '), () => scenario.edit(call, 1, ''));
await measure(`${open}completion in the scenario`, () => scenario.ask('textDocument/completion', call));
await measure(`${open}references from the scenario`, () => scenario.ask('textDocument/references', call));
const fault = files.find(({ uri }) => uri.endsWith('/fs/open.daxk'))!;
const body = { line: fault.find('syscall int ftruncate').line + 2, character: 0 };
await measure(`${open}a letter in a kernel file`, () => fault.edit(body, 0, ' '), () => fault.edit(body, 1, ''));
client.dispose();
server.kill();
