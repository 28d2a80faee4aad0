// One line on a terminal that says how far a search is. Nothing at all for a search that is over within a second.
import type { Program } from '../compiler/program';
import type { Progress } from '../explorer/explore';
import type { Version } from '../language/tree';
import { formatVersion } from '../language/versions';
import type { Environment } from './environment';
import { count } from './style';

const FIRST_AFTER = 1000;
const EVERY = 200;
const CLEAR = '\r\x1b[K';

/** Searches to the end, showing how far it is. */
export function searchAloud<T>(file: string, { kernel }: Program, searching: Generator<Progress, T, void>, environment: Environment): T {
  const progress = showProgress(file, kernel, environment);
  try {
    for (;;) {
      const { done, value } = searching.next();
      if (done) return value;
      progress.report(value);
    }
  } finally {
    progress.clear();
  }
}

export function showProgress(file: string, kernel: Version, { err, now }: Environment) {
  const started = now();
  let next = started + FIRST_AFTER;
  let isShown = false;
  return {
    report({ states, frontier }: Progress): void {
      if (!err.isTerminal || now() < next) return;
      next = now() + EVERY;
      const rate = Math.round(states / ((now() - started) / 1000));
      const text = `${file} ${formatVersion(kernel)}: ${count(states)} states, ${count(frontier)} waiting, ${count(rate)}/s`;
      err.write(CLEAR + text.slice(0, err.columns - 1));
      isShown = true;
    },
    clear(): void {
      if (isShown) err.write(CLEAR);
    },
  };
}
