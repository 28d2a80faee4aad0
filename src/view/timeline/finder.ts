import type { Found } from '../messages/timeline';

type Ask = (text: string, from: number) => Promise<Found | undefined>;

/** More than anybody walks through. */
const MOST = 10_000;

/** The events that a search has found so far: an answer covers a part of a long execution, and the next one is asked for by itself. */
export class Finder {
  text = '';
  events: readonly number[] = [];
  isComplete = true;
  private search = 0;

  constructor(private readonly ask: Ask, private readonly changed: () => void) {}

  async find(text: string): Promise<void> {
    const search = ++this.search;
    this.text = text;
    this.events = [];
    this.isComplete = text.trim() === '';
    this.changed();
    for (let from: number | undefined = 0; !this.isComplete;) {
      const found = await this.ask(text, from);
      // Something else is looked for by now.
      if (search !== this.search) return;
      this.events = [...this.events, ...found?.events ?? []];
      from = found?.next;
      this.isComplete = from === undefined || this.events.length >= MOST;
      this.changed();
      if (from === undefined) break;
    }
  }

  /** From an event on, and then from the other end. */
  next(event: number, direction: 1 | -1): number | undefined {
    const { events } = this;
    return direction > 0 ? events.find((each) => each > event) ?? events[0] : events.findLast((each) => each < event) ?? events[events.length - 1];
  }
}
