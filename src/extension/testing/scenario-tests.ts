// What a scenario expects, as tests: one for each `expect`, with a part for each kernel version. Pure.
import { parseDeclarations } from '../../language/parse';
import { SourceFile } from '../../language/source-file';
import type { Span } from '../../language/tree';
import { saidExpects } from '../scenario/expected-verdicts';

export interface ScenarioTests {
  /** Undefined where the text has none. */
  readonly title?: string;
  readonly tests: readonly ExpectTest[];
}

export interface ExpectTest {
  /** As the scenario has it: `since v4.18 holds`. */
  readonly label: string;
  readonly span: Span;
  /** The versions of which it speaks, oldest first. */
  readonly versions: readonly string[];
  /** As `check` says it: `violates dma_lands_at_home`. */
  readonly expected: string;
}

/**
 * With what is expected though no `expect` says it, as `check` does: a scenario without any holds on its kernel, and a `reach` that none names is
 * reached on each version.
 */
export function scenarioTests(text: string): ScenarioTests {
  const items = parseDeclarations(text)?.items ?? [];
  const file = new SourceFile('', text);
  const spanOf = ({ $cstNode }: (typeof items)[number]): Span => file.span($cstNode?.offset ?? 0, $cstNode?.end ?? 0);
  const said = saidExpects(items).map(({ start, end, ...each }): ExpectTest => ({ ...each, span: file.span(start, end) }));
  const title = items.find((item) => item.$type === 'ScenarioDecl');
  const kernel = items.find((item) => item.$type === 'KernelChoice');
  const onKernel: ExpectTest[] = said.length === 0 && kernel ? [{ label: `${kernel.version} holds`, span: spanOf(kernel), versions: [kernel.version], expected: 'holds' }] : [];
  const versions = [...new Set([...said, ...onKernel].flatMap((test) => test.versions))];
  const reached = items.flatMap((item): ExpectTest[] => {
    if (item.$type !== 'ReachDecl' || versions.length === 0) return [];
    const isNamed = items.some((each) => each.$type === 'ExpectDecl' && each.property === item.name && each.verdict !== 'violates');
    return isNamed ? [] : [{ label: `reaches ${item.name}`, span: spanOf(item), versions, expected: `reaches ${item.name}` }];
  });
  return { ...(title && { title: title.title }), tests: [...said, ...onKernel, ...reached] };
}
