import type { CellState, VerdictName } from '../messages/results';

/** Drawn on a grid of 16, in the colour of the text: each verdict has a shape of its own. */
const paths: Readonly<Record<VerdictName | Exclude<CellState, 'done' | 'none'>, string>> = {
  holds: 'M3 8.5l3.5 3.5L13 4.5',
  violates: 'M4 4l8 8M12 4l-8 8',
  reaches: 'M4.5 14V2.5M4.5 3h8l-2.2 3 2.2 3h-8',
  'never reaches': 'M8 2.5a5.5 5.5 0 1 0 .01 0M4.2 11.8l7.6-7.6',
  deadlock: 'M3.5 7h9v7h-9zM5.500 7V4.500a2.500 2.500 0 0 1 5 0V7',
  hang: 'M4 2.500h8M4 13.500h8M5 2.500c0 3.500 6 3.500 6 5.500s-6 2-6 5.500M11 2.500c0 3.500-6 3.500-6 5.500s6 2 6 5.500',
  livelock: 'M12.700 6A5 5 0 0 0 3.500 6M3.300 10a5 5 0 0 0 9.200 0M12.900 2.800V6H9.700M3.100 13.200V10h3.200',
  unknown: 'M5.500 6a2.500 2.500 0 1 1 3.600 2.200C8.300 8.600 8 9 8 10M8 12.600v.2',
  waiting: 'M4 8h.01M8 8h.01M12 8h.01',
  running: 'M5.500 3.500v9l7-4.500z',
  refused: 'M4 8h8',
  cancelled: 'M4.500 4.500h7v7h-7z',
};

export function VerdictIcon({ of }: { of: VerdictName | CellState }) {
  const path = paths[of as keyof typeof paths];
  return path === undefined ? null : <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>;
}
