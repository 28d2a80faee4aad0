// Templates of new scenarios, in the form of VS Code's snippets.

export interface Template {
  /** Of the file `media/templates/NAME.snippet`; one with a patch of the kernel has a `NAME.daxk` beside it. */
  readonly name: string;
  readonly label: string;
}

/** In the order in which they are offered. */
export const templates: readonly Template[] = [
  { name: 'first-race', label: 'First race: truncate and direct read' },
  { name: 'hole-punch', label: 'Hole punch' },
  { name: 'rdma', label: 'RDMA' },
  { name: 'overlay', label: 'A kernel with a patch' },
  { name: 'empty', label: 'Empty' },
];

/** The scenario that a template is if nothing is filled in. `base` is the name of its file without the ending. */
export function expandTemplate(snippet: string, base: string): string {
  const named = snippet.replaceAll('$TM_FILENAME_BASE', base);
  return named.replaceAll(/\$\{\d+:([^}]*)\}/g, '$1').replaceAll(/\$\d/g, '');
}
