/** Drawn on a grid of 16, in the colour of the text. */
const paths = {
  alert: 'M8 2 15 14H1ZM8 6.5v3.5M8 11.8v.4',
  pin: 'M5.5 2h5M6.5 2v4L4 9h8L9.5 6V2M8 9v5',
  map: 'M2.5 3.5h4.5v9H2.5zM9.5 5.5h4v5h-4zM7 8h2.5',
  in: 'M8 1.5v8M4.8 6.5 8 9.7l3.2-3.2M2 10.5V14h12v-3.5',
  out: 'M8 9.7V1.5M4.8 4.7 8 1.5l3.2 3.2M2 10.5V14h12v-3.5',
  lock: 'M3.5 7h9v7h-9zM5.5 7V4.5a2.5 2.5 0 0 1 5 0V7M8 9.8v1.7',
  wait: 'M4 1.8h8M4 14.2h8M5 1.8c0 4 6 4.6 6 12.4M11 1.8c0 4-6 4.6-6 12.4',
  previous: 'M10 3 5 8l5 5',
  next: 'M6 3l5 5-5 5',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
