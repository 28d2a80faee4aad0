import { probed } from './probed';
import type { RecordedEvent } from './recorded-event';

/** Tracepoints of fs/dax.c, by the function that has them. */
const FUNCTIONS: Readonly<Record<string, string>> = { dax_pte_fault: 'dax_iomap_pte_fault', dax_pmd_fault: 'dax_iomap_pmd_fault', dax_writeback_range: 'dax_writeback_mapping_range' };

/** The function that was entered, if an event says so: a call, a probe at its beginning, or a tracepoint that one function alone has. */
export function enteredBy(event: RecordedEvent): string | undefined {
  if (event.kind === 'call') return event.name;
  return event.kind === 'event' ? FUNCTIONS[event.name] ?? probed(event.text) : undefined;
}
