import type { MissingWaitDocument } from '../../explorer/check-messages';
import type { MissingWait } from '../../machine/explain/missing-wait';

/** What `run` and `check` add to a verdict in JSON if something is wrong. Events count from 1, as everywhere in JSON. */
export function missingWaitDocument(missing: MissingWait | null): { missingWait?: MissingWaitDocument } {
  return missing ? { missingWait: { sentence: missing.sentence, events: missing.events.map((index) => index + 1) } } : {};
}
