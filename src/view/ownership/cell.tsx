import type { ComponentProps } from 'preact';
import { Icon } from '../common/icon';
import { Swatch } from '../common/swatch';
import type { Cell as CellData } from '../messages/ownership';
import { MappingChip, PinChip, TransferLane, WaiterChip } from './chips';
import { Details } from './details';
import { EventLink } from '../common/jump';
import { describeCell, describeReferences, holders, isIdle, isLostNow, ownership } from './words';

/** More dots than a glance can count are not drawn. */
const DOTS = 8;

interface Props {
  cell: CellData;
  /** What the selected thread is about to make of it. */
  ahead?: string | undefined;
  isTabbable: boolean;
  /** What its details show beside the cell; undefined while they are closed. */
  details?: Omit<ComponentProps<typeof Details>, 'cell'> | undefined;
  onFocus: () => void;
  onToggle: () => void;
}

/** A block or a page. All of it can be clicked; for keys and screen readers a button covers it. */
export function Cell({ cell, ahead, details: shown, isTabbable, onFocus, onToggle }: Props) {
  const details = `details of ${cell.id}`.replaceAll(' ', '-'); // A blank would make it two ids.
  const isQuiet = cell.state === 'free' && isIdle(cell);
  const classes = ['cell', cell.state, cell.danger && 'danger', cell.change && 'changed', ahead !== undefined && 'ahead', isQuiet && 'quiet'];
  return (
    <li class={classes.filter(Boolean).join(' ')} data-owner={cell.owner?.colour} data-id={cell.id} onClick={onToggle}>
      <button class="cover" data-cell tabIndex={isTabbable ? 0 : -1} aria-label={describeCell(cell, ahead)}
        aria-expanded={shown !== undefined} aria-controls={details} onFocus={onFocus} />
      <span class="number" title={cell.title}>{cell.number}</span>
      <Swatch file={cell.owner} state={cell.state} />
      <div class="content">
        <div class="line" aria-hidden="true">
          <span class="owner">{cell.danger && <Icon name="alert" />}{ownership(cell)}</span>
          {!isQuiet && <Count cell={cell} />}
        </div>
        {cell.transfers.map((transfer, index) => <TransferLane key={index} transfer={transfer} danger={cell.danger} />)}
        <Owners cell={cell} isTabbable={isTabbable} />
        {ahead !== undefined && <div class="next" aria-hidden="true">next: {ahead}</div>}
        {cell.pins.length + cell.mappings.length + cell.waiters.length > 0 && (
          <ul class="chips" aria-hidden="true">
            {cell.pins.map((pin) => <PinChip key={`pin ${pin.holder} ${pin.use} ${pin.home?.name}`} pin={pin} owner={cell.owner} />)}
            {cell.mappings.map((mapping) => <MappingChip key={`map ${mapping.task}`} mapping={mapping} />)}
            {cell.waiters.map((waiter) => <WaiterChip key={`wait ${waiter.task}`} waiter={waiter} />)}
          </ul>
        )}
      </div>
      <div id={details} hidden={!shown} class="details" onClick={(event) => event.stopPropagation()}>{shown && <Details cell={cell} {...shown} />}</div>
    </li>
  );
}

/** A reference count: a ring for what an idle page has, a dot for each pin, mapping and whoever else holds it; in words where the mouse or the focus is. */
function Count({ cell }: { cell: CellData }) {
  const { now, was } = cell.refcount;
  const { mapped, pinned, rest } = holders(cell);
  const dots = Math.min(DOTS, mapped + pinned + Math.max(0, rest));
  return (
    <span class={was === undefined ? 'count' : 'count new'}>
      <span class="dots">{'○'.repeat(cell.base)}{'●'.repeat(dots)}</span>
      {was !== undefined && <span class="was">{was}→</span>}
      <span>{now}</span>
      <span class="words">{describeReferences(cell)}</span>
    </span>
  );
}

/** Who gave it to whom, and who took it away. */
function Owners({ cell, isTabbable }: { cell: CellData; isTabbable: boolean }) {
  const { change, state, owner, since, former } = cell;
  return (
    <>
      {change !== undefined && !isLostNow(cell) && <div class="change" aria-hidden="true">{change}</div>}
      {state === 'owned' && since && (
        <div class="owners">given <span class="named">to {owner?.name} </span>by {since.task}, <EventLink event={since.event} isTabbable={isTabbable} /></div>
      )}
      {former && (
        <div class={isLostNow(cell) ? 'owners change' : 'owners'}>
          was <span data-owner={former.owner.colour}><Swatch file={former.owner} /></span> page {former.index} <span class="named">of {former.owner.name} </span>until{' '}
          <EventLink event={former.until.event} isTabbable={isTabbable} />, {former.until.task}
        </div>
      )}
    </>
  );
}
