// docs/system-calls.md, made of the model kernel's source and of test/kernel/system-calls: `UPDATE=1 npx vitest run test/architecture/system-calls-document.test.ts`.
import { functionDoc } from '../../src/language/changes';
import { checkKernel, type SourceText } from '../../src/language/check';
import { headerOf, linuxFiles } from '../../src/language/linux-files';
import type { Func, KernelTree } from '../../src/language/tree';
import { formatCall, formatSignature } from '../../src/language/types';
import { formatGate } from '../../src/language/versions';
import { errorsOf } from './errors';
import { pathsIn } from './path';

const HEAD = `# The system calls

What a process of a scenario can call. Each entry says what the call does in this model, which errors it can give, which functions of Linux it goes through, and shows it at work: the examples are tests
(\`test/kernel/system-calls/\`), and begin with a device \`pmem0\` with four blocks, a mount \`mnt\` with dax and a file \`victim\` of two blocks.

* A parameter \`buf[first .. last]\` takes pages of a mapping: \`buf[0]\`, \`buf[0 .. 1]\`; with a \`?\` behind it also \`buf\`, all of it.
* An error is a negative number: \`-EINVAL\`. Errors are found by following values through the source, so one can be listed that no execution gives.
* The functions are those of every version, up to the eighth call inside a call and in the order in which they are met; what only the model has is left out. [The model kernel](kernel-model.md) says of each in which versions it exists and what it leaves out.

This page is made of the source: \`UPDATE=1 npx vitest run test/architecture/system-calls-document.test.ts\`.
`;

/** `example`: the scenario that shows a call, by its name. */
export function systemCallsDocument(sources: readonly SourceText[], example: (name: string) => string): string {
  const { tree } = checkKernel(sources);
  const calls = [...new Map(tree.functions.filter(({ syscall }) => syscall).map((func) => [func.name, func])).values()];
  const reference = { tree, headers: new Map(sources.map(({ source, text }) => [source, headerOf(text)])), errors: errorsOf(tree), path: pathsIn(tree) };
  const index = calls.map((func) => `| [\`${formatCall(func).replaceAll('|', String.raw`\|`)}\`](#${func.name}) | ${brief(func)} |`);
  return [HEAD, ['| call | is |', '|---|---|', ...index].join('\n'), ...calls.map((func) => entry(func, reference, example(func.name)))].join('\n\n').replace(/\n{3,}/g, '\n\n').trimEnd() + '\n';
}

interface Reference {
  readonly tree: KernelTree;
  readonly headers: ReadonlyMap<string, string>;
  readonly errors: (name: string) => readonly number[];
  readonly path: (name: string) => readonly Func[];
}

/** The first sentence of its comment, as a cell of a table. */
function brief({ doc = '' }: Func): string {
  const text = doc.replaceAll(/\s+/g, ' ');
  return (/^.*?[.:](?= |$)/.exec(text)?.[0] ?? text).replace(/[.:]$/, '').replaceAll('|', String.raw`\|`);
}

function entry(func: Func, { tree, headers, errors, path }: Reference, example: string): string {
  const file = (each: Func): string => linuxFiles(each.doc, headers.get(each.source) ?? '', each.source)[0]!;
  const [does = ''] = (func.doc ?? '').split(/^(?=Left out: |Simplified: )/m);
  const { leftOut } = functionDoc(func.doc);
  const given = errors(func.name).map((error) => tree.constants.find(({ name, value }) => /^E[A-Z]/.test(name) && value.kind === 'literal' && value.value === -error)?.name)
    .filter((name) => name !== undefined);
  const groups: { file: string; names: string[] }[] = [];
  for (const each of path(func.name)) {
    const group = groups.find((other) => other.file === file(each));
    if (group) group.names.push(each.name);
    else groups.push({ file: file(each), names: [each.name] });
  }
  return [
    `## ${func.name}`,
    `\`\`\`daxk\n${[formatSignature(func), formatGate(func.gate)].filter(Boolean).join(' ')}\n\`\`\``,
    does.trim(),
    ...leftOut.map((text) => `*Left out or simplified*: ${text}`),
    given.length > 0 ? `*Errors*: ${given.map((name) => `\`-${name}\``).join(', ')}.` : func.noreturn ? '' : '*Errors*: none.',
    `*Linux*: ${groups.map(({ file: name, names }) => `${name}: ${names.map((each) => `\`${each}\``).join(', ')}`).join('; ')}.`,
    shown(func.name, example),
  ].filter((part) => part !== '').join('\n\n');
}

/** The processes of a scenario, and what is expected. */
function shown(name: string, scenario: string): string {
  const body = /^file other.*$/m.exec(scenario)?.[0];
  const expected = /^expect (.*) holds$/m.exec(scenario)?.[1] ?? '';
  const processes = scenario.slice(scenario.indexOf('\nprocess ') + 1, scenario.indexOf('\nexpect ')).trim();
  const mount = /^mount mnt \{ type = xfs {2}device = pmem0(?: {2}(.*?))? \}$/m.exec(scenario)?.[1] ?? 'no dax';
  const apart = [...mount === 'dax' ? [] : [mount === 'no dax' ? 'without dax' : `\`${mount.replace(/^dax {2}/, '')}\``]];
  return `*Example*, ${expected}${apart.length > 0 ? `, on a mount ${apart[0]!.startsWith('without') ? apart[0]! : `that is ${apart[0]!}`}` : ''} ([all of it](../test/kernel/system-calls/${name}.daxscn)):\n\n\`\`\`c\n${body ? `${body}\n` : ''}${processes}\n\`\`\``;
}
