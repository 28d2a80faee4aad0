// The present tense of event texts, which are commands: "pin page 0" is what an event does, "pins page 0" what its thread does.
import { commandOf } from './past-tense';

const IRREGULAR: ReadonlyMap<string, string> = new Map([['be', 'is'], ['have', 'has']]);

/** `takes block 0 away` for `take block 0 away`; undefined if the text is no command. */
export function presentTense(text: string): string | undefined {
  const command = commandOf(text);
  return command && presentOf(command.verb) + command.rest;
}

function presentOf(verb: string): string {
  const irregular = IRREGULAR.get(verb);
  if (irregular !== undefined) return irregular;
  if (/(?:s|x|z|ch|sh|o)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}
