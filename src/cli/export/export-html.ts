// `daxscn export --to html`: one file that executes a scenario in a browser, by itself and offline.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { version as release } from '../../../package.json';
import { besideScenario, usedPaths } from '../../language/overlays';
import type { Version } from '../../language/tree';
import { formatVersion } from '../../language/versions';
import { scheduleOf } from '../../machine/schedule/schedule';
import { readKernelSources } from '../../node/kernel-files';
import type { Exhibit, PageDocument } from '../../page/document';
import type { Environment } from '../environment';
import { InputError, readText } from '../input/input';
import type { LoadedScenario } from '../input/load';
import { svgOfExecution } from './export-svg';
import { shownExecution } from './shown-execution';

/** Without a schedule the page begins with what `check` finds. */
export async function htmlExport(scenario: LoadedScenario, version: Version | undefined, schedule: string | undefined, environment: Environment): Promise<string> {
  const execution = await shownExecution(scenario, version, schedule, environment);
  const { program } = execution;
  const exhibit = { ...filesOf(scenario), kernel: formatVersion(program.kernel), schedule: scheduleOf(execution) };
  return page(program.scenario, exhibit, svgOfExecution(execution, 'light'), environment);
}

/** All texts that the scenario needs, by paths that do not tell where they were. */
function filesOf({ file, text, overlays }: LoadedScenario): Pick<Exhibit, 'program' | 'files' | 'overlays'> {
  // What came on the standard input has no name.
  const program = file.endsWith('.daxscn') ? basename(file) : 'scenario.daxscn';
  const used = usedPaths(text).map((path): [string, string] => [besideScenario(program, path), readText(besideScenario(file, path))]);
  const given = overlays.map((path): [string, string] => [basename(path), readText(path)]);
  return { program, files: Object.fromEntries([[program, text], ...used, ...given]), overlays: given.map(([path]) => path) };
}

/** `picture`: for those who let no script run. */
function page(title: string, exhibit: Exhibit, picture: string, environment: Environment): string {
  const built = (file: string): string => {
    try {
      return environment.readBuilt!(file);
    } catch {
      throw InputError.in(file, 'a part of the page is missing; build the project again');
    }
  };
  const contents: PageDocument = {
    release, exhibit, script: built('page.js'), sheets: { ownership: built('ownership.css'), timeline: built('timeline.css') }, notices: built('page-notices.txt'),
    kernel: built('kernel.jsonl'), sources: Object.fromEntries(readKernelSources(environment.kernelFolder).map(({ source, text }) => [source, text])),
  };
  const [boot, style] = [built('page-boot.js').trim(), built('page.css').trim()];
  // The compiler writes JavaScript, and so does what unpacks the page: `unsafe-eval` allows that, and no script from anywhere else.
  const policy = `default-src 'none'; script-src '${hashOf(boot)}' 'unsafe-eval'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'`;
  // In base64 nothing of a scenario can be taken for markup.
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="daxscn ${release}">
<title>${escaped(title)} (${exhibit.kernel})</title>
<style>${style}</style>
</head>
<body>
<div id="page"><noscript><p>This file executes a scenario of daxscn: it needs JavaScript, and no network.</p>${picture}</noscript></div>
<script type="text/plain" id="contents">${deflateRawSync(JSON.stringify(contents), { level: 9 }).toString('base64')}</script>
<script>${boot}</script>
</body>
</html>
`;
}

/** As a content-security policy names what it lets in. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
