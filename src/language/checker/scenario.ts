import { MODEL_LIMIT } from '../diagnostics';
import { NO_KERNEL } from '../extend-kernel';
import type { AssertDecl, Item, ReachDecl } from '../generated/ast';
import type { ParsedItem } from '../declarations';
import type { Report } from '../report';
import type { SourceFile } from '../source-file';
import { list } from '../suggest';
import type { SymbolIndex } from '../symbols';
import type { Declaration, Expect, Invariant, KernelTree, Process, Schedule, ScenarioTree, Span, Version } from '../tree';
import { BOOL, formatType } from '../types';
import { formatVersion, parseVersion } from '../versions';
import { countObjects, MAX_OBJECTS } from './capacity';
import type { BodyCache, StaticEnvironment } from './body-cache';
import type { Context, Declared } from './context';
import { docOf, error, spanOf, textOf } from './context';
import { checkDeclaration } from './declarations';
import { checkExpect, checkKnownVersion, contradict, versionsOf } from './expectations';
import { checkCondition, checkExpression } from './expressions';
import { KernelChecker } from './kernel';
import { EVERYWHERE, throughGate, versionsIn } from './live';
import { KernelNames } from './names';
import { Observation } from './observation';
import { checkProcess, processNames } from './process';
import { checkSchedule } from './schedules';
import { BodyScope } from './scope';
import { checkTemplate } from './templates';

/** Checks a scenario against a model kernel. */
export class ScenarioChecker {
  private names: KernelNames;
  private readonly declared = new Map<string, Declared>();
  private readonly declarations: Declaration[] = [];
  private readonly processes: Process[] = [];
  private readonly asserts: Invariant[] = [];
  private readonly reaches: Invariant[] = [];
  private readonly expects: Expect[] = [];
  private readonly schedules: Schedule[] = [];
  /** What it declares of the kernel. */
  private additions = NO_KERNEL;
  private title: { title: string; doc?: string } | undefined;
  private kernel: Version | undefined;

  constructor(
    private readonly file: SourceFile,
    private readonly items: readonly ParsedItem[],
    /** Overlays included. */
    private readonly ground: KernelTree,
    private readonly report: Report,
    private readonly symbols: SymbolIndex,
    private readonly bodies: BodyCache,
    private readonly live = versionsNamed(items, ground),
  ) {
    this.names = new KernelNames(ground);
  }

  check(): ScenarioTree {
    this.readTitle();
    this.each('KernelChoice', (context, node) => {
      const version = checkKnownVersion(context, node, node.version, 'version');
      if (this.kernel !== undefined) error(context, node, `the kernel is already chosen: ${formatVersion(this.kernel)}`);
      else this.kernel = version;
    });
    const own = this.readOwnHeaders();
    this.declareNames();
    const { live } = this;
    this.each('ObjectDeclaration', (context, node) => this.declarations.push(...[checkDeclaration({ ...context, live }, node) ?? []].flat()));
    this.additions = own?.checkAll() ?? NO_KERNEL;
    const environment = this.environment();
    this.each('ProcessDecl', (context, node) =>
      this.processes.push(...this.bodies.check(environment, { ...context, live }, node, (inside) => checkProcess(inside, node))));
    const observation = new Observation(this.names, this.processes, versionsIn(live).map((name) => parseVersion(name)!));
    this.each('AssertDecl', (context, node) => this.checkAssert({ ...context, observation }, node));
    this.each('ReachDecl', (context, node) => this.checkReach({ ...context, observation }, node));
    this.checkCapacity();
    this.checkExpects();
    this.each('ScheduleDecl', (context, node) => {
      if (this.schedules.length) error(context, node, 'a scenario has one schedule');
      this.schedules.push(checkSchedule(context, node, this.processes.map(({ name }) => name)));
    });
    const { title, declarations, processes, schedules, asserts, reaches, expects, additions } = this;
    return {
      source: this.file.name, title: '', ...title, declarations, processes, schedules, asserts, reaches, auxiliaries: observation.variables, expects, additions,
      ...(this.kernel === undefined ? {} : { kernel: this.kernel }),
    };
  }

  /** Functions, objects, agents … that the scenario has of its own. Most have none: then the names are those of the kernel. */
  private readOwnHeaders(): KernelChecker | undefined {
    if (!this.items.some(({ node }) => ofKernel.has(node.$type))) return undefined;
    const { file, items, report, symbols, bodies, declared, ground: kernel, live } = this;
    const checker = new KernelChecker([{ file, items }], report, symbols, bodies, { kernel, by: 'scenario', live, declared });
    this.names = checker.readHeaders();
    return checker;
  }

