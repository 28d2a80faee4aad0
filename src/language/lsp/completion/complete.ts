import type { CompletionItem, Position } from 'vscode-languageserver';
import type { Client } from '../client';
import type { Workspace } from '../workspace';
import { callItems } from './calls';
import { inExpect } from './expectations';
import { afterDot } from './fields';
import { inKernelDeclaration, kernelDeclarations } from './kernel';
import { pathItems } from './paths';
import { requestAt, type CompletionRequest } from './request';
import { inDeclaration, inSchedule, scenarioDeclarations } from './scenario';
import { inBody } from './statements';

/** What can be written at a position. `trigger`: the character that made the editor ask, where it was not the author. */
export function complete(workspace: Workspace, client: Client, uri: string, position: Position, trigger?: string): CompletionItem[] {
  const paths = pathItems(workspace, uri, position);
  if (paths || trigger === '"' || trigger === '/') return paths ?? [];
  const request = requestAt(workspace, client, uri, position);
  if (!request || request.cursor.isInText || request.cursor.isInComment) return [];
  const { cursor: { words }, isScenario } = request;
  const field = afterDot(request);
  if (field) return field;
  // Blanks stand everywhere: one asks only where few things can follow.
  if (trigger === ' ' && !/^(?:kernel|expect|override) |(?:since|until|violates|reaches|run|on|=) $/.test(words)) return [];
  if (words === '') return isScenario ? scenarioDeclarations(request) : kernelDeclarations(request);
  return (isScenario ? ofScenario(request) : undefined) ?? inKernelDeclaration(request) ?? inBody(request);
}

function ofScenario(request: CompletionRequest): CompletionItem[] | undefined {
  const { cursor: { words } } = request;
  if (words.startsWith('expect ')) return inExpect(request);
  if (/^schedule \{ /.test(words)) {
    return inSchedule(request, () => callItems({ ...request, snippets: false }, false, () => true));
  }
  return inDeclaration(request);
}
