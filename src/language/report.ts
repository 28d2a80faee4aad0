import { isModelLimit, type Diagnostic } from './diagnostics';
import type { Span } from './tree';

const MOST = 200;

/** Collects findings; says each only once, and stops after the first two hundred. */
export class Report {
  readonly diagnostics: Diagnostic[] = [];
  private readonly seen = new Set<string>();

  /** Limits of the model apart, which whoever compiles the scenario meets again. */
  get hasErrors(): boolean {
    return this.diagnostics.some((diagnostic) => diagnostic.severity === 'error' && !isModelLimit(diagnostic));
  }

  error(source: string, span: Span, message: string, code?: string): void {
    this.add({ severity: 'error', source, span, message, ...(code ? { code } : {}) });
  }

  warning(source: string, span: Span, message: string, code?: string): void {
    this.add({ severity: 'warning', source, span, message, ...(code ? { code } : {}) });
  }

  add(diagnostic: Diagnostic): void {
    const key = `${diagnostic.source}:${diagnostic.span.join()}:${diagnostic.message}`;
    if (this.seen.has(key) || this.diagnostics.length >= MOST) return;
    this.seen.add(key);
    this.diagnostics.push(diagnostic);
  }

  /**
   * In the order of the text, errors first at the same position. On a line with a mistake of syntax nothing else is said:
   * what is left of the line means something else than its author.
   */
  sorted(): Diagnostic[] {
    const line = ({ source, span }: Diagnostic) => `${source}:${span[0]}`;
    const spoilt = new Set(this.diagnostics.filter(({ code }) => code === 'syntax').map(line));
    const heard = this.diagnostics.filter((diagnostic) => diagnostic.code === 'syntax' || !spoilt.has(line(diagnostic)));
    return heard.toSorted((a, b) =>
      a.source.localeCompare(b.source) || a.span[0] - b.span[0] || a.span[1] - b.span[1]
      || a.severity.localeCompare(b.severity));
  }
}
