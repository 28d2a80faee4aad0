// Whether this machine runs on its battery. Nobody tells of a change, so it is asked now and then.
import { batteryNow } from './battery-state';

/** Milliseconds. */
const EVERY = 60_000;

export class Battery {
  #isOnBattery = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly changed: () => void) {}

  get isOnBattery(): boolean {
    return this.#isOnBattery;
  }

  /** From now on. */
  watch(): void {
    if (this.#timer) return;
    this.#timer = setInterval(() => void this.#look(), EVERY);
    this.#timer.unref();
    void this.#look();
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #look(): Promise<void> {
    const now = await batteryNow();
    if (now === this.#isOnBattery || !this.#timer) return;
    this.#isOnBattery = now;
    this.changed();
  }
}
