import type { Position, SignatureHelp } from 'vscode-languageserver';
import { KernelNames } from '../checker/names';
import type { Signature } from '../tree';
import { formatCall, formatSignature } from '../types';
import type { Client } from './client';
import type { Workspace } from './workspace';

/** The parameters of the call around the cursor. */
export function signatureHelp(workspace: Workspace, client: Client, uri: string, position: Position): SignatureHelp | undefined {
  const document = workspace.document(uri);
  if (!document) return undefined;
  const call = callAround(document.getText().slice(0, document.offsetAt(position)));
  if (!call) return undefined;
  const names = new KernelNames(workspace.kernelOf(uri));
  const func: (Signature & { doc?: string }) | undefined = call.isMember
    ? [...names.functionTypes.values()].find((type) => type.name.endsWith(`.${call.name}`)) : names.functions.get(call.name)?.[0];
  if (!func) return undefined;
  const inside = /\((.*)\)$/.exec(formatCall(func))![1]!;
  const parameters = inside ? inside.split(', ').map((label) => ({ label })) : [];
  const documentation = func.doc ? { documentation: client.signature(func.doc) } : {};
  return { signatures: [{ label: formatSignature(func), parameters, ...documentation }], activeSignature: 0, activeParameter: call.argument };
}

/** The innermost call that is still open, and which of its arguments the text ends in. */
export function callAround(before: string): { name: string; argument: number; isMember: boolean } | undefined {
  let depth = 0;
  let argument = 0;
  for (let index = before.length - 1; index >= 0; index--) {
    const character = before[index]!;
    if (')]'.includes(character)) depth++;
    else if (character === ',' && depth === 0) argument++;
    else if (';{}'.includes(character)) return undefined;
    else if ('(['.includes(character) && depth-- === 0) {
      const [, dot, name] = /(\.\s*)?(\w+)\s*$/.exec(before.slice(0, index)) ?? [];
      if (character === '(' && name) return { name, argument, isMember: dot !== undefined };
      depth = 0;
    }
  }
  return undefined;
}
