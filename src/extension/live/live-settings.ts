// The settings of verdicts in the background.
import { setting } from '../common/contributed';
import type { Budget } from '../../explorer/live/outcome';
import type { SettingValue } from '../manifest/settings';

export const LIVE_SETTINGS = 'daxscn.liveVerdicts';

export interface LiveSettings {
  readonly when: SettingValue<'liveVerdicts.when'>;
  /** Milliseconds without an edit, until a search begins. */
  readonly delay: number;
  readonly budget: Budget;
  readonly onBattery: boolean;
}

/** VS Code marks a value out of its range, and hands it on. */
export function liveSettings(): LiveSettings {
  const atLeast = (least: number, value: unknown): number => (typeof value === 'number' && value >= least ? value : least);
  return {
    when: setting('liveVerdicts.when'), delay: atLeast(0, setting('liveVerdicts.delay')), onBattery: setting('liveVerdicts.onBattery'),
    budget: { seconds: atLeast(0.1, setting('liveVerdicts.maxSeconds')), memory: atLeast(16, setting('liveVerdicts.maxMemory')) },
  };
}
