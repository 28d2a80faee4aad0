import type { Alarm, Cell } from '../../view/messages';

/** What is the matter with the blocks, one sentence for each. */
export function alarmsOf(cells: readonly Cell[]): Alarm[] {
  return cells.flatMap((cell) => {
    const text = cell.danger && describe(cell);
    return text ? [{ text, cell: cell.id, isNew: false }] : [];
  });
}

function describe(cell: Cell): string {
  const title = cell.title.replace(/^./, (first) => first.toUpperCase());
  const fate = cell.state === 'owned' && cell.owner ? `belongs to ${cell.owner.name} now` : cell.state === 'free' ? 'is free' : 'was freed';
  const running = cell.transfers.find(({ status }) => status === 'running');
  if (running) {
    const verb = running.direction === 'in' ? 'still writing into it' : 'still reading from it';
    return `${title} ${fate}, and ${running.device} is ${verb}${on(running.home?.name)}.`;
  }
  const [waiting] = cell.transfers;
  if (waiting) {
    const verb = waiting.direction === 'in' ? 'write into it' : 'read from it';
    return `${title} ${fate}, and ${waiting.device} is about to ${verb}${on(waiting.home?.name)}.`;
  }
  const [pin] = cell.pins;
  if (pin?.use === 'RDMA') return `${title} ${fate}, and a network card may still write into it${on(pin.home?.name)}.`;
  return `${title} ${fate}, and ${pin?.holder ?? 'somebody'} still has it pinned${on(pin?.home?.name)}.`;
}

function on(file: string | undefined): string {
  return file ? ` for ${file}` : '';
}
