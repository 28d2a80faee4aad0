// Reports of several kernels and tools: what is read of each.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStackReport } from '../../src/trace/stack-report';

const read = (name: string) => readStackReport(readFileSync(join(import.meta.dirname, 'reports', `${name}.txt`), 'utf8'));

describe('the stacks of a report', () => {
  it('of the hung-task detector', () => {
    const { release, tasks, otherLines } = read('hung-task-6.18');
    expect(release).toBe('6.18.15+deb14-amd64');
    expect(tasks.map(({ name, pid, line }) => [name, pid, line])).toEqual([['xfs_io', 1187, 4], ['fio', 1201, 26]]);
    expect(tasks[0]!.frames).toEqual([
      '__schedule', 'schedule', 'xfs_wait_dax_page', 'dax_break_layout', 'xfs_break_layouts', 'xfs_vn_setattr', 'notify_change', 'do_truncate', 'do_ftruncate',
      'do_sys_ftruncate', 'do_syscall_64', 'entry_SYSCALL_64_after_hwframe',
    ]);
    expect(otherLines).toBe(0);
  });

  it('of /proc/PID/stack, several with their names by head(1)', () => {
    const { release, tasks } = read('stack-files-5.10');
    expect(release).toBeUndefined();
    expect(tasks.map(({ name, pid, frames }) => [name, pid, frames[0]])).toEqual([['task', 412, 'xfs_wait_dax_page'], ['task', 413, 'rwsem_down_write_slowpath']]);
  });

  it('of crash', () => {
    const { release, tasks: [task] } = read('crash');
    expect([release, task]).toEqual(['4.19.0-27-amd64', { name: 'holepunch', pid: 2204, line: 3, frames: ['__schedule', 'schedule', 'xfs_break_layouts', 'xfs_file_fallocate', 'vfs_fallocate'] }]);
  });

  it('of an older kernel through syslog: no `?`, no part that a compiler has split off, one task and not two', () => {
    const { release, tasks, otherLines } = read('syslog-5.4');
    expect(release).toBe('5.4.0-200-generic');
    expect(tasks).toEqual([{ name: 'kworker/u8:3', pid: 77, line: 3, frames: ['__schedule', 'schedule', 'dax_writeback_mapping_range'] }]);
    // Its workqueue.
    expect(otherLines).toBe(1);
  });

  it('without a name, from one file', () => {
    expect(readStackReport('[<0>] xfs_wait_dax_page+0x25/0x40 [xfs]\n[<0>] notify_change+0x2d9/0x450\n').tasks).toEqual([{ name: 'task', frames: ['xfs_wait_dax_page', 'notify_change'], line: 1 }]);
  });

  it('are never more than its lines, whatever it is', () => {
    const lines = readFileSync(join(import.meta.dirname, 'reports', 'hung-task-6.18.txt'), 'utf8').split('\n');
    const mutated = fc.array(fc.tuple(fc.nat(lines.length - 1), fc.nat(120), fc.string()), { maxLength: 40 })
      .map((changes) => changes.map(([line, at, text]) => `${lines[line]!.slice(0, at)}${text}${lines[line]!.slice(at + 1)}`));
    fc.assert(fc.property(mutated, (changed) => {
      const { tasks, otherLines } = readStackReport(changed.join('\n'));
      const frames = tasks.reduce((sum, task) => sum + task.frames.length, 0);
      expect(frames + otherLines).toBeLessThanOrEqual(changed.join('\n').split(/\r?\n/).length);
    }));
  });
});
