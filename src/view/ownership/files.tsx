import { Icon } from '../common/icon';
import { Swatch } from '../common/swatch';
import type { Entry, File } from '../messages/ownership';
import { plural } from './words';

/** Each file: its size, and page by page which block it is. */
export function Files({ files }: { files: readonly File[] }) {
  if (files.length === 0) return null;
  return (
    <section>
      <h2>Files</h2>
      <ul class="files" aria-label="Files">
        {files.map((file) => (
          <li key={file.name} data-owner={file.colour}>
            <Swatch file={file} />
            <b>{file.name}</b>
            <span class={file.size.was === undefined ? 'size' : 'size new'}>
              {file.size.was !== undefined && `${file.size.was}→`}{plural(file.size.now, 'page')}
            </span>
            <Extents extents={file.extents} />
            {file.isUnlinked && <span class="muted">unlinked</span>}
            {!file.isDax && <span class="muted" title="This file lives in the page cache">page cache</span>}
            <Entries entries={file.entries} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the file's i_pages has: who finds a page there can pin it, who holds an entry's lock bit keeps others from it. */
function Entries({ entries }: { entries: readonly Entry[] }) {
  if (entries.length === 0) return null;
  return (
    <ul class="entries" aria-label="Entries of its page cache">
      {entries.map(({ index, pages, text, locker, isDirty, isNew }) => (
        <li key={index} class={isNew ? 'chip new' : 'chip'}>
          <span class="muted">entry {pages > 1 ? `${index}–${index + pages - 1}` : index}</span> {text}
          {isDirty && <span class="muted">dirty</span>}
          {locker !== undefined && <><Icon name="lock" />{locker}</>}
        </li>
      ))}
    </ul>
  );
}

function Extents({ extents }: { extents: File['extents'] }) {
  if (extents.every((block) => block === null)) return <span class="muted">no blocks</span>;
  const text = extents.map((block, page) => `page ${page}: ${block === null ? 'hole' : `block ${block}`}`).join(', ');
  return (
    <span class="extents" role="img" aria-label={text} title={text}>
      {extents.map((block, page) => <span key={page} class={block === null ? 'hole' : 'extent'}>{block}</span>)}
    </span>
  );
}
