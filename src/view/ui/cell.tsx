import type { Cell as CellData } from '../messages';
import { MappingChip, PinChip, TransferLane } from './chips';
import { Details } from './details';
import { Icon } from './icon';
import { Count } from './count';
import { Swatch } from './swatch';
import { describeCell, isIdle, ownership } from './words';

interface Props {
  cell: CellData;
  isOpen: boolean;
  isTabbable: boolean;
  onFocus: () => void;
  onToggle: () => void;
}

/** A block or a page. All of it can be clicked; for keys and screen readers a button covers it. */
export function Cell({ cell, isOpen, isTabbable, onFocus, onToggle }: Props) {
  const details = `details of ${cell.id}`;
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
