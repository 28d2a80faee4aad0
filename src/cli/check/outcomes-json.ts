import type { Program } from '../../compiler/program';
import type { CheckedResult, OutcomeDocument } from '../../explorer/check-messages';
import { neverDone, type OutcomeClass, type Outcomes } from '../../explorer/answers/outcomes';

/** What `check --json --outcomes` adds to a result. `times` and the numbers of `marks` stop at 3, which is 3 or more. */
export function outcomesDocument(outcomes: Outcomes): Pick<CheckedResult, 'outcomes' | 'outcomesComplete' | 'neverDone'> {
  const { program, classes, bound, error } = outcomes;
  const complete = bound === null && error === undefined;
  return {
    outcomes: classes.map((each) => ({
      outcome: outcomeDocument(program, each), endStates: each.endStates, schedule: each.schedule, events: each.events,
    })),
    outcomesComplete: complete,
    neverDone: complete ? neverDone(outcomes) : [],
  };
}

function outcomeDocument(program: Program, { verdict, property, counts }: OutcomeClass): OutcomeDocument['outcome'] {
  const tasks = program.tasks.flatMap(({ index, name }) => {
    const own = counts.filter(({ variable }) => variable.task === index);
    const calls = own.filter(({ variable }) => variable.kind === 'call')
      .map(({ variable, returned, times, isUnderway }) => ({ call: variable.name, returned, times, begun: times > 0 || isUnderway }));
    const marks = Object.fromEntries(own.filter(({ variable }) => variable.kind === 'mark').map(({ variable, times }) => [variable.name, times]));
    return own.length > 0 ? [{ task: name, calls, marks }] : [];
  });
  return { verdict, property, tasks };
}
