// What this adapter can do, declared once. Only what is implemented stands here.
import type { DebugProtocol } from '@vscode/debugprotocol';

export type Filter = 'layout_retry' | 'invariant_violated' | 'assertion_failed' | 'deadlock_or_hang' | 'task_blocked';

/** Exception filters: the moments that matter in a race. */
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
    description: 'Stops at the end when somebody waits for what will never happen, and says who for whom.',
    supportsCondition: true,
    conditionDescription: 'Evaluated at the end, for example: retries(truncator) > 1',
    default: true,
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

export type DataAccess = DebugProtocol.DataBreakpointAccessType;

/** What data breakpoints can watch for, by the protocol's names. */
export const dataAccesses: Readonly<Record<DataAccess, { readonly doc: string; readonly paused: string }>> = {
  write: { doc: 'changes', paused: 'Paused on a change' },
  read: { doc: 'reads', paused: 'Paused on a read' },
  readWrite: { doc: 'reads, changes, and writes of the value that was there', paused: 'Paused on an access' },
};

export const capabilities: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsFunctionBreakpoints: true,
  supportsConditionalBreakpoints: true,
  /** `>= 3`, `% 2`, … */
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  /** See `dataAccesses`. */
  supportsDataBreakpoints: true,
  supportsBreakpointLocationsRequest: true,
  exceptionBreakpointFilters: [...filters],
  supportsExceptionFilterOptions: true,
  supportsExceptionInfoRequest: true,
  /** Both *Step Back* and *Reverse*. */
  supportsStepBack: true,
  /** Back to where the call began. */
  supportsRestartFrame: true,
  /** Who runs next. */
  supportsStepInTargetsRequest: true,
  /** Every occurrence of a line in time. */
  supportsGotoTargetsRequest: true,
  supportsEvaluateForHovers: true,
  supportsCompletionsRequest: true,
  completionTriggerCharacters: ['.', '['],
  supportsDelayedStackTraceLoading: true,
  supportsLoadedSourcesRequest: true,
  supportsRestartRequest: true,
  supportsTerminateRequest: true,
  /** Of a long movement, by the id of its progress. */
  supportsCancelRequest: true,
};
