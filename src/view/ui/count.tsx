import type { Cell } from '../messages';
import { holders, plural } from './words';

/** More dots than a glance can count are not drawn. */
const DOTS = 8;

/** A reference count: a ring for what an idle page has, a dot for each pin, mapping and whoever else holds it. */
export function Count({ cell }: { cell: Cell }) {
  const { now, was } = cell.refcount;
  const { mapped, pinned, rest } = holders(cell);
  const dots = Math.min(DOTS, mapped + pinned + Math.max(0, rest));
  return (
    <span class={was === undefined ? 'count' : 'count new'} title={plural(now, 'reference')}>
      <span class="dots">{'○'.repeat(cell.base)}{'●'.repeat(dots)}</span>
      {was !== undefined && <span class="was">{was}→</span>}
      <span>{now}</span>
    </span>
  );
}
