import { RecordingReader } from './recording-reader';

/** So much of a text tells. */
export const HEAD = 1 << 16;

/** Whether a text is a recording, by its beginning: it says so, or more of its lines are of one than not. */
export function isRecording(text: string): boolean {
  const head = text.slice(0, HEAD);
  if (/^# tracer: /m.test(head)) return true;
  let events = 0;
  const reader = new RecordingReader(({ kind }) => {
    if (kind !== 'stack') events++;
  });
  // The last line may be cut.
  reader.read(text.length > HEAD ? head.slice(0, head.lastIndexOf('\n') + 1) : head);
  reader.end();
  return events > reader.strangeLines;
}
