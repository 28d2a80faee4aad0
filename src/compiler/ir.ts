// The compiler's own form between the checked tree and JavaScript: every name is bound, every call is expanded, every
// value that can be known is known. Structured code (`Op`) is what one event does; nodes are where events begin and end.
import type { BinaryOperator, Span, Type } from '../language/tree';

/** A place in a source text, for errors. */
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
  readonly offset: number;
  readonly name: string;
  readonly type: Type;
  readonly min: number;
  readonly max: number;
  /** Never zeroed: nobody reads it while the program runs, and it matters all the same. */
  readonly kept?: true;
}

export type Value = { readonly type: Type } & (
  | { readonly kind: 'const'; readonly value: number }
  | { readonly kind: 'temp'; readonly temp: Temp }
  | { readonly kind: 'slot'; readonly slot: LocalSlot }
  /** Plain and stable fields: part of the state. */
  | FieldValue
  /** A `const` field, or the first or index-th `own` child: fixed, looked up by the object's id. */
  | { readonly kind: 'table'; readonly object: string; readonly field: string; readonly id: Value; readonly index?: Value; readonly site: Site }
  /** The length of an array field. */
  | { readonly kind: 'size'; readonly object: string; readonly field: string; readonly id: Value; readonly site: Site }
  /** How many objects of the type there are; known once everything is lowered. */
  | { readonly kind: 'pool'; readonly object: string }
  /** `bit`: the set that holds the one object, or nothing for null. `count`: the size of a set. */
  | { readonly kind: 'unary'; readonly operator: '!' | '-' | 'bit' | 'count'; readonly operand: Value }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Value; readonly right: Value; readonly site: Site }
  | { readonly kind: 'conditional'; readonly condition: Value; readonly then: Value; readonly else: Value }
  /** A pure function; `current` is passed along. */
  | { readonly kind: 'call'; readonly function: string; readonly current: Value; readonly args: readonly Value[] }
);

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

export type Lvalue = FieldValue | Extract<Value, { kind: 'slot' | 'temp' }>;

/** Text with values in it, formatted by type. */
export type Text = readonly (string | Value)[];

export type Op =
  | { readonly kind: 'set'; readonly lvalue: Lvalue; readonly value: Value; readonly site: Site }
  | { readonly kind: 'if'; readonly condition: Value; readonly then: readonly Op[]; readonly else: readonly Op[] }
  /** `next` runs after the body and at `continue`. */
  | { readonly kind: 'loop'; readonly label: string; readonly condition: Value; readonly body: readonly Op[]; readonly next: readonly Op[] }
  | { readonly kind: 'labelled'; readonly label: string; readonly body: readonly Op[] }
  | { readonly kind: 'break' | 'continue'; readonly label: string }
  /** `new` (refused while the object is alive) and `free`. */
  | { readonly kind: 'reset'; readonly object: string; readonly id: Value; readonly live: boolean; readonly site: Site }
  /** Takes the member of the set that the alternative says. */
  | { readonly kind: 'choose'; readonly lvalue: Lvalue; readonly set: Value }
  | { readonly kind: 'mark'; readonly name: string }
  /** Adds one to a coverage counter: control has come here. */
  | { readonly kind: 'count'; readonly index: number }
  | { readonly kind: 'assert'; readonly condition: Value; readonly assertion: number; readonly message: Text }
  /** In an invariant: stop with this text. */
  | { readonly kind: 'require'; readonly condition: Value; readonly message: Text }
  | { readonly kind: 'return'; readonly value?: Value };

/** What an `assert` says when it fails. Only the parts of the message that are constant are known from the state afterwards. */
export interface Assertion {
  readonly name: string;
  readonly site: Site;
  readonly message: Text;
}

/** An expanded call. Two activations with one `id` are the same place of the program. */
export interface Activation {
  readonly id: number;
  readonly function: string;
  readonly source: string;
  readonly parent?: Activation;
  /** Where the parent calls. */
  readonly callSpan?: Span;
  /** What the frame shows: in scope so far. */
  readonly visible: VisibleVariable[];
}

export interface VisibleVariable {
  readonly name: string;
  readonly type: Type;
  readonly value: Value;
}

/** Makes a node a resting place: the event begins here. */
export interface LoweredLocation {
  readonly activation: Activation;
  readonly span: Span;
  readonly visible: readonly (readonly VisibleVariable[])[];
  readonly guard?: Value;
  /** There is an alternative for each member of this set. Never with a guard. */
  readonly members?: Value;
  readonly reason?: Text;
  readonly holders?: Value;
  readonly text: Text;
  /** The coverage counter of the times that the guard did not hold. */
  readonly waits?: number;
  /** The task's end. */
  readonly ended?: true;
}

/** A basic block. Nodes with `rest` begin an event; the others fold into the event before them. */
export interface Node {
  readonly id: number;
  readonly location?: LoweredLocation;
  readonly ops: Op[];
  /** Exactly one of these, once lowering is done; none for the end. */
  branch?: { readonly condition: Value; then?: Node; else?: Node };
  options?: (Node | undefined)[];
  next?: Node;
}

export interface TaskGraph {
  readonly entry: Node;
  readonly nodes: readonly Node[];
  /** How many local slots the task's area has. */
  readonly area: number;
  readonly slots: readonly LocalSlot[];
}
