/** The system calls that the documentation of a call of the model names: `pread` in `pread(2) with O_DIRECT`. Accesses to memory name none. */
export function systemCallsIn(doc: string): string[] {
  return [...doc.matchAll(/\b(\w+)\(2\)|\b(ioctl)\(/g)].map(([, name, ioctl]) => (name ?? ioctl)!);
}
