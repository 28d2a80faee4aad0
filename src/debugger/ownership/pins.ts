// Pins of pages, by whom and for which device, and what the device does with the page.
import type { FileName, Pin, Transfer } from '../../view/messages/ownership';
import type { ModelObject, Objects } from './objects';

/** One pin of a page. */
export interface Usage {
  readonly pin: ModelObject;
  /** The task that pinned the page. */
  readonly holder: string;
  readonly use?: Pin['use'];
  /** The file that owned the page when it was pinned, and which page of it that was. */
  readonly home: FileName | undefined;
  readonly homeIndex: number;
  /** What a device does with the page; undefined before it is submitted and once it is done. */
  readonly transfer?: Transfer;
  /** Whether a device may still access the page because of it. */
  readonly isOpen: boolean;
  /** Whether a device has accessed the page after `home` had lost it. */
  readonly isAstray: boolean;
}

const STATUS: Readonly<Record<string, string>> = { BIO_QUEUED: 'queued', BIO_TRANSFER: 'running' };
/** What else than direct I/O has pins, and what it is for. */
const USES: Readonly<Record<string, Pin['use']>> = {
  pipe_inode_info: 'pipe', ib_umem: 'RDMA', io_mapped_ubuf: 'io_uring', vfio_dma: 'VFIO', process_pages: 'copy',
};
const OPEN = new Set(['BIO_NEW', ...Object.keys(STATUS)]);

/** Every pin of every page, by the id of the page. */
export function usages(objects: Objects, fileName: (file: ModelObject | undefined) => FileName | undefined): Map<number, Usage[]> {
  const found = new Map<number, Usage[]>();
  for (const pin of objects.all('bio_vec')) {
    const page = pin.one('page');
    if (!page) continue;
    const usage = readUsage(objects, pin, fileName(pin.one('home')));
    if (usage) found.set(page.id, [...found.get(page.id) ?? [], usage]);
  }
  return found;
}

/** The pin of a page, by the object that has it (a `bio_vec`); undefined while it is nobody's. `home`: the file that owned the page then. */
export function readUsage(objects: Objects, pin: ModelObject, home: FileName | undefined): Usage | undefined {
  const bio = pin.within('bio');
  const [type, use] = Object.entries(USES).find(([name]) => pin.within(name)) ?? [];
  const holder = bio?.one('issuer') ?? (type === undefined ? undefined : pin.within(type)?.one('owner'));
  if (!holder) return undefined;
  const transfer = bio && readTransfer(bio, home);
  return {
    pin, holder: objects.taskName(holder), home, homeIndex: pin.number('home_index'), isAstray: pin.number('astray') !== 0,
    isOpen: !bio || OPEN.has(bio.text('status') ?? ''),
    ...(use && { use }), ...(transfer && { transfer }),
  };
}

function readTransfer(bio: ModelObject, home: FileName | undefined): Transfer | undefined {
  const status = STATUS[bio.text('status') ?? ''];
  const device = bio.one('disk');
  if (!status || !device) return undefined;
  return {
    device: device.name, status, isNew: false, ...(home && { home }),
    direction: bio.text('direction') === 'DMA_TO_DEVICE' ? 'out' : 'in',
  };
}

/** The pins of one holder for one file and one use, counted together. */
export function pinsOf(found: readonly Usage[]): Pin[] {
  const pins = new Map<string, Pin>();
  for (const { pin, holder, use, home } of found) {
    const key = `${holder} ${use} ${home?.name}`;
    const before = pins.get(key);
    // How many references a pin takes is the model kernel's to say.
    const references = pin.call('pin_references') ?? 1;
    pins.set(key, {
      holder, ...(use && { use }), ...(home && { home }), isNew: false,
      count: (before?.count ?? 0) + 1, references: (before?.references ?? 0) + references,
    });
  }
  return [...pins.values()];
}
