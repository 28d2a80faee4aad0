// The story of a scenario as Markdown: its comment, and what is known of it besides.
import { commitPage } from '../../language/linux-history';
import { formatVersions } from '../../language/versions';
import type { ScenarioHeader } from './scenario-header';

export function storyOf(header: ScenarioHeader): string {
  const { title, doc, history } = header;
  const commits = (history?.commits ?? []).map((commit) => `[${commit}](${commitPage(commit)})`);
  return [
    doc === '' ? `# ${title ?? 'A scenario without a title'}\n\nIt has no comment that tells its story: a comment \`/** … */\` before \`scenario\`.` : doc,
    ...verdictLines(header).length > 0 ? [`---\n\n**What is expected**\n\n${verdictLines(header).map((each) => `* ${each}`).join('\n')}`] : [],
    ...commits.length > 0 ? [`**Fixed in Linux by** ${commits.join(', ')}${history?.title === undefined ? '' : `: ${history.title}`}`] : [],
  ].join('\n\n');
}

/** A line for each verdict that is expected: "`violates no_free_under_pin` until v4.19". */
export function verdictLines({ expected }: Pick<ScenarioHeader, 'expected'>): string[] {
  const versions = new Map<string, Set<string>>();
  for (const [version, verdict] of expected) versions.set(verdict, (versions.get(verdict) ?? new Set()).add(version));
  return [...versions].map(([verdict, those]) => `\`${verdict}\` ${formatVersions(those)}`);
}
