// Files as the view shows them: a letter and a colour for each, its size and where its pages are.
import type { Entry, File, FileName } from '../../view/messages/ownership';
import type { ModelObject, Objects } from './objects';

/** The number of theme colours. */
const COLOURS = 8;

/** Names every file by a colour and a letter: the first letter of its name that no file before it has. The result is undefined for what is no inode. */
export function nameFiles(objects: Objects): (file: ModelObject | undefined) => FileName | undefined {
  const taken = new Set<string>();
  const names = new Map<number, FileName>();
  objects.all('inode').forEach(({ id, name }, index) => {
    const candidates = [...`${name}ABCDEFGHIJKLMNOPQRSTUVWXYZ`.toUpperCase()].filter((letter) => /[A-Z0-9]/.test(letter));
    const letter = candidates.find((candidate) => !taken.has(candidate)) ?? candidates[0] ?? '?';
    taken.add(letter);
    names.set(id, { name, letter, colour: index % COLOURS + 1 });
  });
  return (file) => file && names.get(file.id);
}

/** Every inode that is in use, in the order of their ids. */
export function filesOf(objects: Objects, fileName: (file: ModelObject | undefined) => FileName | undefined): File[] {
  return objects.all('inode').flatMap((inode) => {
    const name = fileName(inode);
    if (!name) return [];
    return [{
      ...name,
      isDax: inode.one('i_sb')?.number('s_dax') === 1,
      isUnlinked: inode.has('i_nlink') && inode.number('i_nlink') === 0,
      size: { now: inode.number('i_size') },
      extents: extentsOf(inode),
      entries: entriesOf(objects, inode),
    }];
  });
}

/** By page the number of its block or null for a hole, up to the last page that has a block or lies within the size. */
function extentsOf(inode: ModelObject): (number | null)[] {
  const blocks = inode.many('i_extents').map((block) => block?.number('nr') ?? null);
  const end = Math.max(inode.number('i_size'), blocks.findLastIndex((block) => block !== null) + 1);
  return blocks.slice(0, end);
}

function entriesOf(objects: Objects, inode: ModelObject): Entry[] {
  return (inode.one('i_mapping')?.many('entries') ?? []).flatMap((entry, index) => {
    const kind = entry?.text('kind') ?? 'NO_ENTRY';
    const locker = entry?.one('locker');
    if (!entry || (kind === 'NO_ENTRY' && !locker)) return [];
    return [{
      index, pages: entry.call('entry_pages') ?? 1, text: entryText(kind, entry.one('page')), isDirty: entry.number('dirty') !== 0, isNew: false,
      ...(locker && { locker: objects.taskName(locker) }),
    }];
  });
}

/** The page of a block is named as the block. */
function entryText(kind: string, page: ModelObject | undefined): string {
  if (kind === 'ZERO') return 'hole';
  if (!page || kind === 'EMPTY' || kind === 'NO_ENTRY') return 'empty';
  return page.owner?.type === 'block' ? page.owner.name : page.name;
}
