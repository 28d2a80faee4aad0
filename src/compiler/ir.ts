// The intermediate representation between the checked tree and JavaScript or Promela. Names are bound, calls are expanded
// and what is constant is computed. A task is a graph of nodes; what a node does is structured code (`Op`).
import type { BinaryOperator, Span, Type } from '../language/tree';
import type { VersionSet } from './version-set';
import type { Atomicity } from './program';

/** A position in a source text, for errors. */
export interface Site {
  readonly source: string;
  readonly span: Span;
}

/** A JavaScript variable: it lives within one event and is not part of the state. */
export interface Temp {
  readonly name: string;
}

/** A local that lives from event to event: `offset` is relative to its task's area of the state. */
export interface LocalSlot {
  /** Changed only by who places the slots of a task that is lowered. */
  offset: number;
  readonly name: string;
  readonly type: Type;
  readonly min: number;
  readonly max: number;
  /** A history variable: liveness does not apply, since no code reads it. */
  readonly kept?: true;
}

/** An expression without effects. Operands are evaluated from left to right; `&&`, `||` and `?:` evaluate only what is needed. */
export type Value = { readonly type: Type } & (
  | { readonly kind: 'const'; readonly value: number }
  | { readonly kind: 'temp'; readonly temp: Temp }
  | { readonly kind: 'slot'; readonly slot: LocalSlot }
  /** Plain, stable and history fields: part of the state. */
  | FieldValue
  /** A `const` field, or the first or index-th `own` child: fixed, looked up by the object's id. */
  | { readonly kind: 'table'; readonly object: string; readonly field: string; readonly id: Value; readonly index?: Value; readonly site: Site }
  /** The length of an array field. */
  | { readonly kind: 'size'; readonly object: string; readonly field: string; readonly id: Value; readonly site: Site }
  /** Whether the version that runs is one of these; in the code of a family of versions only. */
  | { readonly kind: 'versions'; readonly versions: VersionSet }
  /** How many objects of the type there are; known once everything is lowered. */
  | { readonly kind: 'pool'; readonly object: string }
  /** `bit`: the set of one object; for null, the empty set. `count`: the size of a set. */
  | { readonly kind: 'unary'; readonly operator: '!' | '-' | 'bit' | 'count'; readonly operand: Value }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Value; readonly right: Value; readonly site: Site }
  | { readonly kind: 'conditional'; readonly condition: Value; readonly then: Value; readonly else: Value }
  /** A call of a pure function; `current` is its implicit first argument. */
  | { readonly kind: 'call'; readonly function: string; readonly current: Value; readonly args: readonly Value[] }
);

/**
 * A field, or the element `index` of an array field, that is part of the state. A `stable` one is written only before the
 * object is visible to other tasks, or a history variable that only properties read: accesses to it are no events.
 */
export interface FieldValue {
  readonly kind: 'field';
  readonly type: Type;
  readonly object: string;
  readonly field: string;
  readonly id: Value;
  readonly index?: Value;
  readonly stable: boolean;
  readonly site: Site;
}

/** What can be assigned: a field or a local in the state, or a temporary. */
export type Lvalue = FieldValue | Extract<Value, { kind: 'slot' | 'temp' }>;

/** A text with values in it, which are formatted by their types. */
export type Text = readonly (string | Value)[];

