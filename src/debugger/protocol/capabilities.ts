// What this adapter can do, declared once. A declaration names the requests that it promises, and the request tables
// are typed by those names: what is declared is handled, and what is handled is declared, or it does not compile.
import type { DebugProtocol } from '@vscode/debugprotocol';
import { breakpointModes } from './breakpoint-modes';

/** The id of an exception filter. */
export type Filter = 'layout_retry' | 'invariant_violated' | 'assertion_failed' | 'deadlock_or_hang' | 'point_of_no_return' | 'task_blocked';

/** The exception filters (rule 9), as `initialize` declares them. */
export const filters: readonly (DebugProtocol.ExceptionBreakpointsFilter & { readonly filter: Filter; readonly default: boolean })[] = [
  {
    filter: 'layout_retry',
    label: 'Layout retry',
    description: 'Stops when a layout change found a page that is still in use and goes round again.',
    supportsCondition: true,
    conditionDescription: 'For example: retry >= 2 && current == truncator',
    default: true,
  },
  {
    filter: 'invariant_violated',
    label: 'Invariant violated',
    description: 'Stops after the event that breaks an invariant of the model kernel, once for each.',
    supportsCondition: true,
    conditionDescription: 'Evaluated before the event, for example: current == nvme0',
    default: true,
  },
  {
    filter: 'assertion_failed',
    label: 'Assertion failed',
    description: 'Stops after the event in which an assertion fails, and says with which values.',
    supportsCondition: true,
    conditionDescription: 'Evaluated before the event, for example: current == reader',
    default: true,
  },
  {
    filter: 'deadlock_or_hang',
    label: 'Deadlock or hang',
    description: 'Stops at the end when a thread waits for what will never happen, or where it has become a livelock, and says which thread for which.',
    supportsCondition: true,
    conditionDescription: 'Evaluated at the end, for example: retries(truncator) > 1',
    default: true,
  },
  {
    filter: 'point_of_no_return',
    label: 'Point of no return',
    description: 'Stops after the event after which no order of events goes right any more, before anything has gone wrong yet.',
    supportsCondition: true,
    conditionDescription: 'Evaluated before the event, for example: current == truncator',
    default: false,
  },
  {
    filter: 'task_blocked',
    label: 'Task blocked',
    description: 'Stops after an event that leaves a thread blocked which could move before: the thread itself went to sleep, or another one took what it needs.',
    supportsCondition: true,
    conditionDescription: 'Evaluated before the event, for the thread that is blocked by it, for example: current == truncator',
    default: false,
  },
];

/** What a data breakpoint watches for: the protocol's `accessType`. */
export type DataAccess = DebugProtocol.DataBreakpointAccessType;

/** By access type: what it means, and the description of a stop. */
export const dataAccesses: Readonly<Record<DataAccess, { readonly doc: string; readonly paused: string }>> = {
  write: { doc: 'changes', paused: 'Paused on a change' },
  read: { doc: 'reads', paused: 'Paused on a read' },
  readWrite: { doc: 'reads, changes, and writes of the value that was there', paused: 'Paused on an access' },
};

/** The names of the capabilities that are booleans. */
type Support = { [Name in keyof DebugProtocol.Capabilities]-?: NonNullable<DebugProtocol.Capabilities[Name]> extends boolean ? Name : never }[keyof DebugProtocol.Capabilities];

/** The boolean capabilities, each with the requests that a client may send because of it; none if it only adds to other requests. */
export const supports = {
  supportsConfigurationDoneRequest: ['configurationDone'],
  supportsFunctionBreakpoints: ['setFunctionBreakpoints'],
  supportsConditionalBreakpoints: [],
  /** `>= 3`, `% 2`, … */
  supportsHitConditionalBreakpoints: [],
  supportsLogPoints: [],
  /** See `dataAccesses`. */
  supportsDataBreakpoints: ['dataBreakpointInfo', 'setDataBreakpoints'],
  supportsBreakpointLocationsRequest: ['breakpointLocations'],
  supportsExceptionFilterOptions: [],
  supportsExceptionInfoRequest: ['exceptionInfo'],
  /** Both *Step Back* and *Reverse*. */
  supportsStepBack: ['stepBack', 'reverseContinue'],
  /** Back to where the call began. */
  supportsRestartFrame: ['restartFrame'],
  /** Rule 6: the thread that runs next. */
  supportsStepInTargetsRequest: ['stepInTargets'],
  /** Rule 7: every occurrence of a line in time. */
  supportsGotoTargetsRequest: ['gotoTargets', 'goto'],
  supportsEvaluateForHovers: [],
  /** As an edit: an event of the history, never silently. */
  supportsSetVariable: ['setVariable'],
  supportsSetExpression: ['setExpression'],
  /** The whole value, in a form that can be pasted back. */
  supportsClipboardContext: [],
  supportsCompletionsRequest: ['completions'],
  supportsDelayedStackTraceLoading: [],
  supportsLoadedSourcesRequest: ['loadedSources'],
  supportsRestartRequest: ['restart'],
  supportsTerminateRequest: ['terminate'],
  /** Of a long movement, by the id of its progress. */
  supportsCancelRequest: ['cancel'],
  /** In the console, and only for clients that declare it too. */
  supportsANSIStyling: [],
} as const satisfies Partial<Record<Support, readonly string[]>>;

/** Requests that every client may send: no capability speaks of them. */
export const basicRequests = [
  'initialize', 'launch', 'attach', 'disconnect', 'setBreakpoints', 'setExceptionBreakpoints', 'continue', 'next', 'stepIn', 'stepOut', 'pause',
  'threads', 'stackTrace', 'scopes', 'variables', 'evaluate', 'source',
] as const;

/** Requests beyond the protocol; docs/dap-extensions.md describes them. */
export const ownRequests = [
  'daxscn/ownership', 'daxscn/who', 'daxscn/breakOnChange', 'daxscn/timeline', 'daxscn/timelineRange', 'daxscn/timelineText', 'daxscn/find', 'daxscn/cursors', 'daxscn/goto', 'daxscn/move',
  'daxscn/schedule', 'daxscn/passing', 'daxscn/forks', 'daxscn/switchTo', 'daxscn/compare',
] as const;

/** Requests that may move the execution though the protocol does not say so: `continued` tells the client, or it would go on showing the old stop. */
export const movingRequests: readonly string[] = [
  'daxscn/goto', 'daxscn/move', 'daxscn/switchTo', 'evaluate', 'setVariable', 'setExpression',
] satisfies RequestName[];

/** The name of every request that is answered. */
export type RequestName = (typeof supports)[keyof typeof supports][number] | (typeof basicRequests)[number] | (typeof ownRequests)[number];

/** The answer to `initialize`. */
export const capabilities: DebugProtocol.Capabilities = {
  ...Object.fromEntries(Object.keys(supports).map((name) => [name, true])),
  exceptionBreakpointFilters: [...filters],
  breakpointModes: [...breakpointModes],
  completionTriggerCharacters: ['.', '['],
};
