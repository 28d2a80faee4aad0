import { Empty } from '../common/empty';
import type { StartCommand } from '../messages/view-action';

export function EmptyOwnership({ onCommand }: { onCommand: (command: StartCommand) => void }) {
  return (
    <Empty title="Which file owns which block" sketch={<Sketch />} onCommand={onCommand}>
      at every stop this view shows who owns the blocks of a device, who pins and maps them, and where a device is writing.
    </Empty>
  );
}

function Sketch() {
  return (
    <svg class="sketch" viewBox="0 0 132 56" aria-hidden="true">
      <path class="beam" d="M66 2v14m-5-5 5 5 5-5" />
      <rect class="block one" x="6" y="20" width="36" height="32" rx="3" />
      <rect class="block two" x="48" y="20" width="36" height="32" rx="3" />
      <rect class="block none" x="90" y="20" width="36" height="32" rx="3" />
      <text x="24" y="42">A</text>
      <text x="66" y="42">B</text>
    </svg>
  );
}
