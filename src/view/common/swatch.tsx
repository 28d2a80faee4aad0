import type { CellState, FileName } from '../messages/ownership';

/** A file at a glance: its colour and its letter. What is freed or orphaned is hatched and struck out. */
export function Swatch({ file, state = 'owned' }: { file?: FileName | undefined; state?: CellState }) {
  return (
    <span class={`swatch ${state}`} data-owner={file?.colour} aria-hidden="true"><b>{file?.letter}</b></span>
  );
}
