// Texts by which lowered code is compared.
import type { LocalSlot, Op, Value } from '../ir';

/** The same for code that is the same, wherever it stands. `ofSlot`: what counts of a local slot. */
export function keyOf(code: readonly Op[] | Value | undefined, ofSlot = placeOf): string {
  return code === undefined ? '' : JSON.stringify(code, (name, part: unknown) => {
    // The number of an assertion says where it stands.
    if (name === 'site' || name === 'assertion') return undefined;
    if (typeof part !== 'object' || part === null || !('type' in part)) return part;
    if (name === 'slot') return ofSlot(part as LocalSlot);
    return isNumber(part as Value) ? { ...part, type: undefined } : part;
  });
}

/** A number whose range follows from its parts (`interval`): that of its declared type makes no difference. */
function isNumber(value: Value): boolean {
  if (value.type.kind !== 'int') return false;
  return value.kind === 'const' || value.kind === 'conditional' || (value.kind === 'binary' && (value.operator === '+' || value.operator === '-'));
}

/** Its place and what it holds. (Infinite ends are null in JSON, and those of one type are the same.) */
export function placeOf({ offset, type, min, max }: LocalSlot): unknown[] {
  return [offset, type, min, max];
}
