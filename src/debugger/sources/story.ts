// What the comments of the sources tell of where a task stands: of the scenario, its processes and statements, and of the functions of the kernel.
import type { FrameInfo } from '../../compiler/program';
import { docBefore } from '../../language/doc-comments';
import type { KernelTree, Routine, ScenarioTree, Version } from '../../language/tree';
import { admits } from '../../language/versions';
import type { StoryPart } from '../../view/messages/ownership';

/** The comments of one program. */
export interface StoryTexts {
  /** The name of the scenario's source, and its text. */
  readonly source: string;
  readonly text: string;
  readonly title: string;
  readonly doc?: string;
  /** By source and name, of the version that runs: functions, agents and processes that have a comment. */
  readonly routines: ReadonlyMap<string, string>;
}

const key = (source: string, name: string): string => `${source} ${name}`;

export function storyTexts(source: string, text: string, tree: ScenarioTree, kernel: KernelTree, version: Version): StoryTexts {
  const { functions, agents } = tree.additions;
  const all: readonly Routine[] = [...kernel.functions, ...kernel.agents, ...functions, ...agents, ...tree.processes];
  const routines = new Map(all.flatMap(({ source: file, name, gate, doc }) => (doc !== undefined && admits(gate, version) ? [[key(file, name), doc]] : [])));
  return { source, text, title: tree.title, routines, ...(tree.doc !== undefined && { doc: tree.doc }) };
}

/**
 * What is nearest first: the function, the statement of the scenario that calls it, the process, the scenario. At the beginning nothing has happened
 * that could be told, so the scenario comes first, and what its schedule does. `frames` are innermost first; there are none of a task that has ended.
 */
export function storyAt(texts: StoryTexts, frames: readonly FrameInfo[], isBeginning: boolean): StoryPart[] {
  const whole = [...part('scenario', texts.title, texts.doc), ...(isBeginning ? part('schedule', 'the schedule', docOf(texts.text, /^schedule\b/m)) : [])];
  const nearest = [...functionPart(texts, frames), ...scenarioParts(texts, frames.at(-1))];
  return isBeginning ? [...whole, ...nearest] : [...nearest, ...whole];
}

/** Of the innermost function that has a comment. */
function functionPart({ source, routines }: StoryTexts, frames: readonly FrameInfo[]): StoryPart[] {
  const told = frames.find((frame) => frame.source !== source && routines.has(key(frame.source, frame.function)));
  return told ? part('function', told.function, routines.get(key(told.source, told.function))) : [];
}

/** Of the statement at which the process is, and of the process. */
function scenarioParts({ source, text, routines }: StoryTexts, frame: FrameInfo | undefined): StoryPart[] {
  if (frame?.source !== source) return [];
  const [line, from, last, to] = frame.span;
  const lines = text.split('\n');
  const statement = line === last ? lines[line]?.slice(from, to) : lines[line]?.slice(from);
  return [
    ...part('statement', (statement ?? '').replace(/;$/, ''), statementComment(lines, line)),
    ...part('process', frame.function, routines.get(key(source, frame.function))),
  ];
}

function part(of: StoryPart['of'], name: string, text: string | undefined): StoryPart[] {
  return text === undefined || text === '' ? [] : [{ of, name, text }];
}

function docOf(text: string, declaration: RegExp): string | undefined {
  const at = declaration.exec(text)?.index;
  return at === undefined ? undefined : docBefore(text, at);
}

/** Behind the statement, or in the lines above it that have nothing else. `line` is from 0. */
function statementComment(lines: readonly string[], line: number): string | undefined {
  const behind = /^(?:[^"/]|"[^"]*"|\/(?!\/))*\/\/+(.*)$/.exec(lines[line] ?? '')?.[1]?.trim();
  if (behind) return behind;
  const above: string[] = [];
  for (let at = line - 1; /^\s*\/\//.test(lines[at] ?? ''); at--) above.unshift(lines[at]!.replace(/^\s*\/\/+ ?/, ''));
  return above.join('\n') || undefined;
}
