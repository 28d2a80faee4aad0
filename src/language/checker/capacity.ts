import type { Declaration, Expr, KernelTree, ObjectType, Process } from '../tree';

/** Objects of one type: as many as `count` of a set can return. */
export const MAX_OBJECTS = 1023;

/** The smallest number of objects of each type that the scenario needs; `new` and agents may add more. */
export function countObjects(kernel: KernelTree, declarations: readonly Declaration[], processes: readonly Process[]): Map<string, number> {
  const types = new Map(kernel.objects.map((object) => [object.name, object]));
  const maxBlocks = largestDevice(declarations, types);
  const counts = new Map<string, number>();
  const add = (name: string, properties: ReadonlyMap<string, number>, times: number, depth: number): void => {
    const object = types.get(name);
    if (!object || depth > 20 || times === 0) return;
    counts.set(name, (counts.get(name) ?? 0) + times);
    for (const field of object.fields) {
      if (field.modifier !== 'own' || field.type.kind !== 'object') continue;
      const length = field.size ? evaluate(field.size, properties, maxBlocks) ?? 0 : 1;
      add(field.type.name, new Map(), times * length, depth + 1);
    }
  };
  for (const declaration of declarations) add(declaration.object, propertiesOf(declaration, types), 1, 0);
  for (const process of processes) add(process.object, new Map(), 1, 0);
  for (const global of kernel.globals) {
    if (global.type.kind === 'object') add(global.type.name, new Map(), global.size ? evaluate(global.size, new Map(), maxBlocks) ?? 0 : 1, 0);
  }
  return counts;
}

function propertiesOf(declaration: Declaration, types: ReadonlyMap<string, ObjectType>): Map<string, number> {
  const params = types.get(declaration.object)?.params ?? [];
  const values = new Map<string, number>();
  params.forEach((param, index) => {
    const value = declaration.properties[index];
    if (value?.kind === 'literal') values.set(param.name, value.value);
  });
  return values;
}

function largestDevice(declarations: readonly Declaration[], types: ReadonlyMap<string, ObjectType>): number {
  const sizes = declarations.filter(({ kind }) => kind === 'device').map((device) => propertiesOf(device, types).get('blocks') ?? 0);
  return Math.max(1, ...sizes);
}

/** Sizes use little more than properties; what else they use does not count. */
function evaluate(expr: Expr, properties: ReadonlyMap<string, number>, maxBlocks: number): number | undefined {
  if (expr.kind === 'literal') return expr.value;
  if (expr.kind === 'property') return properties.get(expr.name);
  if (expr.kind === 'named') return expr.name === 'MAX_BLOCKS' ? maxBlocks : 1;
  if (expr.kind !== 'binary') return undefined;
  const [left, right] = [evaluate(expr.left, properties, maxBlocks), evaluate(expr.right, properties, maxBlocks)];
  if (left === undefined || right === undefined) return undefined;
  switch (expr.operator) {
    case '+': return left + right;
    case '-': return left - right;
    case '*': return left * right;
    default: return undefined;
  }
}
