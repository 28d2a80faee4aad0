// What the exported model says of itself, first of all how to run Spin on it.

export function header(title: string, source: string, version: string): string {
  return `/*
 * ${title}
 *
 * Scenario ${source} on kernel ${version}, exported by \`daxscn export --to promela\`. Do not edit: export it again.
 */
`;
}