  private context(base: number): Context {
    return {
      file: this.file, report: this.report, symbols: this.symbols, names: this.names, kind: 'constant', scope: new BodyScope(),
      declared: this.declared, properties: [], base, callSites: new Set(), live: EVERYWHERE, tested: new Set(), expression: checkExpression,
    };
  }

  /** What bodies can see: the kernel, what the scenario adds to it, and what it declares. */
  private environment(): StaticEnvironment {
    return this.bodies.environment([this.bodies.identity(this.ground), this.file.name, [...this.declared], this.additions, this.live], this.symbols.definitions);
  }

  private each<T extends Item['$type']>(type: T, visit: (context: Context, node: Extract<Item, { $type: T }>) => void): void {
    for (const { node, base } of this.items) if (node.$type === type) visit(this.context(base), node as Extract<Item, { $type: T }>);
  }

  private readTitle(): void {
    this.each('ScenarioDecl', (context, node) => {
      if (this.title) return void error(context, node, 'a file holds one scenario; this is the second');
      if (node !== this.items[0]?.node) error(context, node, '`scenario` comes first in the file');
      const doc = docOf(context, node);
      this.title = { title: node.title ?? '', ...(doc ? { doc } : {}) };
    });
    if (this.title || this.report.hasErrors) return;
    const [first] = this.items;
    const span = first ? spanOf(this.context(first.base), first.node) : this.file.span(0, 0);
    const what = first ? 'a scenario begins with its title' : 'this file is empty; a scenario begins with its title';
    this.report.error(this.file.name, [span[0], span[1], span[0], span[1] + 1], `${what}: \`scenario "…"\``);
  }

  /** Devices, mounts, files and processes share one space of names, and can be used before they are declared. */
  private declareNames(): void {
    this.each('ObjectDeclaration', (context, node) => {
      const object = this.names.declaredBy(node.kind);
      if (node.name) this.declare(context, node, [node.name], object?.name ?? node.kind, `${node.kind} ${node.name}`);
    });
    this.each('ProcessDecl', (context, node) => {
      if (!this.names.task) error(context, node, 'this model kernel has no type that `declares process()`');
      this.declare(context, node, processNames(node), this.names.task?.name ?? '', `process ${node.name}`);
    });
    if (!this.items.some(({ node }) => node.$type === 'ProcessDecl') && this.title && !this.report.hasErrors) {
      const item = this.items.find(({ node }) => node.$type === 'ScenarioDecl');
      this.report.warning(this.file.name, spanOf(this.context(item?.base ?? 0), item?.node), 'nothing happens: the scenario has no `process`');
    }
  }

  private declare(context: Context, node: Item & { name: string }, names: readonly string[], object: string, signature: string): void {
    const doc = docOf(context, node);
    const kind = node.$type === 'ProcessDecl' ? 'process' : 'declaration';
    const symbol = this.symbols.define({
      kind, name: node.name, source: this.file.name, span: spanOf(context, node, 'name'), signature, object, ...(doc ? { doc } : {}),
    });
    for (const name of names) {
      const before = this.declared.get(name);
      if (before) {
        error(context, node, `\`${name}\` is already declared in line ${before.symbol.span[0] + 1}`, 'name');
        continue;
      }
      const global = this.names.globals.get(name);
      if (global) error(context, node, `\`${name}\` is already the name of an object of the model kernel (${global.source})`, 'name');
      this.declared.set(name, { type: { kind: 'object', name: object }, symbol });
    }
  }

  private checkAssert(base: Context, node: AssertDecl): void {
    if (!node.name) return;
    const context: Context = { ...base, kind: 'assert' };
    const span = this.nameProperty(context, node, 'assert');
    const condition = checkCondition(context, node.condition);
    const message = node.message === undefined
      ? [`\`${node.condition ? textOf(context, node.condition) : ''}\` does not hold`]
      : checkTemplate(context, node, 'message');
    const doc = docOf(context, node);
    this.asserts.push({
      name: node.name, gate: {}, variables: [], source: this.file.name, span,
      body: condition && message ? [{ kind: 'require', condition, message, span: spanOf(context, node) }] : [], ...(doc ? { doc } : {}),
    });
  }

