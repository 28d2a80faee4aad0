// function_graph without a column for tasks says who runs on a CPU only when another comes. What happened before is held back until then.
import type { RecordedEvent } from './recorded-event';

/** So many events are held back; on a CPU that stays with one task they are told without it then. */
const MOST = 20_000;

export class FirstTasks {
  #held: RecordedEvent[] = [];
  #isKnown = false;
  readonly #unknown = new Set<number>();

  constructor(private readonly pass: (event: RecordedEvent) => void) {}

  tell(event: RecordedEvent): void {
    if (!this.#isKnown && event.pid === undefined && event.cpu !== undefined && event.kind !== 'lost') this.#unknown.add(event.cpu);
    else if (this.#unknown.size === 0) return this.pass(event);
    this.#held.push(event);
    if (this.#held.length >= MOST) this.end();
  }

  /** It has turned out who was on the CPU until now. */
  known(cpu: number, task: string, pid: number): void {
    if (!this.#unknown.delete(cpu)) return;
    this.#held = this.#held.map((event) => {
      if (event.cpu !== cpu || event.pid !== undefined || event.kind === 'lost') return event;
      // It may lie within others, and be known by them.
      return Object.assign(event, { task, pid });
    });
    if (this.#unknown.size === 0) this.#flush();
  }

  /** Nothing is held back any more. */
  end(): void {
    this.#isKnown = true;
    this.#unknown.clear();
    this.#flush();
  }

  #flush(): void {
    const held = this.#held;
    this.#held = [];
    for (const event of held) this.pass(event);
  }
}
