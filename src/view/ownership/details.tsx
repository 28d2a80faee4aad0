import type { Cell } from '../messages/ownership';
import { describeReferences, describeTransfer, holder } from './words';

/** A cell in sentences, for whoever opens it. */
export function Details({ cell }: { cell: Cell }) {
  const { mappings, pins, transfers, owner } = cell;
  const rows = [
    ['References', describeReferences(cell)],
    mappings.length > 0 && ['Mapped by', mappings.map(({ task, writable }) => `${task} (${writable ? 'read-write' : 'read-only'})`).join(', ')],
    pins.length > 0 && ['Pinned by', pins.map((pin) => `${holder(pin)}${pin.home ? `, when it belonged to ${pin.home.name}` : ''}`).join('; ')],
    ...transfers.map((transfer) => ['DMA', describeTransfer(transfer)]),
    cell.danger === 'foreign' && owner && ['Danger', `the device was told to use it for another file than ${owner.name}`],
    cell.danger === 'freed' && ['Danger', 'the file has let go of it while the device still uses it'],
  ].filter((row) => row !== false && row !== undefined) as string[][];
  return (
    <dl>{rows.map(([name, text]) => <div key={`${name} ${text}`}><dt>{name}</dt><dd>{text}</dd></div>)}</dl>
  );
}
