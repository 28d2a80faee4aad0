// The checked tree: what the checker makes of a parsed file, and all the compiler ever sees.
// Invariant: plain JSON. The model kernel's tree is written when the project is built and loaded at start-up, so
// nothing here refers to Langium. Names are resolved, types are known, enum members and constants are numbers.
// Everywhere: `source` is the file's name as it was given (in the kernel as in Linux, `fs/dax.daxk`), `span` that of the name in a
// declaration and of all the text in a statement or expression, `doc` the Markdown of the comment before it.

/** Zero-based, end-exclusive: [line, column, endLine, endColumn]. */
export type Span = readonly [line: number, column: number, endLine: number, endColumn: number];

/** `v4.17` as 4017. Comparable as a number. */
export type Version = number;

/** The kernel versions that have a thing: `since v4.18 until v6.15`. Absent bounds are none. */
export interface Gate {
  /** Inclusive. */
  readonly since?: Version;
  /** Exclusive. */
  readonly until?: Version;
}

/**
 * `void` is that of a call without a value, `null` that of the word; the bounds of an int are inclusive; a `set` is one of objects.
 * A `function` is one of a `FunctionType`, an `operations` a table: such values are fixed when a program is compiled.
 */
export type Type =
  | { readonly kind: 'void' | 'bool' | 'null' }
  | { readonly kind: 'int'; readonly min: number; readonly max: number }
  | { readonly kind: 'enum' | 'object' | 'function' | 'operations'; readonly name: string }
  /** `first`: only those after this many objects of the type, as one slot of the state holds of a set that has several. */
  | { readonly kind: 'set'; readonly name: string; readonly first?: number };

// ---- declarations ------------------------------------------------------------------------------------------------

/** A member's value is its index in `members`. */
export interface EnumType {
  readonly name: string;
  readonly members: readonly string[];
  readonly memberSpans: readonly Span[];
  readonly source: string;
  readonly span: Span;
  readonly doc?: string;
}

/** `object block declares device(int blocks) { … }`: a type of objects, of which there is a fixed number in a program. */
export interface ObjectType {
  readonly name: string;
  /** The scenario declaration that makes one: `device`, `mount`, `file`, `process`. */
  readonly declares?: string;
  readonly params: readonly Property[];
  /** How an instance is called in texts: `page {nr}`. */
  readonly label?: Template;
  readonly fields: readonly Field[];
  readonly locks?: readonly Lock[];
  readonly source: string;
  readonly span: Span;
  readonly doc?: string;
}

/** What a scenario declaration may or must say: `int blocks = 0`. */
export interface Property {
  readonly name: string;
  readonly type: Type;
  readonly default?: Expr;
  readonly span: Span;
}

/** `extend object inode { … }`: further fields of an object type, named `name`, that is declared elsewhere. */
export interface ObjectExtension extends Pick<ObjectType, 'name' | 'fields' | 'source' | 'span' | 'doc'> {
  readonly locks: readonly Lock[];
}

/** A field of an object type. */
export interface Field {
  readonly name: string;
  readonly type: Type;
  /**
   * `own`: children inside the object; `const`: fixed at boot; `stable`: set once, before the object is shared; `history`: what properties have to
   * remember, which the kernel never reads; `derived`: computed from other fields, no state. Who reads a derived field calls its function: see
   * derived-fields.ts.
   */
  readonly modifier: 'own' | 'const' | 'stable' | 'history' | 'derived' | 'plain';
  /** Array length: a constant expression over the owner's scenario properties. Absent for a single value. */
  readonly size?: Expr;
  /** The spinlock under which it is written; local 0 is the object. */
  readonly lock?: Expr;
  /** The value at boot; of a derived field, at all times: local 0 is the object. */
  readonly init?: Expr;
  /** Of a derived field: `init` as it is written. */
  readonly formula?: string;
  /** Of one that extends its object: where that stands; else it stands with the object. */
  readonly source?: string;
  /** The versions that have it; absent if all have. */
  readonly gate?: Gate;
  readonly span: Span;
  readonly doc?: string;
}

/**
 * `own spinlock_t xa_lock;`, or an object that has nothing but spinlocks. No state tells whether one is held, since that is never
 * so between two events: only `under` names it, and the checker alone uses it.
 */
export interface Lock {
  readonly name: string;
  /** `spinlock_t`, or the object type. */
  readonly type: { readonly kind: 'object'; readonly name: string };
  readonly source: string;
  readonly span: Span;
  readonly doc?: string;
}

