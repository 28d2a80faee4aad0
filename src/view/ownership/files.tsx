import type { File } from '../messages/ownership';
import { Swatch } from './swatch';
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
          </li>
        ))}
      </ul>
    </section>
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
