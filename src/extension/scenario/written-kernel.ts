// The kernel version that a scenario names, in its text.

const CHOICE = /^(kernel\s+)(v\d+\.\d+)/m;

export function writtenKernel(text: string): string | undefined {
  return CHOICE.exec(text)?.[2];
}

/** What has to be replaced by what, so that a scenario names a version. One that names none does it after its title. */
export function textWithKernel(text: string, kernel: string): { readonly offset: number; readonly length: number; readonly text: string } {
  const choice = CHOICE.exec(text);
  if (choice) return { offset: choice.index + choice[1]!.length, length: choice[2]!.length, text: kernel };
  const title = /^scenario\s+"[^"\n]*"/m.exec(text);
  return title ? { offset: title.index + title[0].length, length: 0, text: `\n\nkernel ${kernel}` } : { offset: 0, length: 0, text: `kernel ${kernel}\n\n` };
}
