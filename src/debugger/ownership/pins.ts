// Who holds a page for a device, and what the device does with it.
import type { FileName, Pin, Transfer } from '../../view/messages';
import type { Objects, Thing } from './objects';

export interface Usage {
  readonly pin: Thing;
  readonly holder: string;
  readonly use?: 'pipe' | 'RDMA';
  readonly home: FileName | undefined;
  /** From when the device knows of it until it is done. */
  readonly transfer?: Transfer;
  /** A device may still touch the page because of it. */
  readonly isOpen: boolean;
  /** A device has touched the page after its home had lost it. */
  readonly isAstray: boolean;
}

const STATUS: Readonly<Record<string, string>> = { BIO_QUEUED: 'queued', BIO_TRANSFER: 'running' };
const OPEN = new Set(['BIO_NEW', ...Object.keys(STATUS)]);

/** Every pin of every page, by the id of the page. */
export function usages(objects: Objects, fileName: (file: Thing | undefined) => FileName | undefined): Map<number, Usage[]> {
  const found = new Map<number, Usage[]>();
  for (const pin of objects.all('bio_vec')) {
    const page = pin.one('page');
    if (!page) continue;
    const usage = readUsage(objects, pin, fileName(pin.one('home')));
    if (usage) found.set(page.id, [...found.get(page.id) ?? [], usage]);
  }
  return found;
}

function readUsage(objects: Objects, pin: Thing, home: FileName | undefined): Usage | undefined {
  const bio = pin.within('bio');
  const holder = bio?.one('issuer') ?? pin.within('pipe_inode_info')?.one('owner') ?? pin.within('ib_umem')?.one('owner');
  if (!holder) return undefined;
  const use = pin.within('pipe_inode_info') ? 'pipe' : pin.within('ib_umem') ? 'RDMA' : undefined;
  const transfer = bio && readTransfer(bio, home);
  return {
    pin, holder: objects.taskName(holder), home, isAstray: pin.number('astray') !== 0,
    isOpen: !bio || OPEN.has(bio.text('status') ?? ''),
    ...(use && { use }), ...(transfer && { transfer }),
  };
}

function readTransfer(bio: Thing, home: FileName | undefined): Transfer | undefined {
  const status = STATUS[bio.text('status') ?? ''];
  const device = bio.one('disk');
  if (!status || !device) return undefined;
  return {
    device: device.name, status, isNew: false, ...(home && { home }),
    direction: bio.text('direction') === 'DMA_TO_DEVICE' ? 'out' : 'in',
  };
}

/** Pins of one holder for one file as one. */
export function pinsOf(found: readonly Usage[]): Pin[] {
  const pins = new Map<string, Pin>();
  for (const { pin, holder, use, home } of found) {
    const key = `${holder} ${use} ${home?.name}`;
    const before = pins.get(key);
    // How many references a pin takes is the model kernel's to say.
    const references = pin.ask('pin_references') ?? 1;
    pins.set(key, {
      holder, ...(use && { use }), ...(home && { home }), isNew: false,
      count: (before?.count ?? 0) + 1, references: (before?.references ?? 0) + references,
    });
  }
  return [...pins.values()];
}
