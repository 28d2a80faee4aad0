// What every web view can ask the extension to do.

/** `gallery` opens the gallery of examples, `start` debugs the file in the editor. */
export type StartCommand = 'gallery' | 'start';

export type ViewAction =
  /** Moves the debugger to a position, from 0 to the number of recorded events. */
  | { readonly kind: 'goto'; readonly position: number }
  | { readonly kind: 'command'; readonly command: StartCommand };
