// A checked model kernel as text, in JSON Lines: the tree without the bodies of its functions, then each of these. A scenario needs
// some of a few hundred bodies; the others are never parsed.
import type { Func, KernelTree, Stmt } from './tree';

export function packageKernel(tree: KernelTree): string {
  const functions = tree.functions.map((func) => ({ ...func, body: undefined }));
  return [{ ...tree, functions }, ...tree.functions.map(({ body }) => body)].map((line) => JSON.stringify(line)).join('\n');
}

/** The tree that was packaged. Throws what `JSON.parse` throws, of the body of a function when it is asked for. */
export function readPackage(text: string): KernelTree {
  const [declarations, ...bodies] = text.split('\n');
  const tree = JSON.parse(declarations!) as KernelTree;
  for (const [index, func] of tree.functions.entries()) {
    packaged.set(func, bodies[index]!);
    Object.defineProperty(func, 'body', packagedBody);
  }
  return tree;
}

const packaged = new WeakMap<Func, string>();

/** From its first use on, a body is a property as any other. One getter for all lets the functions keep one shape. */
const packagedBody: PropertyDescriptor = {
  configurable: true,
  enumerable: true,
  get(this: Func): readonly Stmt[] {
    const value = JSON.parse(packaged.get(this)!) as readonly Stmt[];
    Object.defineProperty(this, 'body', { value, enumerable: true });
    return value;
  },
};
