import type { Value } from '../messages';
import { plural } from './words';

/** A reference count: a ring for what an idle page has, a dot for each reference above it. */
export function Count({ value, idle }: { value: Value<number>; idle: number }) {
  const { now, was } = value;
  const rings = Math.min(now, idle);
  return (
    <span class={was === undefined ? 'count' : 'count new'} title={plural(now, 'reference')}>
      <span class="dots">{'○'.repeat(rings)}{'●'.repeat(Math.max(0, now - rings))}</span>
      {was !== undefined && <span class="was">{was}→</span>}
      <span>{now}</span>
    </span>
  );
}
