import type { AssertDecl, Item, OverrideDecl } from '../generated/ast';
import type { ParsedItem } from '../declarations';
import type { Report } from '../report';
import type { SourceFile } from '../source-file';
import type { SymbolIndex } from '../symbols';
import { nearest, suggestion } from '../suggest';
import type { Declaration, Expect, Func, Invariant, KernelTree, Process, Schedule, ScenarioTree, Version } from '../tree';
import { formatSignature, formatType } from '../types';
import { formatVersion, parseVersion } from '../versions';
import { analyseOverrides } from './analysis';
import { countObjects, MAX_IN_SET, typesInSets } from './capacity';
import type { BodyCache, StaticEnvironment } from './body-cache';
import type { Context, Declared } from './context';
import { docOf, error, spanOf, textOf, useSymbol } from './context';
import { checkDeclaration } from './declarations';
import { checkExpect, checkKnownVersion, checkSchedule } from './expectations';
import { checkCondition, checkExpression } from './expressions';
import { checkFunction, readFunction, sameSignature } from './functions';
import { EVERYWHERE, throughGate } from './live';
import { functionSymbol, KernelNames } from './names';
import { checkProcess, processNames } from './process';
import { BodyScope } from './scope';
import { checkTemplate } from './templates';

/** Checks a scenario against a model kernel. */
export class ScenarioChecker {
  private readonly names: KernelNames;
  private readonly declared = new Map<string, Declared>();
  private readonly declarations: Declaration[] = [];
  private readonly processes: Process[] = [];
  private readonly asserts: Invariant[] = [];
  private readonly expects: Expect[] = [];
  private readonly schedules: Schedule[] = [];
  private readonly overrides: Func[] = [];
  private title: { title: string; doc?: string } | undefined;
  private kernel: Version | undefined;

  constructor(
    private readonly file: SourceFile,
    private readonly items: readonly ParsedItem[],
    kernel: KernelTree,
    private readonly report: Report,
    private readonly symbols: SymbolIndex,
    private readonly bodies: BodyCache,
  ) {
    this.names = new KernelNames(kernel);
  }

  check(): ScenarioTree {
    this.readTitle();
    this.each('KernelChoice', (context, node) => {
      const version = checkKnownVersion(context, node, node.version, 'version');
      if (this.kernel !== undefined) error(context, node, `the kernel is already chosen: ${formatVersion(this.kernel)}`);
      else this.kernel = version;
    });
    this.declareNames();
    this.each('ObjectDeclaration', (context, node) => this.declarations.push(...[checkDeclaration(context, node) ?? []].flat()));
    this.checkOverrides();
    this.each('AssertDecl', (context, node) => this.checkAssert(context, node));
    const live = this.versions();
    const environment = this.environment(live);
    this.each('ProcessDecl', (context, node) =>
      this.processes.push(...this.bodies.check(environment, { ...context, live }, node, (inside) => checkProcess(inside, node))));
    this.checkCapacity();
    this.checkExpects();
    this.each('ScheduleDecl', (context, node) => {
      if (this.schedules.length) error(context, node, 'a scenario has one schedule');
      this.schedules.push(checkSchedule(context, node, this.processes.map(({ name }) => name)));
    });
    this.rejectKernelItems();
    const { title, declarations, processes, schedules, asserts, expects, overrides } = this;
    const tree: ScenarioTree = {
      source: this.file.name, title: '', ...title, declarations, processes, schedules, asserts, expects, overrides,
      ...(this.kernel === undefined ? {} : { kernel: this.kernel }),
    };
    analyseOverrides(this.names.tree, tree, this.report);
    return tree;
  }

  private context(base: number): Context {
    return {
      file: this.file, report: this.report, symbols: this.symbols, names: this.names, kind: 'constant', scope: new BodyScope(),
      declared: this.declared, properties: [], base, callSites: new Set(), live: EVERYWHERE, tested: new Set(), expression: checkExpression,
    };
  }

