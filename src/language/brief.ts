/** What a message quotes of a text that somebody has written: one line, and no more than `most` characters of it. */
export function brief(text: string, most = 80): string {
  const start = text.slice(0, most).replaceAll(/\s+/g, ' ');
  return text.length > most ? `${start}…` : start;
}
