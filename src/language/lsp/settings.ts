import { inWorkspace } from '../overlays';

/** The addresses of the overlays that the settings name, as `{ "daxscn": { "overlays": ["my-patch.daxk"] } }`. What has another form is left out. */
export function readOverlays(settings: unknown, folder: string | undefined): string[] {
  const overlays = member(member(settings, 'daxscn'), 'overlays');
  if (!Array.isArray(overlays) || folder === undefined) return [];
  return overlays.filter((path) => typeof path === 'string' && path !== '').map((path) => inWorkspace(folder, path as string));
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
