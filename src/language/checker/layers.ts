// Overlays over a kernel, one after the other. What was found of one is kept: the next scenario, or the next key that is pressed in
// one, meets the same overlays.
import type { Declarations } from '../declarations';
import type { Diagnostic } from '../diagnostics';
import { extendKernel, NO_KERNEL } from '../extend-kernel';
import { LruMap } from '../lru-map';
import { Report } from '../report';
import { SourceFile, type SourceText } from '../source-file';
import { SymbolIndex } from '../symbols';
import type { KernelTree } from '../tree';
import type { BodyCache } from './body-cache';
import { KernelChecker } from './kernel';

/** A kernel with its overlays, and the overlays alone. */
export interface Layers {
  readonly kernel: KernelTree;
  readonly additions: KernelTree;
}

/** One overlay over a kernel. */
interface Layer {
  /** The kernel with the overlay. The same object as long as nothing changes. */
  readonly kernel: KernelTree;
  readonly additions: KernelTree;
  readonly diagnostics: readonly Diagnostic[];
  readonly symbols: SymbolIndex;
}

/** As many as some scenarios of an editor have, in all the versions that they speak of. */
const MOST_LAYERS = 64;

/** Layers by what they were made from: see `lay`. */
export class LayerCache extends LruMap<string, Layer> {
  constructor() {
    super(MOST_LAYERS);
  }
}

interface Caches {
  readonly declarations: Declarations;
  readonly bodies: BodyCache;
  readonly layers: LayerCache;
}

/** Lays overlays over a kernel in their order, and checks their bodies for the versions of `live` (live.ts). */
export function lay(
  overlays: readonly SourceText[], { kernel, live, report, symbols }: { kernel: KernelTree; live: number; report: Report; symbols: SymbolIndex },
  caches: Caches,
): Layers {
  let layers: Layers = { kernel, additions: NO_KERNEL };
  for (const overlay of overlays) {
    const { kernel: beneath } = layers;
    const layer = caches.layers.get(JSON.stringify([caches.bodies.identity(beneath), live, overlay]), () => checkLayer(overlay, beneath, live, caches));
    for (const diagnostic of layer.diagnostics) report.add(diagnostic);
    symbols.add(layer.symbols);
    layers = { kernel: layer.kernel, additions: extendKernel(layers.additions, layer.additions) };
  }
  return layers;
}

function checkLayer(overlay: SourceText, beneath: KernelTree, live: number, { declarations, bodies }: Caches): Layer {
  const [report, symbols, file] = [new Report(), new SymbolIndex(), new SourceFile(overlay.source, overlay.text)];
  const items = declarations.parse(file, report) ?? [];
  const ground = { kernel: beneath, by: 'overlay', live, declared: new Map() } as const;
  const additions = new KernelChecker([{ file, items }], report, symbols, bodies, ground).check();
  return { kernel: extendKernel(beneath, additions), additions, diagnostics: report.sorted(), symbols };
}
