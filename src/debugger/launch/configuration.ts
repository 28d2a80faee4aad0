// The launch configuration. One table lists its attributes: requests are checked by it, the extension's manifest is made from it,
// and tests compare the documentation with it.
import { RequestError } from '../protocol/request-error';
import { filePath } from '../sources/same-file';
import { limits } from '../protocol/limits';
import { show, type RequestArguments } from '../protocol/request-arguments';

/** What is debugged, and how. */
export interface LaunchConfiguration {
  /** The path of the scenario. */
  readonly program: string;
  /** For example `v4.17`; without it the version that the scenario names. */
  readonly kernel?: string;
  /** Paths of overlays, in the order in which they apply. */
  readonly overlays?: readonly string[];
  /** In the form in which schedules are printed: `a5b12a3`. */
  readonly schedule?: string;
  /** Of the order in which tasks run where no schedule says it. */
  readonly seed?: number;
  /** How many events of `schedule` have happened at the first stop. */
  readonly position?: number;
  readonly stopOnEntry: boolean;
  /** The protocol's `noDebug`: *Run Without Debugging*. */
  readonly noDebug: boolean;
}

/** One attribute of a configuration. */
export interface Attribute {
  readonly type: 'string' | 'integer' | 'boolean' | 'array';
  readonly required?: boolean;
  readonly default?: string | number | boolean;
  readonly minimum?: number;
  /** Markdown. */
  readonly description: string;
}

/** The attributes of `{ "type": "daxscn", "request": "launch" }`. */
export const attributes = {
  program: {
    type: 'string', required: true,
    description: 'Path of the scenario (`.daxscn`).',
  },
  kernel: {
    type: 'string',
    description: 'Kernel version to run on, for example `v4.18`. Without it the one the scenario names.',
  },
  overlays: {
    type: 'array',
    description: 'Paths of patches of the model kernel (`.daxk`), in the order in which they apply: later ones win.',
  },
  schedule: {
    type: 'string',
    description: 'A schedule as the debugger, the command line and the explorer print it, for example `a5b12a3`. *Continue* follows it.',
  },
  seed: {
    type: 'integer', default: 1, minimum: 0,
    description: 'Seed of the fair order that *Continue* follows where no schedule says who runs next.',
  },
  position: {
    type: 'integer', minimum: 0,
    description: 'Stop first at this position of the schedule: after so many of its events. Everything before can be stepped back to.',
  },
  stopOnEntry: {
    type: 'boolean', default: false,
    description: 'Stop before the first event.',
  },
} as const satisfies Record<string, Attribute>;

/** The attributes of `{ "type": "daxscn", "request": "attach" }`. */
export const attachAttributes = {
  trace: {
    type: 'string', required: true,
    description: 'Path of a trace: what `daxscn run --json` has written. The session begins at its end, and everything can be stepped back to.',
  },
  program: attributes.program,
  kernel: attributes.kernel,
  overlays: attributes.overlays,
} as const satisfies Record<string, Attribute>;

/** Reads the arguments of `attach`. Throws like `readLaunch`. */
export function readAttach(args: RequestArguments): { readonly trace: string; readonly configuration: LaunchConfiguration } {
  for (const [name, attribute] of Object.entries<Attribute>(attachAttributes)) checkAttribute('Attach', name, attribute, args);
  const configuration = { ...readProgram(args), stopOnEntry: true, noDebug: false };
  return { trace: filePath(args.text('trace', 'path')), configuration };
}

/** Reads the arguments of `launch`. Throws a RequestError that names the attribute, the cause and what would be valid. */
export function readLaunch(args: RequestArguments): LaunchConfiguration {
  for (const [name, attribute] of Object.entries<Attribute>(attributes)) checkAttribute('Launch', name, attribute, args);
  return {
    ...readProgram(args),
    ...(isGiven(args, 'schedule') && { schedule: args.text('schedule', 'schedule') }),
    ...(args.has('seed') && { seed: args.integer('seed') }),
    ...(args.has('position') && { position: args.integer('position') }),
    stopOnEntry: args.flag('stopOnEntry'),
    noDebug: args.flag('noDebug'),
  };
}

/** What both requests have. */
function readProgram(args: RequestArguments): Pick<LaunchConfiguration, 'program' | 'kernel' | 'overlays'> {
  return {
    program: filePath(args.text('program', 'path')),
    ...(isGiven(args, 'kernel') && { kernel: args.text('kernel', 'path') }),
    ...(isGiven(args, 'overlays') && { overlays: args.names('overlays', 'path').map(filePath) }),
  };
}

function checkAttribute(request: 'Launch' | 'Attach', name: string, attribute: Attribute, args: RequestArguments): void {
  const value = args.raw()[name];
  const most = name === 'schedule' ? limits.schedule : limits.path;
  if (!args.has(name)) {
    if (attribute.required) throw invalid(request, name, attribute, 'is missing');
    return;
  }
  const isValid = attribute.type === 'integer'
    ? Number.isSafeInteger(value) && (value as number) >= (attribute.minimum ?? -Infinity)
    : attribute.type === 'array' ? Array.isArray(value) && value.every((path) => typeof path === 'string' && path !== '')
      : typeof value === attribute.type;
  if (!isValid) throw invalid(request, name, attribute, `is ${show(value)}`);
  if (typeof value === 'string' && value.length > most) throw invalid(request, name, attribute, `is too long: ${value.length} characters, at most ${most} are read`);
  if (attribute.required && value === '') throw invalid(request, name, attribute, 'is empty');
}

function invalid(request: string, name: string, attribute: Attribute, cause: string): RequestError {
  return new RequestError(`${request} configuration: \`${name}\` ${cause}. It must be ${wanted(attribute)}: ${plain(attribute.description)}`, true);
}

/** Markdown of a description as a message has it. */
function plain(markdown: string): string {
  return markdown.replaceAll(/[`*]/g, '');
}

function wanted({ type, minimum }: Attribute): string {
  if (type === 'boolean') return 'true or false';
  if (type === 'array') return 'a list of strings';
  if (type === 'integer') return minimum === undefined ? 'a whole number' : `a whole number from ${minimum}`;
  return 'a string';
}

/** A form leaves an optional attribute out by sending an empty string. */
function isGiven(args: RequestArguments, name: string): boolean {
  return args.has(name) && args.raw()[name] !== '';
}
