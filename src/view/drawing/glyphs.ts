import type { Shape } from './scene';

/** Drawn on a grid of 16 around 8, 8: outlines as SVG has them. `fill`: the inside is filled, too. */
export const glyphs: Readonly<Record<Shape, { readonly path: string; readonly fill?: true }>> = {
  flag: { path: 'M4 15V1.5h8.5L10 5l2.5 3.5H4', fill: true },
  retry: { path: 'M13 8a5 5 0 1 1-1.6-3.7M13.5 1.5v3.2h-3.2' },
  pin: { path: 'M5.5 2h5M6.5 2v4L4 9h8L9.5 6V2M8 9v5' },
  map: { path: 'M2.5 3.5h4.5v9H2.5zM9.5 5.5h4v5h-4zM7 8h2.5' },
  wait: { path: 'M4 1.8h8M4 14.2h8M5 1.8c0 4 6 4.6 6 12.4M11 1.8c0 4-6 4.6-6 12.4' },
  alert: { path: 'M8 2 15 14H1ZM8 6.5v3.5M8 11.8v.4' },
  edit: { path: 'M2.5 13.5 3.5 10l7-7 2.5 2.5-7 7z' },
  in: { path: 'M8 1.5v8M4.8 6.5 8 9.7l3.2-3.2M2 10.5V14h12v-3.5' },
  out: { path: 'M8 9.7V1.5M4.8 4.7 8 1.5l3.2 3.2M2 10.5V14h12v-3.5' },
};
