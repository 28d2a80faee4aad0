// To where it could still have gone right: just before the event after which nothing does.
import { LOST_AT_ONCE } from '../../machine/explain/last-chance';
import type { Debuggee } from './debuggee';
import { lastChanceSentences } from '../passing/in-words';
import type { Stop } from '../stops/stop';

export function gotoLastChance(debuggee: Debuggee): Stop {
  const { execution, lastChance } = debuggee;
  const found = lastChance.find();
  if (!found) return { reason: 'pause', task: debuggee.stop?.task ?? 0, description: 'Nothing found', text: why(debuggee) };
  debuggee.go(found.event);
  const text = lastChanceSentences(execution, lastChance, found).join(' ');
  return { reason: 'goto', task: execution.choiceAt(found.event).task, description: 'Paused at the last chance', text };
}

function why({ execution, lastChance }: Debuggee): string {
  switch (lastChance.avoidable(execution.length)) {
    case 'no': return LOST_AT_ONCE;
    case 'unknown': return 'Whether what is recorded can still go right is not known: too much can follow to look at all of it.';
    case 'endless': return 'What is recorded can go on for ever, and nothing is wrong yet.';
    case 'yes': return 'There is no point of no return in what is recorded: after it, it can still go right.';
  }
}
