import type { KernelAccess } from './kernel-access';

/** Where docs/system-calls.md describes a system call: in a file at its line, which is what editors go to. */
export class Reference {
  private lines: readonly string[] | undefined;

  constructor(private readonly kernel: KernelAccess) {}

  /** Of all of them without a name; undefined if there is no reference. */
  address(name?: string): string | undefined {
    const { reference } = this.kernel;
    if (reference === undefined || name === undefined) return reference;
    this.lines ??= (this.kernel.readFile?.(reference) ?? '').split('\n');
    const line = this.lines.indexOf(`## ${name}`);
    return line < 0 ? `${reference}#${name}` : `${reference}#L${line + 1}`;
  }
}
