import type { AgentDecl, ExtendDecl, FunctionDecl, GlobalDecl, InvariantDecl, Item, ObjectDecl, OperationsDecl, ResponseDecl } from '../generated/ast';
import type { ParsedItem } from '../declarations';
import { extendKernel, NO_KERNEL } from '../extend-kernel';
import type { Report } from '../report';
import type { SourceFile } from '../source-file';
import type { SymbolIndex } from '../symbols';
import type { Func, FunctionType, Global, KernelTree, ObjectType, Routine } from '../tree';
import { intType, VOID } from '../types';
import { checkAgent, readAgent } from './agents';
import { analyseAdditions, analyseKernel } from './analysis';
import type { BodyCache } from './body-cache';
import { readConstant } from './constants';
import type { Context } from './context';
import { error, placeOf, spanOf } from './context';
import { checkType } from './declared-types';
import { defineSymbols } from './definitions';
import { readEnum } from './enums';
import { checkAs, checkExpression } from './expressions';
import { checkExtension, readExtension } from './extensions';
import { checkFunction, clash, readFunction } from './functions';
import { Replacements, type Ground } from './replacements';
import { throughGate, EVERYWHERE } from './live';
import { isSpinlock, isStateless, NO_ARRAY_OF_LOCKS, SPINLOCK, withoutStateless } from './lock-declarations';
import { KernelNames } from './names';
import { checkContainment, checkFields, readFields, readObject } from './objects';
import { checkTable, readMembers, readOperations, readTable, readTypedef } from './operations';
import { checkBody, checkGate } from './routines';
import { checkResponse } from './responses';
import { BodyScope } from './scope';
import { checkUniqueNames } from './unique-names';

