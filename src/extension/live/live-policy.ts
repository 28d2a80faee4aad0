// When a search begins by itself: what the settings say, and what the machine runs on.
import type * as vscode from 'vscode';
import { Battery } from './battery';
import { liveSettings, type LiveSettings } from './live-settings';

export class LivePolicy implements vscode.Disposable {
  readonly #battery: Battery;
  #settings = liveSettings();

  /** `changed`: the machine runs on something else. */
  constructor(changed: () => void) {
    this.#battery = new Battery(changed);
  }

  dispose(): void {
    this.#battery.dispose();
  }

  get settings(): LiveSettings {
    return this.#settings;
  }

  readSettings(): LiveSettings {
    return this.#settings = liveSettings();
  }

  /** From now on it matters what the machine runs on. */
  begin(): void {
    if (!this.#settings.onBattery) this.#battery.watch();
  }

  /** Why nothing is searched by itself, if that is so. */
  get pause(): 'battery' | 'request' | undefined {
    if (this.#settings.when === 'onRequest') return 'request';
    return this.#battery.isOnBattery && !this.#settings.onBattery ? 'battery' : undefined;
  }

  /** Whether a search begins by itself at such a moment. */
  goesOn(moment: 'onType' | 'onSave'): boolean {
    const { when } = this.#settings;
    return this.pause === undefined && (when === 'onType' || when === moment);
  }
}
