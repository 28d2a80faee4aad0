// What this adapter can do, declared once. A declaration names the requests that it promises, and the request tables
// are typed by those names: what is declared is handled, and what is handled is declared, or it does not compile.
import type { DebugProtocol } from '@vscode/debugprotocol';
import { breakpointModes } from './breakpoint-modes';

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

/** Capabilities that are said by yes or no. */
type Support = { [Name in keyof DebugProtocol.Capabilities]-?: NonNullable<DebugProtocol.Capabilities[Name]> extends boolean ? Name : never }[keyof DebugProtocol.Capabilities];

/** Each with the requests that a client may send because of it; none where it only adds to what other requests take or answer. */
export const supports = {
  supportsConfigurationDoneRequest: ['configurationDone'],
  supportsFunctionBreakpoints: ['setFunctionBreakpoints'],
  supportsConditionalBreakpoints: [],
  /** `>= 3`, `% 2`, … */
  supportsHitConditionalBreakpoints: [],
  supportsLogPoints: [],
  /** Changes of any field; reads leave no trace in the state. */
  supportsDataBreakpoints: ['dataBreakpointInfo', 'setDataBreakpoints'],
  supportsBreakpointLocationsRequest: ['breakpointLocations'],
  supportsExceptionFilterOptions: [],
  supportsExceptionInfoRequest: ['exceptionInfo'],
  /** Both *Step Back* and *Reverse*. */
  supportsStepBack: ['stepBack', 'reverseContinue'],
  /** Back to where the call began. */
  supportsRestartFrame: ['restartFrame'],
  /** Who runs next. */
  supportsStepInTargetsRequest: ['stepInTargets'],
  /** Every occurrence of a line in time. */
  supportsGotoTargetsRequest: ['gotoTargets', 'goto'],
  supportsEvaluateForHovers: [],
  /** The whole value, in a form that can be pasted back. */
  supportsClipboardContext: [],
  supportsCompletionsRequest: ['completions'],
  supportsDelayedStackTraceLoading: [],
  supportsLoadedSourcesRequest: ['loadedSources'],
  supportsRestartRequest: ['restart'],
  supportsTerminateRequest: ['terminate'],
  /** Of a long movement, by the id of its progress. */
  supportsCancelRequest: ['cancel'],
  /** In the console, and only for clients that say the same. */
  supportsANSIStyling: [],
} as const satisfies Partial<Record<Support, readonly string[]>>;

/** Requests that every client may send: no capability speaks of them. */
export const basicRequests = [
  'initialize', 'launch', 'attach', 'disconnect', 'setBreakpoints', 'setExceptionBreakpoints', 'continue', 'next', 'stepIn', 'stepOut', 'pause',
  'threads', 'stackTrace', 'scopes', 'variables', 'evaluate', 'source',
] as const;

/** Requests beyond the protocol. */
export const ownRequests = ['daxscn/ownership', 'daxscn/goto', 'daxscn/move', 'daxscn/schedule', 'daxscn/forks', 'daxscn/switchTo'] as const;

/** Every request that is answered. */
export type RequestName = (typeof supports)[keyof typeof supports][number] | (typeof basicRequests)[number] | (typeof ownRequests)[number];

/** The answer to `initialize`. */
export const capabilities: DebugProtocol.Capabilities = {
  ...Object.fromEntries(Object.keys(supports).map((name) => [name, true])),
  exceptionBreakpointFilters: [...filters],
  breakpointModes: [...breakpointModes],
  completionTriggerCharacters: ['.'],
};
