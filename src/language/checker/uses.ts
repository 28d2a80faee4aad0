import type { ParsedItem } from '../declarations';
import { fileNameOf, type Surroundings } from '../overlays';
import type { Report } from '../report';
import type { SourceFile, SourceText } from '../source-file';
import type { Span } from '../tree';

/** An overlay of a scenario, and the span at which the scenario asks for it. */
export interface AppliedOverlay {
  readonly overlay: SourceText;
  readonly span: Span;
}

/** The overlays of a scenario in the order in which they apply, each once: those from outside, then those that it names with `use`. */
export function appliedOverlays(file: SourceFile, items: readonly ParsedItem[], { overlays = [], used }: Surroundings, report: Report): AppliedOverlay[] {
  const spanOf = ({ node, base }: ParsedItem): Span => {
    const { offset = 0, end = 1 } = node.$cstNode ?? {};
    return file.span(base + offset, base + end);
  };
  const beginning: Span = items[0] ? spanOf(items[0]) : [0, 0, 0, 1];
  const applied: AppliedOverlay[] = [];
  const apply = (overlay: SourceText, span: Span): void => {
    if (!applied.some((other) => other.overlay.source === overlay.source)) applied.push({ overlay, span });
  };
  for (const overlay of overlays) apply(overlay, beginning);
  const seen = new Set<string>();
  for (const item of items) {
    if (item.node.$type !== 'UseDecl' || item.node.path === undefined) continue;
    const { path } = item.node;
    const span = spanOf(item);
    if (seen.has(path)) {
      report.error(file.name, span, `the scenario already uses \`${path}\``);
      continue;
    }
    seen.add(path);
    const given = used?.get(path) ?? { problem: 'nobody has read it' };
    if ('problem' in given) report.error(file.name, span, `the overlay \`${path}\` cannot be read: ${given.problem}`);
    else apply(given, span);
  }
  return applied;
}

/** Says at the scenario, too, that an overlay of it is wrong: the overlay may be in no editor. */
export function blameOverlays(file: SourceFile, applied: readonly AppliedOverlay[], report: Report): void {
  for (const { overlay, span } of applied) {
    const errors = report.diagnostics.filter(({ source, severity }) => source === overlay.source && severity === 'error');
    const [first] = errors;
    if (!first) continue;
    const count = errors.length === 1 ? 'an error' : `${errors.length} errors, the first`;
    report.error(file.name, span, `the overlay ${fileNameOf(overlay.source)} has ${count} in line ${first.span[0] + 1}: ${first.message}`);
  }
}
