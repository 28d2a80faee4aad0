import type { Found, RangeQuery, TimelineRange } from '../messages/timeline';
import type { FromTimeline, ToTimeline } from '../messages/timeline-view';

type Answer = Extract<ToTimeline, { id: number }>;
type Copy = Without<Extract<FromTimeline, { kind: 'copySvg' | 'copyText' | 'savePng' }>, 'id'>;
type Without<Message, Member extends keyof Message> = Message extends unknown ? Omit<Message, Member> : never;

/** What is said where the session has ended meanwhile. */
export const NOTHING = 'Nothing was copied: the session has gone on or is over';

/** Questions to the debugger and their answers, which find each other by number. Undefined: there is no answer. */
export class Questions {
  private last = 0;
  private readonly waiting = new Map<number, (answer: Answer | undefined) => void>();

  constructor(private readonly post: (message: FromTimeline) => void) {}

  readonly range = async (query: RangeQuery): Promise<TimelineRange | undefined> => {
    const answer = await this.ask((id) => ({ kind: 'range', id, query }));
    return answer?.kind === 'range' ? answer.range : undefined;
  };

  readonly find = async (text: string, from: number): Promise<Found | undefined> => {
    const answer = await this.ask((id) => ({ kind: 'find', id, text, from }));
    return answer?.kind === 'found' ? answer.found : undefined;
  };

  /** Copies, and says what became of it. */
  readonly copy = async (what: Copy): Promise<string> => {
    const answer = await this.ask((id) => ({ ...what, id }));
    return answer?.kind === 'copied' ? answer.said : NOTHING;
  };

  answer(answer: Answer): void {
    this.waiting.get(answer.id)?.(answer);
    this.waiting.delete(answer.id);
  }

  /** Nobody will answer any more. */
  end(): void {
    for (const answered of this.waiting.values()) answered(undefined);
    this.waiting.clear();
  }

  private ask(question: (id: number) => FromTimeline): Promise<Answer | undefined> {
    const id = ++this.last;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.post(question(id));
    });
  }
}
