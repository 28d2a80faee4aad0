import { Icon } from '../common/icon';
import { Swatch } from '../common/swatch';
import type { Cell, FileName, Mapping, Pin, Transfer, Waiter } from '../messages/ownership';

export function PinChip({ pin, owner }: { pin: Pin; owner?: FileName | undefined }) {
  const { holder, use, count, home, isNew } = pin;
  const isForeign = home !== undefined && home.name !== owner?.name;
  return (
    <li class={chip('pin', isNew)} data-owner={isForeign ? home.colour : undefined} title={`pinned by ${holder}`}>
      <Icon name="pin" />{holder}{use && <span class="muted">{use}</span>}{count > 1 && ` ×${count}`}{isForeign && ` for ${home.letter}`}
    </li>
  );
}

export function MappingChip({ mapping }: { mapping: Mapping }) {
  const { task, writable, foreign, isNew } = mapping;
  return (
    <li class={chip('map', isNew)} title={`mapped by ${task}, ${writable ? 'writable' : 'read-only'}`}>
      <Icon name="map" />{task} <span class="muted">{writable ? 'rw' : 'ro'}</span>{foreign && ` as ${foreign.letter}`}
    </li>
  );
}

export function WaiterChip({ waiter: { task, isNew } }: { waiter: Waiter }) {
  return <li class={chip('wait', isNew)} title={`${task} sleeps until something happens to it`}><Icon name="wait" />{task} <span class="muted">waits</span></li>;
}

/** DMA: a beam in the colour of the file it is meant for, so that a beam that does not match its block is seen at once. */
export function TransferLane({ transfer, danger }: { transfer: Transfer; danger: Cell['danger'] }) {
  const { device, direction, status, home, isNew } = transfer;
  return (
    <div class={`lane ${direction} ${status}${danger ? ' stray' : ''}${isNew ? ' new' : ''}`} data-owner={home?.colour} aria-hidden="true">
      <span class="beam" />
      <span class="label">
        <Icon name={direction} />
        <span class="device">{device}</span>
        <span>{verb(transfer)}{home && ' for'}</span>
        {home && <Swatch file={home} />}
        {home && <span class="home">{home.name}</span>}
        {danger && <span class="tag">stray</span>}
      </span>
    </div>
  );
}

function verb({ direction, status }: Transfer): string {
  if (status === 'queued') return direction === 'in' ? 'will write' : 'will read';
  return direction === 'in' ? 'writes' : 'reads';
}

function chip(kind: string, isNew: boolean): string {
  return `chip ${kind}${isNew ? ' new' : ''}`;
}
