import { fileURLToPath } from 'node:url';

/** The checkout, which is also the unpacked extension. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
