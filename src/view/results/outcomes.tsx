import type { OutcomesDetail } from '../messages/results';
import { Buttons, Comparisons, type Steps } from './detail-parts';
import { VerdictIcon } from './verdict-icon';
import { count } from './words';

/** The ways in which the runs end, each with a run that shows it. */
export function Outcomes({ outcomes: { classes, isComplete, never }, steps }: { outcomes: OutcomesDetail; steps: Steps }) {
  return (
    <>
      <h3>{count(classes.length)} {classes.length === 1 ? 'outcome' : 'outcomes'}{!isComplete && ', and perhaps more'}</h3>
      <ol class="runs">
        {classes.map(({ verdict, property, tasks, endStates, schedule, events, comparisons }) => (
          <li key={schedule}>
            <p><VerdictIcon of={verdict} /> <strong>{property === undefined ? verdict : `${verdict} ${property}`}</strong>{' '}
              <span class="muted">{count(events)} events, {count(endStates)} {endStates === 1 ? 'end state' : 'end states'}</span></p>
            {tasks.map((task) => <p key={task} class="task">{task}</p>)}
            <Buttons><button class="button secondary" onClick={() => steps.debug(schedule, events)}>Debug</button><Comparisons offers={comparisons} steps={steps} /></Buttons>
          </li>
        ))}
      </ol>
      {never.length > 0 && <p class="muted">{never.join('; ')}</p>}
    </>
  );
}