/** An operation of structured code. `label`s are unique in the program. */
export type Op =
  | { readonly kind: 'set'; readonly lvalue: Lvalue; readonly value: Value; readonly site: Site }
  | { readonly kind: 'if'; readonly condition: Value; readonly then: readonly Op[]; readonly else: readonly Op[] }
  /** `next` is executed after each round, also after `continue`. */
  | { readonly kind: 'loop'; readonly label: string; readonly condition: Value; readonly body: readonly Op[]; readonly next: readonly Op[]; readonly site: Site }
  | { readonly kind: 'labelled'; readonly label: string; readonly body: readonly Op[] }
  | { readonly kind: 'break' | 'continue'; readonly label: string }
  /** `new` (`isNew`; an error while the object is in use) and `free`. */
  | { readonly kind: 'reset'; readonly object: string; readonly id: Value; readonly isNew: boolean; readonly site: Site }
  /** Assigns the member of the set whose number is that of the chosen alternative. */
  | { readonly kind: 'choose'; readonly lvalue: Lvalue; readonly set: Value }
  | { readonly kind: 'mark'; readonly name: string }
  /** Adds one to a coverage counter. */
  | { readonly kind: 'count'; readonly index: number }
  | { readonly kind: 'assert'; readonly property: string; readonly condition: Value; readonly assertion: number; readonly message: Text }
  /** Where the condition is false the event does not happen: a `ModelLimit` with the message or, if `isNull`, the error that null has no fields. */
  | { readonly kind: 'limit'; readonly condition: Value; readonly message: Text; readonly isNull?: true; readonly site: Site }
  /** In an invariant: where the condition is false, the check ends and the message is its result. */
  | { readonly kind: 'require'; readonly condition: Value; readonly message: Text }
  | { readonly kind: 'return'; readonly value?: Value };

/** An `assert` of the program. From a state in which it has failed only the constant parts of its message are known. */
export interface Assertion {
  readonly name: string;
  readonly site: Site;
  readonly message: Text;
}

/** An expanded call: one for each call statement in each expansion of the code around it. `id` is unique in the task. */
export interface Activation {
  readonly id: number;
  readonly function: string;
  readonly source: string;
  readonly parent?: Activation;
  /** The call in the parent's code. */
  readonly callSpan?: Span;
  /** The variables in scope, in the order in which they came into it; changes while the task is lowered. */
  readonly visible: VisibleVariable[];
}

/** A variable of the source, and the value that it stands for at a location. */
export interface VisibleVariable {
  readonly name: string;
  readonly type: Type;
  readonly value: Value;
}

/** Makes a node a location: a task can rest here, and its next event begins with the node. */
export interface LoweredLocation {
  readonly activation: Activation;
  readonly span: Span;
  /** The variables in scope, for each activation from the innermost outwards. */
  readonly visible: readonly (readonly VisibleVariable[])[];
  /** The event is enabled while this is true. */
  readonly guard?: Value;
  /** The event has one alternative for each member of this set. Never together with a guard. */
  readonly members?: Value;
  /** Why the task waits, in the model's words. */
  readonly reason?: Text;
  /** A task or a set of tasks that could end the wait. */
  readonly holders?: Value;
  /** What the event is called. */
  readonly text: Text;
  /** The coverage counter of the times that the event was not enabled. */
  readonly waits?: number;
  /** Where a process rests that has nothing to do: it has not been started, or its body has ended. */
  readonly idle?: true;
  /** Of an `atomic` block: the spinlocks that are held over it, as the source names them, and why else it is one event. */
  readonly atomicity?: Atomicity;
  /** The task's end. */
  readonly ended?: true;
}

/** A basic block. A node with a `location` begins an event; every other node is part of the event before it. */
export interface Node {
  readonly id: number;
  readonly location?: LoweredLocation;
  readonly ops: Op[];
  /** What versions say of the location that have other names for it. No version is in two of them. */
  variants?: { readonly versions: VersionSet; readonly location: LoweredLocation }[];
  /** A finished node has one of these three; the node at the end of a process has none. */
  branch?: { readonly condition: Value; then?: Node; else?: Node };
  options?: (Node | undefined)[];
  next?: Node;
}

/** The control flow of one task. `nodes[i].id` is i. */
export interface TaskGraph {
  readonly entry: Node;
  readonly nodes: readonly Node[];
  /** How many local slots the task's area has. */
  readonly area: number;
  readonly slots: readonly LocalSlot[];
  /** How many slots of the state the locals at an offset have; an offset that is not here has one. */
  readonly words?: ReadonlyMap<number, number>;
}