/** A file of a model kernel and its syntax. */
export interface ParsedSource {
  readonly file: SourceFile;
  readonly items: readonly ParsedItem[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

const emptyTree = (): Mutable<KernelTree> => ({
  enums: [], constants: [], functionTypes: [], operations: [], tables: [], objects: [], extensions: [], globals: [], locks: [], functions: [], agents: [], invariants: [],
  boot: [],
});

/** Checks a whole model kernel, or additions to one: names first, then types, then values and bodies. */
export class KernelChecker {
  /** What is declared here. */
  private readonly tree = emptyTree();
  private readonly headers = new Map<FunctionDecl, Func>();
  /** Of all that is known: also of the kernel beneath. */
  private names: KernelNames;
  private readonly replacements: Replacements | undefined;

  constructor(
    private readonly sources: readonly ParsedSource[],
    private readonly report: Report,
    private readonly symbols: SymbolIndex,
    private readonly bodies: BodyCache,
    private readonly ground?: Ground,
  ) {
    this.names = new KernelNames(ground?.kernel ?? NO_KERNEL);
    this.replacements = ground && new Replacements(ground, this.names);
  }

  check(): KernelTree {
    this.readHeaders();
    return this.checkAll();
  }

  /** As far as it takes to know what the names of one file mean. */
  checkNamesIn(file: string): void {
    this.readHeaders();
    this.checkValues();
    this.checkBodies(file);
  }

  /** All that others need to know of the declarations; they may be used before their bodies are checked. */
  readHeaders(): KernelNames {
    this.readTypeNames();
    this.readConstants();
    this.readFunctionTypes();
    this.each('ObjectDecl', (context, node) => this.readObjectFields(context, node));
    const beneath = this.ground?.kernel.objects ?? [];
    this.tree.objects = withoutStateless([...beneath, ...this.tree.objects]).slice(beneath.length);
    this.refresh();
    this.each('ExtendDecl', (context, node) => this.readExtension({ ...context, names: this.names }, node));
    this.each('GlobalDecl', (context, node) => this.readGlobal(context, node));
    this.eachFunction((context, node, isOverride) => this.readHeader(context, node, isOverride));
    this.refresh();
    this.each('InvariantDecl', (context, node) => this.readInvariant(context, node));
    this.each('ResponseDecl', (context, node) => this.readInvariant(context, node, node.functions));
    this.each('AgentDecl', (context, node) => this.readAgent(context, node));
    this.refresh();
    defineSymbols(this.tree, this.names, this.symbols);
    const isOwn = ({ source }: { readonly source: string }): boolean => this.sources.some(({ file }) => file.name === source);
    checkUniqueNames(this.names.tree, isOwn, this.report);
    return this.names;
  }

  /** The rest; gives what is declared here. */
  checkAll(): KernelTree {
    const { ground, report, tree } = this;
    this.checkValues();
    this.checkBodies();
    if (ground?.by !== 'scenario') this.rejectScenarioItems();
    if (ground?.by === 'scenario') this.replacements?.warnOfUnasked(tree.functions, report);
    if (ground?.by === 'overlay' && !report.hasErrors) this.replacements?.warnOfUncalled(tree.functions, this.symbols, report);
    if (ground) {
      analyseAdditions(extendKernel(ground.kernel, tree), tree, ground.live, report);
      return tree;
    }
    const whole = tree.extensions.length > 0 ? extendKernel(NO_KERNEL, tree) : tree;
    analyseKernel(whole, report);
    return whole;
  }

  private refresh(): void {
    const { ground, tree } = this;
    this.names = new KernelNames(ground || tree.extensions.length > 0 ? extendKernel(ground?.kernel ?? NO_KERNEL, tree) : { ...tree });
  }

  private each<T extends Item['$type']>(type: T, visit: (context: Context, node: Extract<Item, { $type: T }>) => void, only?: string): void {
    for (const { file, items } of this.sources) {
      if (only !== undefined && file.name !== only) continue;
      for (const { node: item, base } of items) {
        if (item.$type === type) visit(this.context(file, base), item as Extract<Item, { $type: T }>);
      }
    }
  }

  /** The functions, and those after the word `override`. */
  private eachFunction(visit: (context: Context, node: FunctionDecl, isOverride: boolean) => void, only?: string): void {
    this.each('FunctionDecl', (context, node) => visit(context, node, false), only);
    if (this.ground) this.each('OverrideDecl', (context, node) => { if (node.function) visit(context, node.function, true); }, only);
  }

  private context(file: SourceFile, base = 0): Context {
    return {
      file, report: this.report, symbols: this.symbols, names: this.names, kind: 'constant', scope: new BodyScope(),
      declared: this.ground?.declared ?? new Map(), properties: [], base, callSites: new Set(), live: this.ground?.live ?? EVERYWHERE,
      tested: new Set(), expression: checkExpression,
    };
  }

  // ---- headers ---------------------------------------------------------------------------------------------------

  private readTypeNames(): void {
    this.each('EnumDecl', (context, node) => {
      const type = readEnum(context, node);
      if (type) this.tree.enums.push(type);
    });
    this.each('ObjectDecl', (context, node) => {
      const object = readObject(context, node);
      const known = object && (this.names.objects.get(object.name) ?? this.tree.objects.find(({ name }) => name === object.name));
      if (object && !known) this.tree.objects.push(object);
      else if (object) error(context, node, `there is already an object type \`${object.name}\`${this.insteadOfFields(object)}`, 'name');
    });
    this.each('OperationsDecl', (context, node) => this.tree.operations.push(...[readOperations(context, node) ?? []].flat()));
    this.refresh();
  }

  /** A signature can name other types of functions, whatever their order: first the names, then the rest. */
  private readFunctionTypes(): void {
    const { tree } = this;
    const named = new Map(this.sources.flatMap(({ file, items }) => items.flatMap(({ node, base }) => {
      if (node.$type !== 'TypedefDecl' || !node.name) return [];
      const type: FunctionType = { ...placeOf(this.context(file, base), node), kind: 'plain', syscall: false, result: VOID, variables: [], arity: 0, slices: [] };
      tree.functionTypes.push(type);
      return [[node, type] as const];
    })));
    this.refresh();
    this.each('TypedefDecl', (context, node) => {
      const index = tree.functionTypes.indexOf(named.get(node)!);
      const type = readTypedef(context, node);
      if (type && index >= 0) tree.functionTypes[index] = type;
    });
    this.each('OperationsDecl', (context, node: OperationsDecl) => {
      const index = tree.operations.findIndex((operations) => isDeclarationOf(context, node, operations));
      if (index < 0) return;
      const { type, functionTypes } = readMembers(context, node, tree.operations[index]!);
      tree.operations[index] = type;
      tree.functionTypes.push(...functionTypes);
    });
    this.refresh();
    this.each('ConstDecl', (context, node) => {
      const table = node.isTable ? readTable(context, node) : undefined;
      if (table) tree.tables.push(table);
    });
    this.refresh();
  }

  /** In the order of the files: a constant can use those before it. */
  private readConstants(): void {
    this.each('ConstDecl', (context, node) => {
      const constant = node.isTable ? undefined : readConstant(context, node);
      if (!constant) return;
      this.tree.constants.push(constant);
      this.refresh();
    });
  }

  private readObjectFields(context: Context, node: ObjectDecl): void {
    const index = this.tree.objects.findIndex(({ name, source }) => name === node.name && source === context.file.name);
    const object = this.tree.objects[index];
    if (object && isDeclarationOf(context, node, object)) this.tree.objects[index] = readFields(context, node, object);
  }

  /** Each sees what those before it have added. */
  private readExtension(context: Context, node: ExtendDecl): void {
    const extension = readExtension(context, node);
    if (!extension) return;
    this.tree.extensions.push(extension);
    this.refresh();
  }

  private readGlobal(context: Context, node: GlobalDecl): void {
    const lock = isSpinlock(node.type) ? SPINLOCK : undefined;
    const type = lock ?? checkType(context, node.type, 'field');
    if (!type || !node.name) return;
    if (type.kind === 'object' && (lock || isStateless(this.names.objects.get(type.name)))) {
      if (node.size) error(context, node, NO_ARRAY_OF_LOCKS, 'size');
      this.tree.locks.push({ type: { kind: 'object', name: type.name }, ...placeOf(context, node) });
      return;
    }
    if (type.kind !== 'object') {
      error(context, node, 'what the kernel owns at top level is an object', 'type');
      return;
    }
    const size = node.size && checkAs(context, node.size, intType(0, 1023), `the size of \`${node.name}\``);
    const global: Global = { type, ...placeOf(context, node), ...(size ? { size } : {}) };
    this.tree.globals.push(global);
  }

  /** Who declares a type of the kernel beneath anew may want to add to it. */
  private insteadOfFields({ name }: Pick<ObjectType, 'name'>): string {
    if (!this.ground?.kernel.objects.some((object) => object.name === name)) return '';
    return `; fields are added to it with \`extend object ${name} { … }\``;
  }

  private readHeader(context: Context, node: FunctionDecl, isOverride: boolean): void {
    const written = readFunction(context, node);
    if (!written || this.replacements?.refuse(context, node, written, isOverride)) return;
    const header = this.replacements ? { ...written, gate: this.replacements.gateOf(written) } : written;
    const problem = this.tree.functions.filter(({ name }) => name === header.name).map((other) => clash(other, header)).find(Boolean);
    if (problem) error(context, node, problem, 'name');
    this.headers.set(node, header);
    this.tree.functions.push(header);
  }

  private readInvariant(context: Context, node: InvariantDecl | ResponseDecl, response?: readonly string[]): void {
    const gate = checkGate(context, node.gate);
    if (!node.name || this.replacements?.refuseRoutine(context, node, 'invariant')) return;
    this.tree.invariants.push({ gate, body: [], variables: [], ...placeOf(context, node), ...(response && { response }) });
  }

  private readAgent(context: Context, node: AgentDecl): void {
    if (node.name && !this.replacements?.refuseRoutine(context, node, 'agent')) this.tree.agents.push(readAgent(context, node));
  }

  // ---- values and bodies -----------------------------------------------------------------------------------------

  private checkValues(): void {
    this.each('ObjectDecl', (context, node) => {
      const index = this.tree.objects.findIndex((object) => object.name === node.name && isDeclarationOf(context, node, object));
      const object = this.tree.objects[index];
      if (object) this.tree.objects[index] = checkFields(context, node, object);
    });
    this.each('ExtendDecl', (context, node) => {
      const index = this.tree.extensions.findIndex((extension) => isDeclarationOf(context, node, extension));
      if (index >= 0) this.tree.extensions[index] = checkExtension(context, node, this.tree.extensions[index]!);
    });
    const [first] = this.sources;
    this.each('ConstDecl', (context, node) => {
      const index = node.isTable ? this.tree.tables.findIndex((table) => isDeclarationOf(context, node, table)) : -1;
      if (index >= 0) this.tree.tables[index] = checkTable(context, node, this.tree.tables[index]!);
    });
    this.refresh();
    if (first) checkContainment(this.context(first.file), this.names.tree.objects);
  }

  /** Of all files, or of one. */
  private checkBodies(only?: string): void {
    const { tree, ground } = this;
    // All that bodies can see, with the positions that go into symbols and messages. Bodies are still missing in it.
    const beneath = ground && [this.bodies.identity(ground.kernel), [...ground.declared], ground.live];
    const environment = this.bodies.environment([this.sources.map(({ file }) => file.name), tree, beneath], this.symbols.definitions);
    this.eachFunction((context, node) => {
      const header = this.headers.get(node);
      if (header) tree.functions[tree.functions.indexOf(header)] = this.bodies.check(environment, context, node, (inside) => checkFunction(inside, node, header));
    }, only);
    this.each('InvariantDecl', (context, node) => {
      const index = tree.invariants.findIndex((invariant) => isDeclarationOf(context, node, invariant));
      const header = tree.invariants[index];
      if (!header) return;
      tree.invariants[index] = this.bodies.check(environment, { ...context, kind: 'invariant' }, node, (inside) =>
        ({ ...header, ...checkBody(inside, node, { name: header.name, live: inside.live & throughGate(header.gate) }) }));
    }, only);
    this.each('ResponseDecl', (context, node) => {
      const index = tree.invariants.findIndex((invariant) => isDeclarationOf(context, node, invariant));
      const header = tree.invariants[index];
      if (header) tree.invariants[index] = this.bodies.check(environment, context, node, (inside) => checkResponse(inside, node, header));
    }, only);
    this.each('AgentDecl', (context, node) => {
      const index = tree.agents.findIndex((agent) => isDeclarationOf(context, node, agent));
      const header = tree.agents[index];
      if (header) tree.agents[index] = this.bodies.check(environment, context, node, (inside) => checkAgent(inside, node, header));
    }, only);
    this.each('BootDecl', (context, node) => {
      const body = checkBody({ ...context, kind: 'boot' }, node, { name: 'boot' });
      tree.boot.push({ name: 'boot', gate: {}, source: context.file.name, span: spanOf(context, node), ...body });
    }, only);
  }

  private rejectScenarioItems(): void {
    const words: Partial<Record<Item['$type'], string>> = {
      ScenarioDecl: 'scenario', KernelChoice: 'kernel', ProcessDecl: 'process', ScheduleDecl: 'schedule', AssertDecl: 'assert',
      ExpectDecl: 'expect', ObjectDeclaration: 'device, mount and file', UseDecl: 'use', OverrideDecl: 'override',
    };
    const isOverlay = this.ground !== undefined;
    for (const { file, items } of this.sources) {
      for (const { node: item, base } of items) {
        const word = item.$type === 'ObjectDeclaration' ? item.kind : words[item.$type];
        if (word === 'override' && isOverlay) {
          error(this.context(file, base), item, 'a function of an overlay replaces the one of its name by itself; leave out `override`, which is for scenarios');
        } else if (word) error(this.context(file, base), item, `\`${word}\` belongs in a scenario (.daxscn), not in the model kernel`);
      }
    }
  }
}

function isDeclarationOf(context: Context, node: Item, item: { readonly source: string; readonly span: Routine['span'] }): boolean {
  return item.source === context.file.name && item.span.join() === spanOf(context, node, 'name').join();
}

