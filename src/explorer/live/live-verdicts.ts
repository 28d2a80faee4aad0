// Which verdicts on the open scenarios are those of their texts as they are now, which are old, and what is to be searched next. No I/O and no clock.
// Invariant: a verdict is `current` only if the latest code of the scenario has been examined and what its search reads has the key under which the
// verdict was found. So nothing that comes late, twice or in another order can be shown as current when it is not.
import { LruMap } from '../../language/lru-map';
import type { Examination, Mistaken, Wanted } from './examination';
import { isOutcomeOf, type Budget, type Outcome } from './outcome';

/** `outdated`: no search is on its way. `running`: one waits or is under way. */
export type LiveState = 'current' | 'outdated' | 'running';

export interface LiveVerdict {
  readonly wanted: Wanted;
  readonly state: LiveState;
  /** The verdict; if it is not current, that of an earlier text. */
  readonly outcome?: Outcome;
  /** When it was found. */
  readonly found?: number;
  /** It is being searched, and does not only wait. */
  readonly isUnderWay?: true;
}

export interface KnownOutcome {
  readonly outcome: Outcome;
  /** Milliseconds since 1970. */
  readonly found: number;
}

/** What is to be searched: of `document`, in its latest examination. */
export interface LiveJob {
  readonly document: string;
  readonly revision: number;
  readonly wanted: Wanted;
}

interface Document {
  /** The last edit: of the text, or of what is read along with it. */
  revision: number;
  /** The last edit after which something else may be read. */
  codeRevision: number;
  /** The last edit after which it may be searched. */
  allowed: number;
  /** Revision and result of the latest examination; that of a text with a mistake has no result. */
  examined: number;
  mistake: string | undefined;
  examination: Examination | undefined;
  /** Verdicts of this or earlier texts, by `Wanted.id`. */
  readonly shown: Map<string, KnownOutcome & { readonly key: string }>;
}

const MOST_KNOWN = 4_000;

export class LiveVerdicts {
  /** The one that was edited last comes last. */
  readonly #documents = new Map<string, Document>();
  readonly #known = new LruMap<string, KnownOutcome>(MOST_KNOWN);
  #running: LiveJob | undefined;
  /** Of all documents, so that what was asked about one is not taken for an answer about one that was opened later under its name. */
  #revisions = 0;

  /** Of each search. */
  constructor(public budget: Budget) {}