  /** What bodies can see: the kernel, what is declared, and `more`. */
  private environment(more: unknown): StaticEnvironment {
    return this.bodies.environment([this.bodies.identity(this.names.tree), this.file.name, [...this.declared], more]);
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

  private checkOverrides(): void {
    const headers = new Map<OverrideDecl, { header: Func; context: Context }>();
    this.each('OverrideDecl', (context, node) => {
      const header = node.function && readFunction(context, node.function);
      if (!header) return;
      if (!this.names.functions.has(header.name)) this.symbols.define(functionSymbol(header));
      const problem = this.refuseOverride(context, node, header, [...headers.values()].map((each) => each.header));
      if (problem) error(context, node.function, problem, 'name');
      else headers.set(node, { header, context });
    });
    const environment = this.environment([...headers.values()].map(({ header }) => header));
    for (const [node, { header, context }] of headers) {
      const originals = this.names.functions.get(header.name) ?? [];
      const live = originals.reduce((all, original) => all | throughGate(original.gate), 0);
      this.overrides.push(this.bodies.check(environment, { ...context, live }, node.function, (inside) => checkFunction(inside, node.function, header)));
    }
  }

  private refuseOverride(context: Context, node: OverrideDecl, header: Func, others: readonly Func[]): string | undefined {
    const original = this.names.functions.get(header.name)?.[0];
    if (!original) {
      const near = nearest(header.name, this.names.functions.keys());
      return `the model kernel has no function \`${header.name}\` to override${near ? suggestion(header.name, [near]).replace('there is only', 'did you mean') : ''}`;
    }
    useSymbol(context, node.function, 'name', functionSymbol(original));
    if (!sameSignature(original, header)) return `this override does not fit; the signature is: ${formatSignature(original)}`;
    if (node.function.gate) return 'an override replaces the function in every version: it takes no `since` and no `until`';
    return others.some((other) => other.name === header.name) ? `\`${header.name}\` is overridden twice` : undefined;
  }

  private checkAssert(base: Context, node: AssertDecl): void {
    if (!node.name) return;
    const context: Context = { ...base, kind: 'assert' };
    const invariant = this.names.invariants.get(node.name)?.[0];
    if (invariant) error(context, node, `the model kernel already has an invariant \`${node.name}\` (${invariant.source})`, 'name');
    if (this.asserts.some((assert) => assert.name === node.name)) error(context, node, `there is already an assert \`${node.name}\``, 'name');
    const span = spanOf(context, node, 'name');
    this.symbols.define({ kind: 'assert', name: node.name, source: this.file.name, span, signature: `assert ${node.name}` });
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

  /** The versions that this scenario speaks of: a system call must exist in each. */
  private versions(): number {
    const versions = this.kernel === undefined ? [] : [this.kernel];
    this.each('ExpectDecl', (_, node) => versions.push(...node.versions.map(parseVersion).filter((version) => version !== undefined)));
    return versions.reduce((live, version) => live | throughGate({ since: version, until: version + 1 }), throughGate({ since: Infinity }));
  }

  private checkCapacity(): void {
    const counts = countObjects(this.names.tree, this.declarations, this.processes);
    for (const type of typesInSets(this.names.tree)) {
      const count = counts.get(type) ?? 0;
      if (count <= MAX_IN_SET) continue;
      const span = this.declarations.find(({ object }) => object === type)?.span ?? this.processes.at(-1)?.span ?? this.file.span(0, 1);
      const what = formatType({ kind: 'object', name: type });
      this.report.error(this.file.name, span, `the scenario has ${count} objects of type ${what}; at most ${MAX_IN_SET} fit into a set`);
    }
  }

  private checkExpects(): void {
    const own = { asserts: this.asserts, routines: [...this.overrides, ...this.processes] };
    this.each('ExpectDecl', (context, node) => {
      for (const expect of checkExpect(context, node, own)) {
        const before = this.expects.find(({ version }) => version === expect.version);
        if (before) {
          error(context, node, `${formatVersion(expect.version)} already has an expectation, in line ${before.span[0] + 1}`, 'versions');
        } else this.expects.push(expect);
      }
    });
  }

  private rejectKernelItems(): void {
    const words: Partial<Record<Item['$type'], string>> = {
      EnumDecl: 'enum', ConstDecl: 'const', TypedefDecl: 'typedef', OperationsDecl: 'operations', GlobalDecl: 'own', ObjectDecl: 'object', AgentDecl: 'agent', InvariantDecl: 'invariant', BootDecl: 'boot',
    };
    for (const { node: item, base } of this.items) {
      const context = this.context(base);
      const word = words[item.$type];
      if (word) error(context, item, `\`${word}\` belongs in the model kernel (.daxk), not in a scenario`);
      if (item.$type !== 'FunctionDecl' || !item.name) continue;
      const known = this.names.functions.has(item.name);
      error(context, item, known
        ? `to replace the kernel's \`${item.name}\`, write \`override\` before it`
        : 'functions belong in the model kernel (.daxk); a scenario has processes, and overrides of kernel functions', 'name');
    }
  }
}
