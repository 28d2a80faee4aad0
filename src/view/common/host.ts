/** The window that the page is in: VS Code, or a test. `Saved` is what survives when the page is thrown away: VS Code does that whenever it is hidden. */
export interface Host<Message, Saved> {
  postMessage(message: Message): void;
  getState(): Saved | undefined;
  setState(state: Saved): void;
  /** Where messages come to the view; without it, to the window. */
  readonly messages?: EventTarget;
}
