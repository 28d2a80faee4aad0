import { describe, expect, it } from 'vitest';
import { daxscn, file, scenarios } from './command-line';

const lostUpdate = file('lost-update-outcomes.daxscn', scenarios.lostUpdate);
const three = file('three-outcomes.daxscn', scenarios.three);

/** Without the lines of the check itself, and without colours and times. */
async function paragraph(...args: string[]): Promise<string> {
  const { status, out } = await daxscn('check', '--outcomes', ...args);
  expect(status).toBe(0);
  return out.slice(out.search(/^ +\d+ outcomes? in/m));
}

describe('daxscn check --outcomes', () => {
  it('tells what all runs have in common, then the classes', async () => {
    expect(await paragraph(lostUpdate, '--kernel', 'v4.17')).toBe(`\
      2 outcomes in 2 end states
      all p0: increment returns; p1: increment returns
       1. checker: wait_for returns
          schedule a2b2c  (1 end state)
       2. hang  checker: wait_for does not return
          schedule ab2a  (1 end state)
`);
  });

  it('tells a call that does not return from one that is not even made', async () => {
    const path = file('not-called.daxscn', `scenario "x" kernel v4.19 device box { }
      process p { wait_for(box, 2); increment(box); }
      process q { increment(box); }
      expect v4.19 hang`);
    expect(await paragraph(path)).toContain('p: wait_for does not return, increment is not called');
  });

  it('tells runs that break a property by the property alone', async () => {
    expect(await paragraph(three, '--kernel', 'v4.17')).toBe(`\
      2 outcomes in 8 end states
       1. p: increment(box) returns, increment(box) returns, increment(box) returns; q: increment
          returns
          schedule ba4ba2  (1 end state)
       2. violates never_three
          schedule a6  (7 end states)
`);
  });

  it('adds to the results of the document, and changes nothing in them', async () => {
    const resultsOf = async (...args: string[]) => JSON.parse((await daxscn('check', '--json', lostUpdate, ...args)).out).results;
    const plain = await resultsOf();
    const told = await resultsOf('--outcomes');
    expect(plain.map((each: object) => ({ ...each, seconds: 0 })))
      .toEqual(told.map(({ outcomes: _, outcomesComplete: __, neverDone: ___, ...rest }: Record<string, unknown>) => ({ ...rest, seconds: 0 })));
    const increments = ['p0', 'p1'].map((task) => ({ task, calls: [{ call: 'increment(box)', returned: null, times: 1 }], marks: {} }));
    expect(told[1]).toMatchObject({
      kernel: 'v4.19', outcomesComplete: true, neverDone: [],
      outcomes: [{
        outcome: { verdict: 'holds', property: null, tasks: [...increments, { task: 'checker', calls: [{ call: 'wait_for(box, 2)', returned: null, times: 1 }] }] },
        endStates: 1, schedule: 'abc', events: 3,
      }],
    });
  });

  it('says when there may be more', async () => {
    const { status, out } = await daxscn('check', '--outcomes', lostUpdate, '--kernel', 'v4.17', '--max-states', '4');
    expect(status).toBe(3);
    expect(out).toContain('0 outcomes in 0 end states, and perhaps more: the bound on states was reached');
  });
});
