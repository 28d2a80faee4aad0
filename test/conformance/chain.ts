// Reads a call tree recorded from a real kernel (`*.chain.txt`): per task, the functions in the order they were entered.

export interface Chain {
  /** Functions in call order, by recorded task: `labA`, `labB`, `<idle>`. */
  readonly tasks: ReadonlyMap<string, readonly string[]>;
  /** Calls of the busy-page scan, by its entry probe. */
  readonly scans: number;
}

export function parseChain(text: string): Chain {
  const tasks = new Map<string, string[]>();
  let current: string[] = [];
  let scans = 0;
  for (const line of text.split('\n')) {
    const task = /^\[(.+)\]$/.exec(line);
    if (task) {
      current = [];
      tasks.set(task[1] as string, current);
    } else if (line.includes('/* kp_busy')) scans++;
    else {
      const call = /^\s*(\w+)(?: \[\w+\])?\(\)$/.exec(line);
      if (call) current.push(call[1] as string);
    }
  }
  return { tasks, scans };
}

/** The same function again, with nothing recorded between: one visit. */
export function visits(functions: readonly string[]): string[] {
  return functions.filter((name, i) => name !== functions[i - 1]);
}
