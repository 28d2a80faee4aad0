// What VS Code reads of the output of `daxscn check`.
import { expect, test } from 'vitest';
import { problemMatchers } from '../../src/extension/manifest/tasks';
import { daxscn, file, scenarios } from '../cli/command-line';

/** What a matcher finds, by the names of its groups. */
function problemsIn(output: string, name: string): Record<string, string | undefined>[] {
  const { regexp, ...groups } = problemMatchers.find((matcher) => matcher.name === name)!.pattern;
  return output.split('\n').flatMap((line) => {
    const found = new RegExp(regexp).exec(line);
    return found ? [Object.fromEntries(Object.entries(groups).map(([group, at]) => [group, found[at as number]]))] : [];
  });
}

test('errors have their place', async () => {
  const bad = file('matched-bad.daxscn', 'scenario "x"\nkernel v4.17\nproces p { }\n');
  const { err } = await daxscn('check', bad);
  expect(problemsIn(err, 'daxscn')).toEqual([{ file: bad, line: '3', column: '1', severity: 'error', message: expect.stringContaining('did you mean `process`?') as string }]);
});

test('verdicts that are not as expected have the line of the `expect`, and others are no problem', async () => {
  const wrong = file('matched wrong.daxscn', scenarios.three.replace('expect v4.17, v4.19', 'expect v4.19 violates never_three\nexpect v4.17 hang\n//'));
  const { out, status } = await daxscn('check', wrong);
  expect(status).toBe(1);
  expect(problemsIn(out, 'daxscn-expect')).toEqual([{ file: wrong, line: '7', message: 'v4.17  violates never_three (expected hang)' }]);
  expect(problemsIn(out, 'daxscn')).toEqual([]);
});
