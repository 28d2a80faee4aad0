import type { AssertDecl, Document, Item, OverrideDecl } from '../generated/ast';
import { docBefore } from '../doc-comments';
import type { Report } from '../report';
import type { SourceFile } from '../source-file';
import type { SymbolIndex } from '../symbols';
import { nearest, suggestion } from '../suggest';
import type { Declaration, Expect, Func, Invariant, KernelTree, Process, Schedule, ScenarioTree, Version } from '../tree';
import { formatSignature, formatType } from '../types';
import { formatVersion, parseVersion } from '../versions';
import { analyseOverrides } from './analysis';
import { countObjects, MAX_IN_SET, typesInSets } from './capacity';
import type { Context, Declared } from './context';
import { error, spanOf, textOf, useSymbol } from './context';
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
    private readonly document: Document,
    kernel: KernelTree,
    private readonly report: Report,
    private readonly symbols: SymbolIndex,
  ) {
    this.names = new KernelNames(kernel);
  }

  check(): ScenarioTree {
    this.readTitle();
    this.each('KernelChoice', (node) => {
      const version = checkKnownVersion(this.context(), node, node.version, 'version');
      if (this.kernel !== undefined) error(this.context(), node, `the kernel is already chosen: ${formatVersion(this.kernel)}`);
      else this.kernel = version;
    });
    this.declareNames();
    this.each('ObjectDeclaration', (node) => this.declarations.push(...[checkDeclaration(this.context(), node) ?? []].flat()));
    this.checkOverrides();
    this.each('AssertDecl', (node) => this.checkAssert(node));
    const live = this.versions();
    this.each('ProcessDecl', (node) => this.processes.push(...checkProcess({ ...this.context(), live }, node)));
    this.checkCapacity();
    this.checkExpects();
    this.each('ScheduleDecl', (node) => {
      if (this.schedules.length) error(this.context(), node, 'a scenario has one schedule');
      this.schedules.push(checkSchedule(this.context(), node, this.processes.map(({ name }) => name)));
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

  private context(): Context {
    return {
      file: this.file, report: this.report, symbols: this.symbols, names: this.names, kind: 'constant', scope: new BodyScope(),
      declared: this.declared, properties: [], base: 0, callSites: new Set(), live: EVERYWHERE, expression: checkExpression,
    };
  }

  private each<T extends Item['$type']>(type: T, visit: (node: Extract<Item, { $type: T }>) => void): void {
    for (const item of this.document.items) if (item.$type === type) visit(item as Extract<Item, { $type: T }>);
  }

  private readTitle(): void {
    this.each('ScenarioDecl', (node) => {
      if (this.title) return void error(this.context(), node, 'a file holds one scenario; this is the second');
      if (node !== this.document.items[0]) error(this.context(), node, '`scenario` comes first in the file');
      const doc = docBefore(this.file.text, node.$cstNode?.offset ?? 0);
      this.title = { title: node.title ?? '', ...(doc ? { doc } : {}) };
    });
    if (this.title || this.report.hasErrors) return;
    const first = this.document.items[0];
    const span = first ? spanOf(this.context(), first) : this.file.span(0, 0);
    const what = first ? 'a scenario begins with its title' : 'this file is empty; a scenario begins with its title';
    this.report.error(this.file.name, [span[0], span[1], span[0], span[1] + 1], `${what}: \`scenario "…"\``);
  }

  /** Devices, mounts, files and processes share one space of names, and can be used before they are declared. */
  private declareNames(): void {
    this.each('ObjectDeclaration', (node) => {
      const object = this.names.declaredBy(node.kind);
      if (node.name) this.declare(node, [node.name], object?.name ?? node.kind, `${node.kind} ${node.name}`);
    });
    this.each('ProcessDecl', (node) => {
      if (!this.names.task) error(this.context(), node, 'this model kernel has no type that `declares process()`');
      this.declare(node, processNames(node), this.names.task?.name ?? '', `process ${node.name}`);
    });
    if (!this.document.items.some((item) => item.$type === 'ProcessDecl') && this.title && !this.report.hasErrors) {
      const item = this.document.items.find(({ $type }) => $type === 'ScenarioDecl');
      this.report.warning(this.file.name, spanOf(this.context(), item), 'nothing happens: the scenario has no `process`');
    }
  }

  private declare(node: Item & { name: string }, names: readonly string[], object: string, signature: string): void {
    const context = this.context();
    const doc = docBefore(this.file.text, node.$cstNode?.offset ?? 0);
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
    const headers = new Map<OverrideDecl, Func>();
    this.each('OverrideDecl', (node) => {
      const header = node.function && readFunction(this.context(), node.function);
      if (!header) return;
      if (!this.names.functions.has(header.name)) this.symbols.define(functionSymbol(header));
      const problem = this.refuseOverride(node, header, [...headers.values()]);
      if (problem) error(this.context(), node.function, problem, 'name');
      else headers.set(node, header);
    });
    for (const [node, header] of headers) {
      const originals = this.names.functions.get(header.name) ?? [];
      const live = originals.reduce((all, original) => all | throughGate(original.gate), 0);
      this.overrides.push(checkFunction({ ...this.context(), live }, node.function, header));
    }
  }

  private refuseOverride(node: OverrideDecl, header: Func, others: readonly Func[]): string | undefined {
    const original = this.names.functions.get(header.name)?.[0];
    if (!original) {
      const near = nearest(header.name, this.names.functions.keys());
      return `the model kernel has no function \`${header.name}\` to override${near ? suggestion(header.name, [near]).replace('there is only', 'did you mean') : ''}`;
    }
    useSymbol(this.context(), node.function, 'name', functionSymbol(original));
    if (!sameSignature(original, header)) return `this override does not fit; the signature is: ${formatSignature(original)}`;
    if (node.function.gate) return 'an override replaces the function in every version: it takes no `since` and no `until`';
    return others.some((other) => other.name === header.name) ? `\`${header.name}\` is overridden twice` : undefined;
  }

  private checkAssert(node: AssertDecl): void {
    if (!node.name) return;
    const context: Context = { ...this.context(), kind: 'assert' };
    const invariant = this.names.invariants.get(node.name)?.[0];
    if (invariant) error(context, node, `the model kernel already has an invariant \`${node.name}\` (${invariant.source})`, 'name');
    if (this.asserts.some((assert) => assert.name === node.name)) error(context, node, `there is already an assert \`${node.name}\``, 'name');
    const span = spanOf(context, node, 'name');
    this.symbols.define({ kind: 'assert', name: node.name, source: this.file.name, span, signature: `assert ${node.name}` });
    const condition = checkCondition(context, node.condition);
    const message = node.message === undefined
      ? [`\`${node.condition ? textOf(context, node.condition) : ''}\` does not hold`]
      : checkTemplate(context, node, 'message');
    const doc = docBefore(this.file.text, node.$cstNode?.offset ?? 0);
    this.asserts.push({
      name: node.name, gate: {}, variables: [], source: this.file.name, span,
      body: condition && message ? [{ kind: 'require', condition, message, span: spanOf(context, node) }] : [], ...(doc ? { doc } : {}),
    });
  }

  /** The versions that this scenario speaks of: a system call must exist in each. */
  private versions(): number {
    const versions = this.kernel === undefined ? [] : [this.kernel];
    this.each('ExpectDecl', (node) => versions.push(...node.versions.map(parseVersion).filter((version) => version !== undefined)));
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
    this.each('ExpectDecl', (node) => {
      for (const expect of checkExpect(this.context(), node, own)) {
        const before = this.expects.find(({ version }) => version === expect.version);
        if (before) {
          error(this.context(), node, `${formatVersion(expect.version)} already has an expectation, in line ${before.span[0] + 1}`, 'versions');
        } else this.expects.push(expect);
      }
    });
  }

  private rejectKernelItems(): void {
    const words: Partial<Record<Item['$type'], string>> = {
      EnumDecl: 'enum', ConstDecl: 'const', GlobalDecl: 'own', ObjectDecl: 'object', AgentDecl: 'agent', InvariantDecl: 'invariant', BootDecl: 'boot',
    };
    for (const item of this.document.items) {
      const word = words[item.$type];
      if (word) error(this.context(), item, `\`${word}\` belongs in the model kernel (.daxk), not in a scenario`);
      if (item.$type !== 'FunctionDecl' || !item.name) continue;
      const known = this.names.functions.has(item.name);
      error(this.context(), item, known
        ? `to replace the kernel's \`${item.name}\`, write \`override\` before it`
        : 'functions belong in the model kernel (.daxk); a scenario has processes, and overrides of kernel functions', 'name');
    }
  }
}
