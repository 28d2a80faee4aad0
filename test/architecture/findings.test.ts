// The scripts of findings/ keep to the form that its README states. They are run by hand.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const folder = join(import.meta.dirname, '..', '..', 'findings');
const list = readFileSync(join(folder, 'README.md'), 'utf8');
const scripts = readdirSync(folder).filter((name) => name.endsWith('.sh'));

test('the README lists the scripts that there are', () => {
  const listed = [...list.matchAll(/^\| \[([\w-]+\.sh)\]\(\1\) /gm)].map((match) => match[1]!);
  expect(listed.sort()).toEqual(scripts.sort());
});

describe.each(scripts)('%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const [head = '', body = ''] = text.split(/^set -euo pipefail$/m);

  test.each(['Version', 'Behaviour', 'Output', 'Instead'])('states %s', (word) => expect(head).toMatch(new RegExp(`^# ${word}: +\\S`, 'm')));
  test('can be executed, and fails at the first surprise', () => {
    expect(statSync(join(folder, name)).mode & 0o111).not.toBe(0);
    expect(body).not.toBe('');
  });
  test('works in a temporary folder', () => expect(body).toMatch(/^folder=\$\(mktemp -d\) && trap 'rm -rf "\$folder"' EXIT$/m));
  test('installs fixed versions', () => expect(body).toMatch(/^(apt-get download -qq \S+=\d|npm install .*@\d+\.\d+\.\d+)/m));
  test('runs nothing of this project', () => expect(body).not.toMatch(/daxscn|\.\.\/|dirname/));
});