/** An object, or an array of them, that exists once: `own block blocks[MAX_BLOCKS]`. */
export interface Global {
  readonly name: string;
  readonly type: Type;
  readonly size?: Expr;
  readonly source: string;
  readonly span: Span;
  readonly doc?: string;
}

/** Its uses are already replaced by the value; kept for scenarios and for editors. */
export interface Constant {
  readonly name: string;
  readonly type: Type;
  readonly value: Expr;
  readonly source: string;
  readonly span: Span;
  readonly doc?: string;
}

/** What a call has to know of what it calls. */
export interface Signature {
  readonly name: string;
  /** `atomic`: its body is one event, or part of the one that calls it; `pure`: it changes nothing and can stand in conditions. */
  readonly kind: 'plain' | 'atomic' | 'pure';
  readonly syscall: boolean;
  /** Its end is the end of the task that calls it. */
  readonly noreturn?: true;
  readonly result: Type;
  /** The parameters first. */
  readonly variables: readonly Variable[];
  /** How many of `variables` are parameters. A slice parameter counts three. */
  readonly arity: number;
  /** Indices of the parameters that begin a slice: mapping, first, last. */
  readonly slices: readonly number[];
  /** Those of `slices` for which a mapping without an index stands for all of it. */
  readonly wholes?: readonly number[];
}

/** A type of functions: `typedef void wait_callback(inode inode, page page)`, or a member of a type of tables, `inode_operations.setattr`. */
export interface FunctionType extends Signature {
  readonly source: string;
  readonly span: Span;
  readonly doc?: string;
}

/** `operations inode_operations { … }`: a type of tables. */
export interface OperationsType {
  readonly name: string;
  readonly members: readonly OperationsMember[];
  readonly source: string;
  readonly span: Span;
  readonly doc?: string;
}

/** What each table of the type has, or leaves out: a function, another table, or a number. */
export interface OperationsMember {
  readonly name: string;
  readonly type: Type;
  readonly span: Span;
  readonly doc?: string;
}

/** `const inode_operations xfs_inode_operations = { … }` */
export interface OperationsTable {
  readonly name: string;
  /** Of the kind `operations`. */
  readonly type: Type & { readonly name: string };
  /** The versions that have it. */
  readonly gate: Gate;
  /** What is left out is null, or zero. */
  readonly entries: readonly { readonly member: string; readonly value: Expr }[];
  readonly source: string;
  readonly span: Span;
  readonly doc?: string;
}

/** A parameter or local of a routine. */
export interface Variable {
  readonly name: string;
  readonly type: Type;
  /** Never assigned after its declaration: the compiler may bind it to a constant or an alias. */
  readonly final: boolean;
}

/** What has a name and a body: functions, agents, invariants, processes, `boot`. */
export interface Routine {
  readonly name: string;
  readonly gate: Gate;
  readonly body: readonly Stmt[];
  /** Parameters first, then the locals of the body; `local` expressions index this array. */
  readonly variables: readonly Variable[];
  readonly source: string;
  /** The name's span. */
  readonly span: Span;
  readonly doc?: string;
}

export interface Func extends Routine, Signature {
  /** The spinlocks that its callers hold. */
  readonly locks?: readonly Expr[];
}

/** A task of the kernel's own: a device, an interrupt, a workqueue. */
export interface Agent extends Routine {
  /** One task for each instance of this type that satisfies `where`; the instance is variable 0. */
  readonly per?: string;
  readonly where?: Expr;
  readonly label?: Template;
}

/** Its body `require`s what has to hold in every state. */
export interface Invariant extends Routine {
  /**
   * Of a response property, which is no invariant: the functions whose calls return in each fair execution in which the body, if there is any, holds for the
   * caller from some position on.
   */
  readonly response?: readonly string[];
}

/** A whole model kernel, all its versions together; in the order of its sources. */
export interface KernelTree {
  readonly enums: readonly EnumType[];
  readonly constants: readonly Constant[];
  readonly functionTypes: readonly FunctionType[];
  readonly operations: readonly OperationsType[];
  readonly tables: readonly OperationsTable[];
  readonly objects: readonly ObjectType[];
  /** Of objects that are not among `objects`: in a whole kernel there are none. */
  readonly extensions: readonly ObjectExtension[];
  readonly globals: readonly Global[];
  /** Those that are nobody's. */
  readonly locks: readonly Lock[];
  /** Several of one name have the same signature and disjoint gates. */
  readonly functions: readonly Func[];
  readonly agents: readonly Agent[];
  readonly invariants: readonly Invariant[];
  readonly boot: readonly Routine[];
}

