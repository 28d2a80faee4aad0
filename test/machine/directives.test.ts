import { describe, expect, it } from 'vitest';
import { Execution } from '../../src/machine/execution/execution';
import { createScheduler } from '../../src/machine/schedule/scheduler';
import { compileTrees } from '../compiler/tiny-kernel';
import { scenarioTrees } from '../support/model-kernel';

const head = `scenario "x"
kernel v4.19
device pmem0 { blocks = 2 }
device nvme0
device nvme1
mount mnt { type = xfs  device = pmem0  dax }
file victim on mnt { blocks = 2 }
process reader { buf = mmap(victim, 0, 2); read_direct(nvme0, buf[0]); }
process other { buf = mmap(victim, 0, 2); read_direct(nvme1, buf[1]); }
process truncator { ftruncate(victim, 0); }
`;

/** The tasks of the events under a schedule, each time with the text of its last event; or what is wrong with it. */
function performed(directives: string): string[] | string {
  const trees = scenarioTrees(`${head}schedule { ${directives} }`);
  const { program } = compileTrees(trees);
  const created = createScheduler(program, { schedules: trees.scenario.schedules });
  if ('error' in created) return created.error.message;
  const execution = new Execution(program);
  const turns: string[] = [];
  for (let last = -1; ;) {
    const choice = created.scheduler.next(execution);
    if (!choice) return turns;
    const { task, text } = execution.step(choice);
    if (task.index !== last) turns.push('');
    turns[turns.length - 1] = `${task.name}: ${text}`;
    last = task.index;
  }
}

describe('the directives of a schedule', () => {
  it('name an agent by the name that the debugger shows', () => {
    expect(performed('run reader until blocked; run other until blocked; run "nvme1" 1 event; run "nvme0" 1 event; run "nvme1" until end;').slice(0, 5)).toEqual([
      'reader: submit reader.bio to nvme0', 'other: submit other.bio to nvme1', 'nvme1: take a request of nvme1', 'nvme0: take a request of nvme0',
      'nvme1: nvme1 raises its interrupt',
    ]);
  });

  it.each([
    ['run disk_transfer until end;', '`disk_transfer` is "nvme0", "nvme1": `run "nvme0" …`'],
    ['run "nvme9" until end;', 'there is no task `nvme9`; did you mean `nvme0`?'],
  ])('refuse what names no single task: %s', (directives, message) => expect(performed(directives)).toBe(message));

  it('stop a task at the second call of a function that a loop makes', () => {
    const turns = performed(`run reader until blocked; run truncator until blocked; run "nvme0" until end; run block_interrupt until end; run reader until end;
      run truncator until dax_layout_busy_page; run other 1 event; run truncator until end;`) as string[];
    const at = turns.findIndex((turn) => turn.startsWith('other:'));
    expect(turns.slice(at - 1, at + 1)).toEqual(['truncator: is page 0 idle? refcount 1', 'other: lock other.mmap_lock exclusively']);
  });
});
