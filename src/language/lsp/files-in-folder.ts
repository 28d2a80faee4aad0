/** Folders with more are no folders of scenarios. */
const MOST_FOLDERS = 1_000;

/** The addresses of the scenarios and kernel files in a folder and below. `readFolder`: the names in one, those of folders with a slash at the end. */
export function filesIn(folder: string | undefined, readFolder: (uri: string) => readonly string[]): string[] {
  if (folder === undefined) return [];
  const found: string[] = [];
  const folders = [`${folder.replace(/\/$/, '')}/`];
  for (const each of folders) {
    for (const name of readFolder(each)) {
      const isOurs = !name.startsWith('.') && name !== 'node_modules/';
      if (name.endsWith('/') && isOurs && folders.length < MOST_FOLDERS) folders.push(`${each}${encodeURIComponent(name.slice(0, -1))}/`);
      else if (/\.dax(?:scn|k)$/.test(name)) found.push(each + encodeURIComponent(name));
    }
  }
  return found;
}