// ---- scenario ----------------------------------------------------------------------------------------------------

/** One scenario, checked against one `KernelTree`, to whose names it refers. */
export interface ScenarioTree {
  readonly source: string;
  readonly title: string;
  readonly doc?: string;
  /** The version to run on, unless another one is chosen. */
  readonly kernel?: Version;
  readonly declarations: readonly Declaration[];
  readonly processes: readonly Process[];
  readonly schedules: readonly Schedule[];
  readonly asserts: readonly Invariant[];
  /** Each requires that its condition is false: what an execution reaches is the violation of that. */
  readonly reaches: readonly Invariant[];
  /** What conditions of `asserts` and `reaches` ask of tasks beyond the fields of their objects. */
  readonly auxiliaries: readonly AuxiliaryVariable[];
  readonly expects: readonly Expect[];
  /** What the overlays and the scenario itself declare of the model kernel: `extendKernel` puts the two together. */
  readonly additions: KernelTree;
}

/**
 * An auxiliary variable (Owicki and Gries): a field that the compiler adds to the objects of tasks, and that no code reads but conditions
 * of the scenario. `stands`: whether the task's call stack contains the function. `variable`: the value assigned last to a variable of
 * a process; before that 0, null, false or the first member.
 */
export type AuxiliaryVariable = { readonly field: string; readonly type: Type } & (
  | { readonly kind: 'stands'; readonly function: string }
  | { readonly kind: 'variable'; readonly variable: string; /** The variable's. */ readonly of: Type }
);

/** A device, mount or file. */
export interface Declaration {
  /** The word that declares it: `device`. */
  readonly kind: string;
  readonly name: string;
  /** The object type of which it is an instance. */
  readonly object: string;
  /** Every property of the object type, defaults filled in, in its order. */
  readonly properties: readonly Expr[];
  readonly span: Span;
  readonly doc?: string;
}

/** `process p[2]` is two of these, p0 and p1. Threads and forked children follow the process that starts them: `p0/1`, `p0/NAME`. */
export interface Process extends Routine {
  /** The object type of its task. */
  readonly object: string;
  /** Of a thread or a forked child: the process that starts it. Its variables are numbered as in that process. */
  readonly starter?: { readonly process: string; readonly start: Start };
}

/** A `thread` shares address space and variables with the process that starts it; a `fork` gets copies of both. */
export type Start = 'thread' | 'fork';

/** A pinned interleaving: as text (see machine/schedule/schedule.ts), or step by step. */
export type Schedule =
  | { readonly kind: 'string'; readonly string: string; readonly span: Span }
  | { readonly kind: 'directives'; readonly directives: readonly Directive[]; readonly span: Span };

/** `run reader until dma_word;` */
export interface Directive {
  /** The name of a task, or of the routine that it runs. */
  readonly task: string;
  readonly until:
    | { readonly kind: 'events'; readonly count: number }
    | { readonly kind: 'blocked' | 'end' }
    | { readonly kind: 'call'; readonly function: string };
  readonly span: Span;
}

/** `expect v4.17 violates dma_lands_at_home`: one version of those that the line names. */
export interface Expect {
  readonly version: Version;
  readonly verdict: 'holds' | 'violates' | 'deadlock' | 'hang' | 'livelock' | 'reaches' | 'never reaches';
  /** With `holds`: whatever else breaks. With `reaches`: a `reach` or a `mark`. */
  readonly property?: string;
  readonly span: Span;
}

// ---- statements --------------------------------------------------------------------------------------------------

