/** A request to end all searches, seen at once by every thread that shares the memory. It cannot be taken back. */
export class Cancellation {
  readonly #flag: Int32Array;

  constructor(readonly memory = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.#flag = new Int32Array(memory);
  }

  get isCancelled(): boolean {
    return Atomics.load(this.#flag, 0) !== 0;
  }

  cancel(): void {
    Atomics.store(this.#flag, 0, 1);
  }
}
