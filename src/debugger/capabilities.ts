// What this adapter can do, declared once. Only what is implemented stands here.
import type { DebugProtocol } from '@vscode/debugprotocol';

export type Filter = 'layout_retry' | 'invariant_violated' | 'deadlock_or_hang';

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
    description: 'Stops after the event that breaks an invariant of the model kernel or an assertion, once for each.',
    supportsCondition: true,
    conditionDescription: 'Evaluated before the event, for example: current == nvme0',
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
];

export const capabilities: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsFunctionBreakpoints: true,
  supportsConditionalBreakpoints: true,
  /** `>= 3`, `% 2`, … */
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  /** Changes of any field; reads leave no trace in the state. */
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
  /** As a "what if": recorded in the history, never silently. */
  supportsSetVariable: true,
  supportsSetExpression: true,
  supportsCompletionsRequest: true,
  completionTriggerCharacters: ['.'],
  supportsDelayedStackTraceLoading: true,
  supportsLoadedSourcesRequest: true,
  supportsRestartRequest: true,
  supportsTerminateRequest: true,
  /** Of a long movement, by the id of its progress. */
  supportsCancelRequest: true,
};
