import { glyphs } from '../drawing/glyphs';

/** Drawn on a grid of 16, in the colour of the text. */
const paths = {
  alert: glyphs.alert.path,
  pin: glyphs.pin.path,
  map: glyphs.map.path,
  in: glyphs.in.path,
  out: glyphs.out.path,
  lock: 'M3.5 7h9v7h-9zM5.5 7V4.5a2.5 2.5 0 0 1 5 0V7M8 9.8v1.7',
  wait: glyphs.wait.path,
  retry: glyphs.retry.path,
  check: 'M3 8.5 6.5 12 13 4.5',
  previous: 'M10 3 5 8l5 5',
  next: 'M6 3l5 5-5 5',
  break: 'M8 4.5a3.5 3.5 0 1 0 .01 0M8 6.5a1.5 1.5 0 1 0 .01 0',
  unset: 'M8 4.5a3.5 3.5 0 1 0 .01 0',
  remove: 'M4 4l8 8M12 4l-8 8',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
