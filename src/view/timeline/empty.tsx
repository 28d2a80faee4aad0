import { Empty } from '../common/empty';
import type { StartCommand } from '../messages/view-action';

export function EmptyTimeline({ onCommand }: { onCommand: (command: StartCommand) => void }) {
  return (
    <Empty title="An execution over time" onCommand={onCommand}>
      a lane for each thread, a bar for each block in the colour of its owner, and what should have waited for what.
    </Empty>
  );
}
