import type { File, FileName } from '../../view/messages';
import type { Objects, Thing } from './objects';

export function filesOf(objects: Objects, fileName: (file: Thing | undefined) => FileName | undefined): File[] {
  return objects.all('inode').flatMap((inode) => {
    const name = fileName(inode);
    if (!name) return [];
    return [{
      ...name,
      isDax: inode.one('i_sb')?.number('s_dax') === 1,
      isUnlinked: inode.has('i_nlink') && inode.number('i_nlink') === 0,
      size: { now: inode.number('i_size') },
      extents: extentsOf(inode),
    }];
  });
}

/** Page by page, without the holes behind the last one that matters. */
function extentsOf(inode: Thing): (number | null)[] {
  const blocks = inode.many('i_extents').map((block) => block?.number('nr') ?? null);
  const end = Math.max(inode.number('i_size'), blocks.findLastIndex((block) => block !== null) + 1);
  return blocks.slice(0, end);
}
