import { sourceName } from '../source-name';

/** `xfs_ilock` of a probe at its beginning: `(xfs_ilock+0x4/0xb0) …`. One at the end has an arrow. */
export function probed(text: string): string | undefined {
  const symbol = /^\(([\w.]+)\+0x[04]\/0x[\da-f]+(?: \[\w+\])?\)/.exec(text)?.[1];
  return symbol === undefined ? undefined : sourceName(symbol);
}
