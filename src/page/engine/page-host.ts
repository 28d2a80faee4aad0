// What the debugger needs of the page that it runs in: everything is in the document.
import type { Program } from '../../compiler/program';
import type { DebugHost } from '../../debugger/protocol/host';
import { PassingSearch } from '../../explorer/passing/passing-search';
import { readPackage } from '../../language/packaged-kernel';
import type { KernelTree } from '../../language/tree';
import type { PageDocument } from '../document';

/** No file of a scenario is called so. */
const KERNEL_SCHEME = 'daxk:/';

/** Texts may be edited; the document stays as it was. */
export class PageHost implements DebugHost {
  readonly #kernel: KernelTree;
  readonly #sources: PageDocument['sources'];
  /** The texts of the scenario and of all overlays, by path. */
  readonly files: Map<string, string>;

  constructor({ kernel, sources, exhibit: { files } }: Pick<PageDocument, 'kernel' | 'sources' | 'exhibit'>) {
    this.#kernel = readPackage(kernel);
    this.#sources = sources;
    this.files = new Map(Object.entries(files));
  }

  readFile(path: string): string {
    const text = this.files.get(path);
    if (text === undefined) throw new Error(`${path} is not in this page; there are: ${[...this.files.keys()].join(', ')}`);
    return text;
  }

  kernelTree(): KernelTree {
    return this.#kernel;
  }

  passingSearch(program: Program): PassingSearch {
    return new PassingSearch(program);
  }

  kernelSourcePath(source: string): string {
    return `${KERNEL_SCHEME}${source}`;
  }

  /** What a path of the debugger is called in Linux or beside the scenario, and its text. */
  source(path: string): { readonly name: string; readonly text: string } {
    if (!path.startsWith(KERNEL_SCHEME)) return { name: path, text: this.readFile(path) };
    const name = path.slice(KERNEL_SCHEME.length);
    return { name, text: this.#sources[name] ?? '' };
  }
}
