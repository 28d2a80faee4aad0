import type { CellDetail, ResultDetail, RunDetail } from '../messages/results';
import { Buttons, Comparisons, type Steps } from './detail-parts';
import { Outcomes } from './outcomes';
import { lookOf } from './table';
import { VerdictIcon } from './verdict-icon';
import { cellText, count, secondsText } from './words';

/** What is known of a scenario on a version, the answer first. */
export function Detail({ detail, alike, steps }: { detail: CellDetail; alike: string | undefined; steps: Steps }) {
  const { name, kernel, results, state, problem, before, more } = detail;
  return (
    <section class={`detail ${before === undefined ? '' : 'old'}`} aria-label={`${name} on ${kernel}`}>
      <h2><span class="kernel">{kernel}</span> {name}{alike !== undefined && <span class="muted"> and alike on {alike}</span>}</h2>
      {before !== undefined && (
        <p class="stale">What is below was found <strong>before {before}</strong>. <button class="link" onClick={steps.check}>Check again</button></p>
      )}
      {results.length === 0 && <p class="muted">{problem ?? NOTHING[state]}</p>}
      {results.map((result) => <Result key={result.expected} result={result} more={more} steps={steps} />)}
    </section>
  );
}

const NOTHING: Readonly<Record<CellDetail['state'], string>> = {
  none: 'It was not checked on this version.', waiting: 'It will be checked when it is its turn.', running: 'It is being checked: there is no verdict yet.',
  done: '', refused: 'It cannot run on this version.', cancelled: 'It was not checked: that was cancelled.',
};

function Result({ result, more, steps }: { result: ResultDetail; more: CellDetail['more']; steps: Steps }) {
  const { pass, expected, runs, reason, comparisons, mayHaveMore, outcomes } = result;
  const [first, ...others] = runs;
  return (
    <>
      <p class={`verdict ${lookOf({ ...result, state: 'done' })}`}>
        <VerdictIcon of={result.verdict} /> <strong>{cellText({ ...result, state: 'done' })}</strong>
        <span class="muted">{pass ? 'as expected' : result.verdict === 'unknown' ? `not known whether it ${expected}` : `expected ${expected}`}</span>
      </p>
      {first ? <Run run={first} steps={steps} isFirst /> : (
        <>
          {reason !== undefined && <p class="reason">{reason}</p>}
          <Buttons><button class="button secondary" onClick={() => steps.debug()}>Debug</button><Comparisons offers={comparisons} steps={steps} /></Buttons>
        </>
      )}
      <p class="facts muted">{factsOf(result)}</p>
      {others.length > 0 && (
        <>
          <h3>{count(others.length)} other {others.length === 1 ? 'way' : 'ways'} in which it goes wrong{mayHaveMore && ', and perhaps more'}</h3>
          <ol class="runs" start={2}>{others.map((run) => <li key={run.schedule}><Run run={run} steps={steps} /></li>)}</ol>
        </>
      )}
      {outcomes && <Outcomes outcomes={outcomes} steps={steps} />}
      {more === 'running' && <p class="muted">Looking for other counterexamples and all outcomes …</p>}
      {more === 'none' && result.verdict !== 'unknown' && <p><button class="link" onClick={steps.more}>Look for other counterexamples and all outcomes</button></p>}
    </>
  );
}

/** A run and what can be done with it. The paragraph is behind the sentence, if there is one. */
function Run({ run, steps, isFirst = false }: { run: RunDetail; steps: Steps; isFirst?: boolean }) {
  const { title, functions, sentence, reason, lastChance, nearest, schedule, events, comparisons } = run;
  return (
    <div class="run">
      {!isFirst && <p><strong>{title}</strong> <span class="muted">{count(events)} events</span></p>}
      {functions.length > 0 && !isFirst && <p class="muted">{functions.join(', ')}</p>}
      {sentence !== undefined && <p class="sentence">{sentence}</p>}
      <Buttons>
        <button class={isFirst ? 'button' : 'button secondary'} onClick={() => steps.debug(schedule, events)}>Debug</button>
        <Comparisons offers={comparisons} steps={steps} />
      </Buttons>
      {lastChance !== undefined && <p>{lastChance}</p>}
      {nearest !== undefined && <p>{nearest}</p>}
      {reason !== undefined && (sentence === undefined ? <p class="reason">{reason}</p> : <details><summary>More</summary><p class="reason">{reason}</p></details>)}
    </div>
  );
}

/** `8,338 states, 23,411 transitions, 0.20 s, all there are; counterexample of 49 events` */
function factsOf({ states, transitions, seconds, bound, sameAs, runs }: ResultDetail): string {
  return [
    `${count(states)} states`, `${count(transitions)} transitions`, sameAs === undefined ? secondsText(seconds) : `does the same as on ${sameAs}`,
    bound === undefined ? 'complete' : `not complete: ${bound}`, ...(runs[0] ? [`${count(runs[0].events)} events to there`] : []),
  ].join(' · ');
}
