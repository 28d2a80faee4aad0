// One path through the code of an event, as far as it has been followed: what its temporaries and its task's locals hold, what must
// have been in shared slots for the event to take this path (the path condition), and what it has touched so far.
import { union, type ValueSet } from './value-sets';

/** Why a path has left the operations that are run. */
export type Exit =
  | { readonly kind: 'break' | 'continue'; readonly label: string }
  | { readonly kind: 'return'; readonly value: ValueSet };

/** What an event touches, by cell (memory.ts). `increments` and `decrements` are additions and subtractions of which it does not look at the result. */
export class Accesses {
  constructor(
    readonly reads = new Set<number>(),
    readonly writes = new Set<number>(),
    readonly increments = new Set<number>(),
    readonly decrements = new Set<number>(),
    /** Slots that it reads as a whole. */
    readonly slots = new Set<number>(),
  ) {}

  copy(): Accesses {
    return new Accesses(new Set(this.reads), new Set(this.writes), new Set(this.increments), new Set(this.decrements), new Set(this.slots));
  }

  add({ reads, writes, increments, decrements, slots }: Accesses): void {
    for (const cell of reads) this.reads.add(cell);
    for (const cell of writes) this.writes.add(cell);
    for (const cell of increments) this.increments.add(cell);
    for (const cell of decrements) this.decrements.add(cell);
    for (const slot of slots) this.slots.add(slot);
  }
}

export class Env {
  exit: Exit | undefined;

  constructor(
    readonly temps = new Map<string, ValueSet>(),
    /** By offset. */
    readonly locals: ValueSet[] = [],
    /** The path condition, by shared slot: what it must have held before the event. */
    readonly needs = new Map<number, ValueSet>(),
    /** By shared slot: what it may hold after the event, if the event changes it. */
    readonly stores = new Map<number, ValueSet>(),
    readonly accesses = new Accesses(),
    /** Shared slots of which it only matters that they hold what is needed. */
    readonly tests = new Set<number>(),
  ) {}

  copy(): Env {
    return this.inside(new Map(this.temps), this.locals.slice());
  }

  /** The same path, in a function with variables of its own. */
  inside(temps: Map<string, ValueSet>, locals: ValueSet[] = []): Env {
    return new Env(temps, locals, new Map(this.needs), new Map(this.stores), this.accesses.copy(), new Set(this.tests));
  }

  /** Back where the function was called. */
  outside(temps: Map<string, ValueSet>, locals: ValueSet[]): Env {
    return new Env(temps, locals, this.needs, this.stores, this.accesses, this.tests);
  }

  /** Takes in another path that need not be told apart from this one: whatever holds on either may hold here. */
  join(env: Env): void {
    for (const name of new Set([...this.temps.keys(), ...env.temps.keys()])) {
      this.temps.set(name, union(this.temps.get(name) ?? [0], env.temps.get(name) ?? [0]));
    }
    this.locals.forEach((local, offset) => { this.locals[offset] = union(local, env.locals[offset]!); });
    this.absorb(env);
    for (const [slot, values] of this.needs) {
      const other = env.needs.get(slot);
      if (other) this.needs.set(slot, union(values, other));
      else this.needs.delete(slot);
    }
    for (const slot of new Set([...this.stores.keys(), ...env.stores.keys()])) {
      this.stores.set(slot, union(this.stores.get(slot) ?? 'any', env.stores.get(slot) ?? 'any'));
    }
    if (this.exit?.kind === 'return' && env.exit?.kind === 'return') this.exit = { kind: 'return', value: union(this.exit.value, env.exit.value) };
  }

  /** Has touched what another path has touched. A slot of which the two paths need different values counts as read. */
  absorb(env: Env): void {
    this.accesses.add(env.accesses);
    for (const slot of new Set([...this.tests, ...env.tests])) {
      if (String(this.needs.get(slot)) === String(env.needs.get(slot))) this.tests.add(slot);
      else this.accesses.slots.add(slot);
    }
  }

  /** Equal for two paths that go on alike. */
  get key(): string {
    let key = this.exitKey;
    for (const name of [...this.temps.keys()].sort()) key += `;${name}:${String(this.temps.get(name))}`;
    return `${key}|${this.locals.join(';')}|${keyOf(this.stores)}`;
  }

  get exitKey(): string {
    const { exit } = this;
    if (!exit) return '';
    return exit.kind === 'return' ? `return ${String(exit.value)}` : exit.kind + exit.label;
  }

  get needsKey(): string {
    return keyOf(this.needs);
  }
}

function keyOf(slots: ReadonlyMap<number, ValueSet>): string {
  return [...slots].map(([slot, values]) => `${slot}=${String(values)}`).sort().join(';');
}

/** Paths of an event that are told apart. */
const MOST_PATHS = 24;

/** Each path only once, and not too many. */
export function distinct(envs: readonly Env[]): readonly Env[] {
  if (envs.length < 2) return envs;
  const different = merged(envs, (env) => `${env.key}|${env.needsKey}`);
  if (different.length <= MOST_PATHS) return different;
  const alike = merged(different, (env) => env.key);
  if (alike.length <= MOST_PATHS) return alike;
  return merged(alike, (env) => (env.exit?.kind === 'return' ? 'return' : env.exitKey));
}

function merged(envs: readonly Env[], keyOfEnv: (env: Env) => string): readonly Env[] {
  const known = new Map<string, Env>();
  for (const env of envs) {
    const key = keyOfEnv(env);
    const other = known.get(key);
    if (other) other.join(env);
    else known.set(key, env);
  }
  return [...known.values()];
}
