// `check --junit FILE` and `--sarif FILE`: the results in the forms that build servers read.
import { writeFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckError } from '../../explorer/check-messages';
import { verdictText } from '../../explorer/verdict-words';
import type { Span } from '../../language/tree';
import { formatVersion } from '../../language/versions';
import { expectSpan, type CheckResult } from './check-result';
import { InputError, writingProblem } from '../input/input';
import { pasteable } from '../text/verdict-text';

/** Throws an InputError. */
export function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw InputError.in(file, `the report cannot be written here: ${writingProblem(error)}`);
  }
}

/** JUnit's XML as Jenkins, GitLab and others read it: a suite a scenario, a case an expectation. `errors`: why something was not checked: a case each, in the suite of its file. */
export function junitReport(results: readonly CheckResult[], errors: readonly CheckError[]): string {
  const files = [...new Set([...results.map(({ file }) => file), ...errors.map(fileOf)])];
  const suites = files.map((file) => suite(file, results.filter((result) => result.file === file), errors.filter((error) => fileOf(error) === file)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
}

function suite(file: string, results: readonly CheckResult[], errors: readonly CheckError[]): string {
  const unknown = results.filter(({ exploration }) => exploration.verdict === 'unknown').length;
  const failures = results.filter(({ pass }) => !pass).length - unknown;
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  const cases = results.map((result) => {
    const { pass, exploration, seconds: time } = result;
    const tag = exploration.verdict === 'unknown' ? 'error' : 'failure';
    const problem = pass ? '' : `<${tag} message="${escape(differenceText(result))}">${escape(detailsText(result))}</${tag}>`;
    return testCase({ name: `${formatVersion(result.kernel)} ${verdictText(result.expected)}`, classname: file }, time, problem);
  });
  const unread = errors.map(({ line, column, message }) =>
    testCase({ name: line === null ? 'read' : `read: line ${line}, column ${column}`, classname: file }, 0, `<error message="${escape(message)}"/>`));
  const counts = `tests="${results.length + errors.length}" failures="${failures}" errors="${unknown + errors.length}"`;
  return `  <testsuite name="${escape(file)}" ${counts} time="${seconds.toFixed(3)}">\n${[...cases, ...unread].join('')}  </testsuite>\n`;
}

function testCase({ name, classname }: { readonly name: string; readonly classname: string }, seconds: number, inside: string): string {
  return `    <testcase name="${escape(name)}" classname="${escape(classname)}" time="${seconds.toFixed(3)}">${inside}</testcase>\n`;
}

/** An error of no file is one of the command. */
function fileOf({ file }: CheckError): string {
  return file ?? 'daxscn';
}

/** The rule of what was not checked. */
const NOT_CHECKED = 'not checked';

/** SARIF 2.1.0 (OASIS): what is not as expected, at the line of the `expect`, and `errors`: why something was not checked. The rules are the verdicts. */
export function sarifReport(results: readonly CheckResult[], errors: readonly CheckError[]): string {
  const wrong = results.filter(({ pass }) => !pass);
  const rules = [...new Set([...wrong.map(ruleOf), ...errors.map(() => NOT_CHECKED)])];
  return `${JSON.stringify({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'daxscn', rules: rules.map((id) => ({ id })) } },
      columnKind: 'utf16CodeUnits',
      invocations: [{ executionSuccessful: errors.length === 0 }],
      results: [...wrong.map((result) => ({
        ruleId: ruleOf(result), ruleIndex: rules.indexOf(ruleOf(result)),
        level: result.exploration.verdict === 'unknown' ? 'warning' : 'error',
        message: { text: `${differenceText(result)}. ${detailsText(result)}`.trimEnd() },
        locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(result.file) }, region: regionOf(expectSpan(result)) } }],
        partialFingerprints: { 'expectation/v1': `${formatVersion(result.kernel)} ${verdictText(result.expected)}` },
      })), ...errors.map(({ file, line, column, message }) => ({
        ruleId: NOT_CHECKED, ruleIndex: rules.indexOf(NOT_CHECKED), level: 'error', message: { text: message },
        ...(file !== null && {
          locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...(line !== null && column !== null && { region: { startLine: line, startColumn: column } }) } }],
        }),
      }))],
    }],
  }, null, 2)}\n`;
}

function ruleOf({ exploration }: CheckResult): string {
  return verdictText(exploration);
}

function differenceText(result: CheckResult): string {
  return `${formatVersion(result.kernel)} ${ruleOf(result)}, expected ${verdictText(result.expected)}`;
}

function detailsText({ loaded, kernel, exploration: { reason, missingWait, schedule } }: CheckResult): string {
  return [missingWait?.sentence ?? null, reason, schedule === null ? null : pasteable(loaded, kernel, schedule)].filter((part) => part !== null).join('\n');
}

/** SARIF counts from 1, and the end is exclusive in columns. */
function regionOf([line, column, endLine, endColumn]: Span): object {
  return { startLine: line + 1, startColumn: column + 1, endLine: endLine + 1, endColumn: endColumn + 1 };
}

/** Relative ones count from where the command was given. */
function uriOf(file: string): string {
  return isAbsolute(file) ? pathToFileURL(file).href : file.split('/').map(encodeURIComponent).join('/');
}

function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };
  // XML has no other control characters, escaped or not.
  return text.replaceAll(/[&<>"\n]/g, (character) => entities[character]!).replaceAll(/[^\t\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
