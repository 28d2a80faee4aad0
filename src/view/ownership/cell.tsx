import type { Cell as CellData } from '../messages/ownership';
import { MappingChip, PinChip, TransferLane } from './chips';
import { Icon } from './icon';
import { Swatch } from './swatch';
import { describeCell, describeReferences, describeTransfer, holder, holders, isIdle, ownership, plural } from './words';

/** More dots than a glance can count are not drawn. */
const DOTS = 8;

interface Props {
  cell: CellData;
  isOpen: boolean;
  isTabbable: boolean;
  onFocus: () => void;
  onToggle: () => void;
}

/** A block or a page. All of it can be clicked; for keys and screen readers a button covers it. */
export function Cell({ cell, isOpen, isTabbable, onFocus, onToggle }: Props) {
  const details = `details of ${cell.id}`.replaceAll(' ', '-'); // A blank would make it two ids.
  const isQuiet = cell.state === 'free' && isIdle(cell);
  return (
    <li class={['cell', cell.state, cell.danger && 'danger', cell.change && 'changed', isQuiet && 'quiet'].filter(Boolean).join(' ')}
      data-owner={cell.owner?.colour} data-id={cell.id} onClick={onToggle}>
      <button class="cover" data-cell tabIndex={isTabbable ? 0 : -1} aria-label={describeCell(cell)}
        aria-expanded={isOpen} aria-controls={details} onFocus={onFocus} />
      <span class="number" title={cell.title}>{cell.number}</span>
      <Swatch file={cell.owner} state={cell.state} />
      <div class="content" aria-hidden="true">
        <div class="line">
          <span class="owner">{cell.danger && <Icon name="alert" />}{ownership(cell)}</span>
          {!isQuiet && <Count cell={cell} />}
        </div>
        {cell.change && <div class="change">{cell.change}</div>}
        {cell.pins.length + cell.mappings.length > 0 && (
          <ul class="chips">
            {cell.pins.map((pin) => <PinChip key={`pin ${pin.holder} ${pin.use} ${pin.home?.name}`} pin={pin} owner={cell.owner} />)}
            {cell.mappings.map((mapping) => <MappingChip key={`map ${mapping.task}`} mapping={mapping} />)}
          </ul>
        )}
      </div>
      {cell.transfers.map((transfer, index) => <TransferLane key={index} transfer={transfer} danger={cell.danger} />)}
      <div id={details} hidden={!isOpen} class="details" onClick={(event) => event.stopPropagation()}>{isOpen && <Details cell={cell} />}</div>
    </li>
  );
}

/** A reference count: a ring for what an idle page has, a dot for each pin, mapping and whoever else holds it. */
function Count({ cell }: { cell: CellData }) {
  const { now, was } = cell.refcount;
  const { mapped, pinned, rest } = holders(cell);
  const dots = Math.min(DOTS, mapped + pinned + Math.max(0, rest));
  return (
    <span class={was === undefined ? 'count' : 'count new'} title={plural(now, 'reference')}>
      <span class="dots">{'○'.repeat(cell.base)}{'●'.repeat(dots)}</span>
      {was !== undefined && <span class="was">{was}→</span>}
      <span>{now}</span>
    </span>
  );
}

/** A cell in sentences, for whoever opens it. */
function Details({ cell }: { cell: CellData }) {
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
