/** The 32-bit finalizer of MurmurHash3 (`fmix32`, Austin Appleby): every bit of the value affects every bit of the result. */
export function fmix32(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
