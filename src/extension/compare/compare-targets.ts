// With what an execution is compared. What the user is asked comes before a session begins.
import * as vscode from 'vscode';
import type { CommandName } from '../manifest/commands';
import type { Passing } from '../../debugger/console/passing';
import type { ForksAnswer, ScheduleAnswer } from '../../debugger/protocol/answers';
import type { CompareQuestion, SideName } from '../../view/messages/compare';
import { toPath, toUri } from '../common/paths';
import { attributesOf, sessionOf } from '../debug/debug-sessions';
import { pickKernel } from '../scenario/kernel-pick';
import { configuredOverlays } from '../scenario/overlays';
import { hashOf } from '../link/position-link';
import { readText } from '../common/files';
import type { RunTexts } from '../debug/run-texts';

export interface Asked {
  readonly question: CompareQuestion;
  /** The side that is debugged then, where they part; without it the session stays where it is. */
  readonly thenDebug?: SideName;
  /** What differs, where that is known in better words. */
  readonly sentence?: string;
  /** Of the text of each side, where they are different ones. */
  readonly hashes?: Readonly<Record<SideName, string>>;
}

export interface CompareTarget {
  /** In the list of all targets. */
  readonly label: string;
  readonly detail: string;
  /** Asks the user; undefined if he wants nothing. What it returns asks the session, and rejects with a reason if there is nothing to compare with. */
  ask(scenario: vscode.Uri): Promise<((session: vscode.DebugSession) => Promise<Asked>) | undefined>;
}

export type CompareTargetName = Extract<CommandName, `compareWith${string}`>;

/** By command. */
export function compareTargets(texts: RunTexts): Readonly<Record<CompareTargetName, CompareTarget>> {
  return {
    compareWithKernel: {
      label: '$(versions) Another kernel', detail: 'The same execution, as far as the other version does the same; the session goes on there, where they part', ask: askKernel,
    },
    compareWithPassing: {
      label: '$(pass) The nearest passing run', detail: 'Of all executions that go right, the one with the fewest moved events', ask: () => Promise.resolve(nearestPassingRun),
    },
    compareWithOverlay: {
      label: '$(layers) An overlay', detail: 'The same execution, as far as the patched kernel does the same', ask: askOverlay,
    },
    compareWithSaved: {
      label: '$(history) Before the edit', detail: 'What the scenario did before it was edited', ask: (scenario) => beforeEdit(texts, scenario),
    },
    compareWithFork: {
      label: '$(repo-forked) Another future', detail: 'An execution of this session that was left', ask: askFork,
    },
  };
}

const askKernel: CompareTarget['ask'] = async (scenario) => {
  const session = sessionOf(scenario);
  const present = session && (await recordedBy(session)).kernel;
  const kernel = await pickKernel(scenario, { title: 'Debug on Another Kernel and Compare', ...(present !== undefined && { present }) });
  return kernel === undefined ? undefined : () => Promise.resolve({ question: { right: { kernel } }, thenDebug: 'right' });
};

async function nearestPassingRun(session: vscode.DebugSession): Promise<Asked> {
  const { nearest } = await session.customRequest('daxscn/passing') as Passing;
  if (!nearest) throw new Error('Nothing is wrong in what is recorded, so it is itself a passing run. DAX: Go to the Violation finds one that goes wrong.');
  const { schedule, text } = nearest;
  if (schedule === null) throw new Error(text);
  return { question: { left: { title: 'counterexample' }, right: { schedule, title: 'nearest passing run' } }, sentence: text };
}

const askOverlay: CompareTarget['ask'] = async (scenario) => {
  const session = sessionOf(scenario);
  const own = session ? attributesOf(session).overlays ?? [] : configuredOverlays(scenario);
  const found = await vscode.workspace.findFiles('**/*.daxk', '**/node_modules/**', 200);
  const items: (vscode.QuickPickItem & { overlays?: readonly string[]; title?: string })[] = [
    ...(own.length > 0 ? [{ label: '$(circle-slash) The packaged kernel', description: `without ${own.map(nameOf).join(', ')}`, overlays: [], title: 'packaged kernel' }] : []),
    ...found.map(toPath).filter((path) => !own.includes(path)).sort().map((path) => ({
      label: `$(layers) ${nameOf(path)}`, description: vscode.workspace.asRelativePath(toUri(path)), overlays: [...own, path], title: `with ${nameOf(path)}`,
    })),
    { label: '$(folder-opened) Choose a file…' },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: 'Compare with an Overlay', matchOnDescription: true });
  if (!picked) return undefined;
  const asked = picked.overlays ? picked : await chooseFile(own);
  if (!asked?.overlays) return undefined;
  const title = own.length > 0 ? `with ${own.map(nameOf).join(', ')}` : 'packaged kernel';
  return () => Promise.resolve({ question: { left: { title }, right: { overlays: asked.overlays!, title: asked.title! } } });
};

async function chooseFile(own: readonly string[]): Promise<{ overlays?: readonly string[]; title?: string } | undefined> {
  const [file] = await vscode.window.showOpenDialog({ title: 'Compare with an Overlay', filters: { 'DAX Model Kernel': ['daxk'] } }) ?? [];
  return file && { overlays: [...own, toPath(file)], title: `with ${nameOf(toPath(file))}` };
}

async function beforeEdit(texts: RunTexts, scenario: vscode.Uri): ReturnType<CompareTarget['ask']> {
  // What is not saved yet is the edit, too.
  const open = vscode.workspace.textDocuments.find(({ uri, isDirty }) => isDirty && uri.toString() === scenario.toString());
  await open?.save();
  const now = await readText(scenario);
  const before = texts.before(scenario, now);
  if (before === undefined) throw new Error(`${nameOf(scenario.path)} is as it was when it was debugged: there is nothing before an edit to compare with.`);
  const [left, right] = [{ program: toPath(texts.place(scenario, before)), title: 'before the edit' }, { program: toPath(scenario), title: 'after the edit' }];
  return async (session) => {
    // The session runs one of them, which the other one follows.
    const { whole } = await recordedBy(session);
    const runsNow = texts.hashOfRun(session) === hashOf(now);
    const question = runsNow ? { left, right: { ...right, schedule: whole } } : { left: { ...left, schedule: whole }, right };
    return { question, hashes: { left: hashOf(before), right: hashOf(now) } };
  };
}

const askFork: CompareTarget['ask'] = async (scenario) => {
  const session = sessionOf(scenario);
  const forks = session ? (await session.customRequest('daxscn/forks') as ForksAnswer).forks.filter(({ whole }) => whole !== undefined) : [];
  if (forks.length === 0) throw new Error('There is one future only: nothing was left behind so far.');
  const items = forks.map((fork) => ({ label: `Fork ${fork.id}`, description: `leaves this one at position ${fork.position}, ${fork.length} events`, detail: fork.label, fork }));
  const picked = await vscode.window.showQuickPick(items, { title: 'Compare with Another Future', matchOnDetail: true });
  if (!picked) return undefined;
  const { id, whole } = picked.fork;
  return () => Promise.resolve({ question: { left: { title: 'recorded run' }, right: { schedule: whole!, title: `run of fork ${id}` } } });
};

async function recordedBy(session: vscode.DebugSession): Promise<ScheduleAnswer> {
  return await session.customRequest('daxscn/schedule') as ScheduleAnswer;
}

function nameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
