// Moving through the cells with the arrow keys: one stop of the tab key for all of them, then by where they are drawn.

export interface Box { readonly left: number; readonly top: number; readonly bottom: number }

/** The index that a key leads to from `at`, or undefined if the key is none of ours. */
export function move(key: string, at: number, boxes: readonly Box[]): number | undefined {
  const last = boxes.length - 1;
  switch (key) {
    case 'Home': return 0;
    case 'End': return last;
    case 'ArrowLeft': return Math.max(0, at - 1);
    case 'ArrowRight': return Math.min(last, at + 1);
    case 'ArrowUp': return beyond(at, boxes, (box, here) => here.top - box.bottom);
    case 'ArrowDown': return beyond(at, boxes, (box, here) => box.top - here.bottom);
    default: return undefined;
  }
}

/** The nearest box on one side: the nearest row first, then the nearest in that row. */
function beyond(at: number, boxes: readonly Box[], distance: (box: Box, here: Box) => number): number {
  const here = boxes[at];
  if (!here) return at;
  let best = at;
  let bestCost = Infinity;
  boxes.forEach((box, index) => {
    const rows = distance(box, here);
    if (index === at || rows < -1) return;
    const cost = rows * 1000 + Math.abs(box.left - here.left);
    if (cost < bestCost) [best, bestCost] = [index, cost];
  });
  return best;
}
