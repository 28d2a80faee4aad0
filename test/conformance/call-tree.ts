// Reads what is left of a recording where only its call trees were kept (`*.chain.txt`): task by task, without times. A task sleeps
// where it is switched from, and goes on when another has woken it, or, if nobody else can go on, when an interrupt has: one that has
// woken it more often than to begin.
import { field, type TaskEvent } from '../../src/trace/validation/task-event';

const IDLE = '<idle>';

type Item = Pick<TaskEvent, 'name' | 'text' | 'callers'>;

/** The events of all tasks, in an order that they can have had. Times only tell the order. */
export function parseCallTrees(text: string): TaskEvent[] {
  const tasks = readTasks(text);
  const interrupts = new Map<string, number>();
  for (const item of tasks.get(IDLE) ?? []) interrupts.set(wakes(item) ?? '', (interrupts.get(wakes(item) ?? '') ?? 0) + 1);
  const asleep = new Set<string>();
  const ends = endingsOfSleeps(tasks);
  const events: TaskEvent[] = [];
  const add = (task: string, item: Item): unknown => events.push({ ...item, task, pid: undefined, inInterrupt: false, time: events.length, line: events.length });
  tasks.delete(IDLE);
  const left = new Map([...tasks].map(([task, items]) => [task, [...items]]));
  const unfinished = (): string[] => [...left].filter(([, items]) => items.length > 0).map(([task]) => task);
  for (let names = unfinished(); names.length > 0; names = unfinished()) {
    const isWoken = (task: string): boolean => [...left].some(([other, items]) => other !== task && items.some((item) => wakes(item) === task));
    const task = names.find((name) => !asleep.has(name)) ?? names.find((name) => (interrupts.get(name) ?? 0) > 1) ?? names.find((name) => !isWoken(name)) ?? names[0]!;
    if (asleep.delete(task)) add(IDLE, { name: 'sched_switch', text: `next_comm=${task}`, callers: [] });
    for (let item = left.get(task)!.shift(); item; item = asleep.has(task) ? undefined : left.get(task)!.shift()) {
      const endings = ends.get(task) ?? 0;
      const isOutside = /prev_state=[SD]/.test(item.text) && item.callers.length === 0;
      add(task, isOutside && endings === 0 ? { ...item, text: item.text.replace(/prev_state=\w/, '') } : item);
      if (isOutside) ends.set(task, Math.max(0, endings - 1));
      if (item.name === 'sched_switch') asleep.add(task);
      asleep.delete(wakes(item) ?? '');
    }
  }
  return events;
}

/** The operations, as the command line of the program that was recorded has them. */
export function operationsIn(text: string): string {
  return [...text.matchAll(/^\[lab(\w+)\]\n {2}ENTER (\w+) ?(.*)$/gm)].map(([, actor, name, options]) => `${actor}@0:${name}:${options}`).join(' ');
}

function wakes({ name, text }: Item): string | undefined {
  return name === 'sched_waking' ? field(text, 'comm') : undefined;
}

/** How often functions that an interrupt calls have woken each task. A sleep outside of all functions that were recorded is one of the kernel if there is such an end to it, else one of the program. */
function endingsOfSleeps(tasks: ReadonlyMap<string, readonly Item[]>): Map<string, number> {
  const found = new Map<string, number>();
  for (const item of tasks.get(IDLE) ?? []) if (item.callers.length > 0) found.set(wakes(item) ?? '', (found.get(wakes(item) ?? '') ?? 0) + 1);
  return found;
}

/** `[labA]`, then a line for each call, mark or event of the task. What interrupts did is not said of them. */
function readTasks(text: string): Map<string, Item[]> {
  const tasks = new Map<string, Item[]>();
  let items: Item[] = [];
  let task = '';
  let stack: { readonly depth: number; readonly name: string }[] = [];
  for (const line of text.split('\n')) {
    const section = /^\[(.+)\]$/.exec(line)?.[1];
    if (section !== undefined) {
      [task, items, stack] = [section, [], []];
      if (section.startsWith('lab') || section === IDLE) tasks.set(section, items);
    }
    const depth = /^ */.exec(line)![0].length;
    const around = stack.filter((caller) => caller.depth < depth);
    const callers = around.map(({ name }) => name);
    const called = /^ *(\w+)(?: \[\w+\])?\(\)$/.exec(line)?.[1];
    const [, way, mark] = /^ *(ENTER|LEAVE) (.*)$/.exec(line) ?? [];
    const [, name, rest] = /^ *\/\* (\w+): (.*\S) *\*\/$/.exec(line) ?? [];
    if (called !== undefined) {
      items.push({ name: 'call', text: called, callers });
      // What a probe at its beginning says stands beside it, and before what it calls.
      stack = [...around, { depth, name: called }];
    } else if (/\/\* \w+ close pipe \*\//.test(line)) items.push({ name: 'mark', text: `${task} close pipe`, callers: [] });
    else if (mark !== undefined) items.push({ name: 'mark', text: `${task} ${way === 'ENTER' ? '>' : '<'}${mark}`, callers });
    else if (name !== undefined) {
      // Of its own: it has done what it was to do, and keeps its mapping.
      if (name === 'sched_switch' && callers.length === 0) items.push({ name: 'mark', text: `${task} touched`, callers });
      items.push({ name, text: rest!, callers });
    }
  }
  return tasks;
}
