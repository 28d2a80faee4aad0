// The declarations of the model kernel, which a scenario may make, too.
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { changesOf } from '../../changes';
import { overrideItems } from './calls';
import { inOrder, keyword, snippetItem, versionItems } from './items';
import type { CompletionRequest } from './request';
import { gap, REST, snippet } from './snippet';

/** Where a declaration may begin. */
export function kernelDeclarations(request: CompletionRequest): CompletionItem[] {
  const body = snippet`\n{\n\t${REST}\n}`;
  const [name, type] = [gap('name'), gap('int', 'bool', 'void')];
  const items = [
    snippetItem(request, 'const', snippet`const ${gap('int', 'bool')} ${gap('NAME')} = ${gap('0')};`),
    snippetItem(request, 'enum', snippet`enum ${name} { ${gap('A')}, ${gap('B')} }`),
    snippetItem(request, 'object', snippet`object ${name} {\n\t${REST}\n}`),
    snippetItem(request, 'extend', snippet`extend object ${gap('inode', ...[...request.names.objects.keys()].filter((object) => object !== 'inode'))} {\n\t${REST}\n}`),
    snippetItem(request, 'own', snippet`own ${gap('type')} ${name};`),
    snippetItem(request, 'syscall', snippet`syscall int ${name}(${gap('inode file')})${body}`),
    snippetItem(request, 'atomic', snippet`atomic ${gap('void', 'int', 'bool')} ${name}(${gap('inode inode')})${body}`),
    snippetItem(request, 'pure', snippet`pure ${gap('bool', 'int')} ${name}(${gap('inode inode')}) { return ${REST}; }`),
    snippetItem(request, 'function', snippet`${type} ${name}(${gap('inode inode')})${body}`),
    snippetItem(request, 'agent', snippet`agent ${name}\n{\n\tawait (${gap('true')}) because "${gap('has nothing to do')}";\n\t${REST}\n}`),
    snippetItem(request, 'invariant', snippet`invariant ${name}\n{\n\trequire (${gap('true')}) "${gap('what went wrong')}";\n}`),
    snippetItem(request, 'response', snippet`response ${name}: ${gap('function')} returns assuming (${gap('true')});`),
    snippetItem(request, 'boot', snippet`boot${body}`),
    snippetItem(request, 'typedef', snippet`typedef ${type} ${name}(${gap('inode inode')});`),
    snippetItem(request, 'operations', snippet`operations ${name} {\n\t${REST}\n}`),
  ];
  const words = request.snippets ? items : items.filter(({ label }) => label !== 'function');
  const all = words.map((item) => ({ ...item, kind: CompletionItemKind.Keyword }));
  return request.isScenario ? all : inOrder([...all, ...['noreturn', 'void', 'int', 'bool'].map(keyword), ...typeNames(request)]);
}

function typeNames({ names }: CompletionRequest): CompletionItem[] {
  return [...names.objects.keys(), ...names.enums.keys(), ...names.operations.keys(), ...names.typedefs.keys()].map((label) => ({ label, kind: CompletionItemKind.Class }));
}

/** Outside of bodies, in declarations of the kernel. Undefined where anything else can stand. */
export function inKernelDeclaration(request: CompletionRequest): CompletionItem[] | undefined {
  const { names, isScenario, cursor: { words, statement, depth } } = request;
  if (/^override $/.test(words)) return overrideItems(request);
  if (/(?:^| )(?:since|until) $/.test(words) && (depth === 0 || /^extend/.test(words))) {
    const changes = changesOf(names.tree).map(({ name, first, text }) => ({ label: name, kind: CompletionItemKind.Constant, detail: first ?? '', documentation: text }));
    return inOrder([...changes, ...versionItems()]);
  }
  if (/^extend $/.test(words)) return [keyword('object')];
  if (/^extend object $/.test(words)) return [...names.objects.keys()].map((label) => ({ label, kind: CompletionItemKind.Class }));
  if (/^(?:extend )?object /.test(words) && depth === 1 && !/=/.test(statement) && !/ under \( /.test(statement)) {
    if (statement === '') return inOrder([...['own', 'const', 'stable', 'history', 'derived', 'bool', 'int', 'set'].map(keyword), ...typeNames(request)]);
    return /^(?:own|const|stable|history|derived) $/.test(statement) || /< $/.test(statement) ? inOrder([...['bool', 'int', 'set'].map(keyword), ...typeNames(request)]) : [];
  }
  if (depth === 0 && /^(?:(?:override|syscall|pure|atomic|noreturn|typedef|own) )+$/.test(words)) return inOrder([...['void', 'int', 'bool'].map(keyword), ...typeNames(request)]);
  // Between the parentheses of a declaration are types and names.
  if (depth === 0 && /\( (?:[^()]* , )?$/.test(words) && !/ under \( $/.test(words) && !/^(?:assert|reach|const)/.test(words)) return inOrder([...['int', 'bool'].map(keyword), ...typeNames(request)]);
  return isScenario && depth === 0 && /^(?:scenario|use|override|process|schedule) /.test(words) ? [] : undefined;
}