  /** It requires the contrary: to violate that is to reach it. */
  private checkReach(base: Context, node: ReachDecl): void {
    if (!node.name) return;
    const context: Context = { ...base, kind: 'assert' };
    const span = this.nameProperty(context, node, 'reach');
    const condition = checkCondition(context, node.condition);
    const message = node.message === undefined ? [node.condition ? textOf(context, node.condition) : ''] : checkTemplate(context, node, 'message');
    const doc = docOf(context, node);
    this.reaches.push({
      name: node.name, gate: {}, variables: [], source: this.file.name, span, ...(doc ? { doc } : {}),
      body: condition && message
        ? [{ kind: 'require', condition: { kind: 'unary', operator: '!', operand: condition, type: BOOL }, message, span: spanOf(context, node) }] : [],
    });
  }

  /** Defines the name of an assert or reach, which must be a new one, and says where it stands. */
  private nameProperty(context: Context, node: AssertDecl | ReachDecl, kind: 'assert' | 'reach'): Span {
    const { name } = node;
    const invariant = this.names.invariants.get(name)?.[0];
    if (invariant) error(context, node, `the model kernel already has an invariant \`${name}\` (${invariant.source})`, 'name');
    for (const [word, known] of [['assert', this.asserts], ['reach', this.reaches]] as const) {
      if (known.some((property) => property.name === name)) error(context, node, `there is already ${word === 'assert' ? 'an' : 'a'} ${word} \`${name}\``, 'name');
    }
    const span = spanOf(context, node, 'name');
    this.symbols.define({ kind, name, source: this.file.name, span, signature: `${kind} ${name}` });
    return span;
  }

  private checkCapacity(): void {
    const counts = countObjects(this.names.tree, this.declarations, this.processes);
    for (const [type, count] of counts) {
      if (count <= MAX_OBJECTS) continue;
      const span = this.declarations.find(({ object }) => object === type)?.span ?? this.processes.at(-1)?.span ?? this.file.span(0, 1);
      const what = formatType({ kind: 'object', name: type });
      this.report.error(this.file.name, span, `no room for ${count} objects of type ${what}: the model has ${MAX_OBJECTS} at most`, MODEL_LIMIT);
    }
  }

  private checkExpects(): void {
    const { functions, agents } = this.additions;
    const own = { asserts: this.asserts, reaches: this.reaches, routines: [...functions, ...agents, ...this.processes] };
    this.each('ExpectDecl', (context, node) => {
      // What is said twice, and the versions of which it is.
      const twice = new Map<string, string[]>();
      for (const expect of checkExpect(context, node, own)) {
        const isSame = (other: Expect): boolean => other.version === expect.version && other.verdict === expect.verdict && other.property === expect.property;
        const before = this.expects.find((other) => isSame(other) || contradict(other, expect));
        if (before) {
          const what = `${isSame(before) ? 'this' : 'the contrary'} is already expected in line ${before.span[0] + 1}, of`;
          twice.set(what, [...twice.get(what) ?? [], formatVersion(expect.version)]);
        } else this.expects.push(expect);
      }
      for (const [what, versions] of twice) error(context, node, `${what} ${list(versions)}`, node.gate ? 'gate' : 'versions');
    });
  }
}

/** What a scenario can declare of the kernel, too. */
const ofKernel: ReadonlySet<Item['$type']> = new Set([
  'EnumDecl', 'ConstDecl', 'TypedefDecl', 'OperationsDecl', 'GlobalDecl', 'ObjectDecl', 'ExtendDecl', 'AgentDecl', 'InvariantDecl', 'ResponseDecl', 'BootDecl', 'FunctionDecl', 'OverrideDecl',
] satisfies Item['$type'][]);

/**
 * The versions that a scenario speaks of, and those `chosen` for it, as a mask of live.ts: a system call must exist in each, and its
 * own functions are checked for these.
 */
export function versionsNamed(items: readonly ParsedItem[], { constants }: Pick<KernelTree, 'constants'>, chosen: readonly Version[] = []): number {
  const versions = items.flatMap(({ node }) =>
    (node.$type === 'KernelChoice' ? parseVersion(node.version ?? '') ?? [] : node.$type === 'ExpectDecl' ? versionsOf(constants, node) : []));
  return [...versions, ...chosen].reduce((live, version) => live | throughGate({ since: version, until: version + 1 }), throughGate({ since: Infinity }));
}
