import { writtenKernel, writtenTitle } from '../../language/written-header';

/** What has to be replaced by what, so that a scenario names a version. One that names none does it after its title. */
export function textWithKernel(text: string, kernel: string): { readonly offset: number; readonly length: number; readonly text: string } {
  const choice = writtenKernel(text);
  if (choice) return { offset: choice.start, length: choice.text.length, text: kernel };
  const title = writtenTitle(text);
  return title ? { offset: title.start + title.text.length, length: 0, text: `\n\nkernel ${kernel}` } : { offset: 0, length: 0, text: `kernel ${kernel}\n\n` };
}