/** `label`: the text of the event, where the source gives one. Variables are indices into `Routine.variables`. */
export type Stmt = { readonly span: Span; readonly label?: Template } & (
  | { readonly kind: 'block'; readonly body: readonly Stmt[] }
  /** `locks`: the spinlocks that are held over the body; `reason`: why else nobody sees the middle. */
  | { readonly kind: 'atomic'; readonly body: readonly Stmt[]; readonly locks?: readonly Expr[]; readonly reason?: string }
  | {
      readonly kind: 'await';
      readonly condition: Expr;
      readonly reason?: Template;
      /** A set of task objects: who could make the condition true. */
      readonly holders?: Expr;
      readonly body: readonly Stmt[];
    }
  | { readonly kind: 'choose'; readonly options: readonly (readonly Stmt[])[] }
  /** One event, with as many alternatives as the set has members: the variable is the one taken. */
  | {
      readonly kind: 'chooseFrom';
      readonly variable: number;
      readonly set: Expr;
      readonly reason?: Template;
      readonly holders?: Expr;
      readonly body: readonly Stmt[];
    }
  | { readonly kind: 'if'; readonly condition: Expr; readonly then: Stmt; readonly else?: Stmt }
  | { readonly kind: 'while'; readonly condition: Expr; readonly body: Stmt }
  /** Over integers from..to inclusive. */
  | { readonly kind: 'forRange'; readonly variable: number; readonly from: Expr; readonly to: Expr; readonly body: Stmt }
  /** Over every instance of a type. */
  | { readonly kind: 'forAll'; readonly variable: number; readonly type: string; readonly body: Stmt }
  /** Over an `own` array of an object. */
  | {
      readonly kind: 'forEach';
      readonly variable: number;
      readonly receiver: Expr;
      readonly object: string;
      readonly field: string;
      readonly body: Stmt;
    }
  | { readonly kind: 'repeat'; readonly count: number; readonly body: Stmt }
  | { readonly kind: 'return'; readonly value?: Expr }
  | { readonly kind: 'break' | 'continue' | 'empty' }
  | { readonly kind: 'mark'; readonly name: string }
  /** `name`: its own, which stands at `nameSpan`, or that of its function, agent or process. */
  | { readonly kind: 'assert'; readonly condition: Expr; readonly message?: Template; readonly name: string; readonly nameSpan?: Span }
  /** Where it is false the model has no room for the event, and no verdict: see `ModelLimit`. */
  | { readonly kind: 'limit'; readonly condition: Expr; readonly message: Template }
  /** In invariants and scenario asserts; in functions, about the scenario: decided when it is compiled. */
  | { readonly kind: 'require'; readonly condition: Expr; readonly message: Template }
  | { readonly kind: 'free'; readonly target: Expr }
  /** Starts a task of its own, whose body is in `ScenarioTree.processes`: `app/1` is the one with `name` 1 of the process app. */
  | { readonly kind: 'start'; readonly start: Start; readonly name: string }
  /** Also a declaration with an initializer. `+=`, `++` and the like are desugared, `update` tells. */
  | { readonly kind: 'assign'; readonly target: Expr; readonly value: Expr; readonly update: boolean }
  | { readonly kind: 'expression'; readonly value: Expr }
);

// ---- expressions -------------------------------------------------------------------------------------------------

/** As written, but for sets: `union` is `+`, `minus` is `-`. */
export type BinaryOperator =
  | '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%'
  /** left: object or null; right: set. */
  | 'in'
  /** On sets: union and difference; the right side is a set or one object (null adds nothing). */
  | 'union' | 'minus';

/** A value; `type` is its type, with the narrowest range that is known of an int. */
export type Expr = { readonly type: Type; readonly span?: Span } & (
  /** bool 0/1, int, enum ordinal, null 0 (also the empty set). */
  | { readonly kind: 'literal'; readonly value: number }
  | { readonly kind: 'local'; readonly index: number }
  /** A property of the scenario declaration; only in `const` initializers and sizes. */
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'parent' | 'slot' | 'current' }
  /** A device, mount, file or process of the scenario, or a kernel global; `MAX_BLOCKS`. The index is for arrays. */
  | { readonly kind: 'named'; readonly name: string; readonly index?: Expr }
  /** `KERNEL < v5.3`: a bool that compilation folds. */
  | { readonly kind: 'kernel'; readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>='; readonly version: Version }
  | {
      readonly kind: 'field';
      readonly receiver: Expr;
      readonly object: string;
      readonly field: string;
      readonly index?: Expr;
    }
  | { readonly kind: 'unary'; readonly operator: '!' | '-'; readonly operand: Expr }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'conditional'; readonly condition: Expr; readonly then: Expr; readonly else: Expr }
  | { readonly kind: 'call'; readonly function: string; readonly args: readonly Expr[] }
  /** A function, or a table, by its name. */
  | { readonly kind: 'function' | 'table'; readonly name: string }
  /** A member of a table. */
  | { readonly kind: 'member'; readonly receiver: Expr; readonly operations: string; readonly member: string }
  /** A call of a function that is a value: `inode.i_op.setattr(inode, size)`. `isPure`: of one that changes nothing. */
  | { readonly kind: 'indirectCall'; readonly callee: Expr; readonly args: readonly Expr[]; readonly isPure: boolean }
  | { readonly kind: 'new'; readonly object: string }
  | { readonly kind: 'count'; readonly operand: Expr }
);

/** Text with values in it: `"pin {page}"`. */
export type Template = readonly (string | Expr)[];
