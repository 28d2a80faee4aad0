// The past tense of event texts, which are commands: "pin page 0" is what an event does, "pinned page 0" what it has done.

/** Verbs that the model kernel's texts use, and those that a scenario's own functions are likely to. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(Object.entries({
  be: 'was', become: 'became', begin: 'began', break: 'broke', bring: 'brought', come: 'came', do: 'did', find: 'found', forget: 'forgot', get: 'got',
  give: 'gave', go: 'went', have: 'had', hold: 'held', keep: 'kept', know: 'knew', leave: 'left', let: 'let', lose: 'lost', make: 'made', meet: 'met',
  put: 'put', read: 'read', rewrite: 'rewrote', run: 'ran', see: 'saw', send: 'sent', set: 'set', shut: 'shut', sleep: 'slept', split: 'split', take: 'took',
  tell: 'told', throw: 'threw', understand: 'understood', wake: 'woke', write: 'wrote',
}));
/** Their last consonant is doubled. */
const DOUBLING = /^(?:(?:un|re)?(?:pin|map|plug|tag|zap)|cap|drop|flip|grab|log|plan|signal|skip|step|stop|strip|swap|trap|trim|(?:ad|com|e|o|per|sub|trans)mit)$/;

/** What texts begin with that are no commands. `atomic`: the text of a statement to which the source gives none. */
const NO_VERB = /^(?:a|an|the|one|no|nobody|is|are|has|does|can|how|of|atomic)$/;

/** The verb of a text and what follows it; undefined if the text is no command: a question, a sentence with a subject, an assignment. */
export function commandOf(text: string): { readonly verb: string; readonly rest: string } | undefined {
  const [, verb, rest] = /^([a-z]+(?:-[a-z]+)*)((?: .*)?)$/s.exec(text) ?? [];
  if (verb === undefined || NO_VERB.test(verb) || text.endsWith('?') || rest!.startsWith(' = ')) return undefined;
  return { verb, rest: rest! };
}

/** `took block 0 away` for `take block 0 away`; undefined if the text is no command. */
export function pastTense(text: string): string | undefined {
  const command = commandOf(text);
  return command && pastOf(command.verb) + command.rest;
}

function pastOf(verb: string): string {
  const irregular = IRREGULAR.get(verb);
  if (irregular !== undefined) return irregular;
  if (DOUBLING.test(verb)) return `${verb}${verb.at(-1)!}ed`;
  if (verb.endsWith('e')) return `${verb}d`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
}