  get documents(): readonly string[] {
    return [...this.#documents.keys()];
  }

  /** It is open, and nothing is known of it. Returns its revision. */
  open(name: string): number {
    const revision = ++this.#revisions;
    this.#documents.set(name, { revision, codeRevision: revision, allowed: 0, examined: 0, mistake: undefined, examination: undefined, shown: new Map() });
    return revision;
  }

  close(name: string): void {
    this.#documents.delete(name);
  }

  /** `isCode`: something else may be read now. Returns the revision that an examination of it has. */
  edited(name: string, isCode: boolean): number {
    const document = this.#documents.get(name)!;
    document.revision = ++this.#revisions;
    if (isCode) document.codeRevision = document.revision;
    this.lookAt(name);
    return document.revision;
  }

  /** What was examined may be of an earlier text: then it says nothing. Returns whether it was not. */
  examined(name: string, revision: number, result: Examination | Mistaken): boolean {
    const document = this.#documents.get(name);
    if (!document || revision < document.codeRevision || revision < document.examined || revision > document.revision) return false;
    document.examined = revision;
    document.mistake = 'mistake' in result ? result.mistake : undefined;
    if ('mistake' in result) return true;
    document.examination = result;
    for (const wanted of result.wanted) {
      const known = this.#outcomeOf(document, wanted);
      if (known) document.shown.set(wanted.id, { ...known, key: wanted.key });
    }
    return true;
  }

  /** It is looked at: what it asks for comes first. */
  lookAt(name: string): void {
    const document = this.#documents.get(name);
    if (!document) return;
    this.#documents.delete(name);
    this.#documents.set(name, document);
  }

  /** What is there now may be searched: its author pauses, has saved, or asks for it. */
  allow(name: string): void {
    const document = this.#documents.get(name);
    if (document) document.allowed = document.revision;
  }

  /** The verdict that is wanted next, or undefined while one is being searched. */
  next(): LiveJob | undefined {
    return this.#running ? undefined : this.#mostWanted();
  }

  begin(job: LiveJob): void {
    this.#running = job;
  }

  /** The search that is under way, if nobody wants its verdict any more. */
  superseded(): LiveJob | undefined {
    const running = this.#running;
    // Until a new text is examined nobody knows what it asks for.
    const isWanted = (document: Document): boolean => !isFresh(document) || (document.mistake === undefined && document.examination!.wanted.some(({ key }) => key === running!.wanted.key));
    return running && ![...this.#documents.values()].some(isWanted) ? running : undefined;
  }

  /** `outcome`: undefined if it was cancelled. */
  end(job: LiveJob, outcome: Outcome | undefined, found: number): void {
    if (this.#running === job) this.#running = undefined;
    if (outcome) this.learn(job.wanted.key, { outcome, found });
  }

  /** From wherever it comes. */
  learn(key: string, known: KnownOutcome): void {
    this.#known.set(key, known);
    for (const document of this.#documents.values()) {
      for (const wanted of document.examination?.wanted ?? []) {
        if (wanted.key === key) document.shown.set(wanted.id, { ...known, key });
      }
    }
  }

  /** All that is known, the latest use last. */
  *known(): Iterable<readonly [key: string, known: KnownOutcome]> {
    yield* this.#known.entries();
  }

  /** Why the text is wrong, as far as it has been examined. */
  mistakeOf(name: string): string | undefined {
    const document = this.#documents.get(name);
    return document && isFresh(document) ? document.mistake : undefined;
  }

  examinationOf(name: string): Examination | undefined {
    return this.#documents.get(name)?.examination;
  }

  /** Whether positions in its examination are those of the text as it is. */
  isPlaced(name: string): boolean {
    const document = this.#documents.get(name);
    return document !== undefined && document.examined === document.revision && document.mistake === undefined;
  }

  verdictsOf(name: string): LiveVerdict[] {
    const document = this.#documents.get(name);
    return document?.examination?.wanted.map((wanted) => this.#verdict(document, wanted)) ?? [];
  }

  #verdict(document: Document, wanted: Wanted): LiveVerdict {
    const isRight = isFresh(document) && document.mistake === undefined;
    const now = isRight ? this.#outcomeOf(document, wanted) : undefined;
    if (now) return { wanted, state: 'current', ...now };
    const { outcome, found } = document.shown.get(wanted.id) ?? {};
    const isUnderWay = this.#running?.wanted.key === wanted.key && isRight;
    const state = isRight && (isUnderWay || isAllowed(document)) ? 'running' : 'outdated';
    return { wanted, state, ...(outcome && { outcome, found: found! }), ...(isUnderWay && { isUnderWay }) };
  }

  /** As far as it is the outcome of what is there now. */
  #outcomeOf({ examination, examined, revision }: Document, { key }: Wanted): KnownOutcome | undefined {
    const known = this.#known.find(key);
    // What was moved since it was examined has none that are known.
    const positions = examined === revision ? examination!.positions : '';
    return known && isOutcomeOf(known.outcome, positions, this.budget) ? known : undefined;
  }

  #mostWanted(): LiveJob | undefined {
    for (const [name, document] of [...this.#documents].reverse()) {
      const [wanted] = this.#missing(document);
      if (wanted) return { document: name, revision: document.examined, wanted };
    }
    return undefined;
  }

  /** What may be searched of it, in the order in which it is to be. */
  #missing(document: Document): Wanted[] {
    if (!isFresh(document) || document.mistake !== undefined || !isAllowed(document)) return [];
    return document.examination!.wanted.filter((wanted) => !this.#outcomeOf(document, wanted));
  }
}

/** What it expects and reads is known. */
function isFresh({ examined, codeRevision }: Document): boolean {
  return examined >= codeRevision;
}

function isAllowed({ allowed, codeRevision }: Document): boolean {
  return allowed >= codeRevision;
}
