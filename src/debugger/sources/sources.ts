// Sources have a name in the program (`fs/dax.daxk`, or the scenario's path) and a place where the client opens them.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { RequestArguments } from '../protocol/request-arguments';
import type { DebugHost } from '../protocol/host';

export class Sources {
  /**
   * `references` are those of the session, by index from 1: a client without access to the model kernel asks for the text
   * by them, and sets breakpoints by them, which outlive a restart.
   */
  constructor(private readonly scenario: string, private readonly host: DebugHost, private readonly references: string[]) {}

  toClient(source: string): DebugProtocol.Source {
    const path = this.pathOf(source);
    const name = source === this.scenario ? lastPart(source) : source;
    if (path !== undefined) return { name, path, ...(source !== this.scenario && { origin: 'model kernel' }) };
    return { name, sourceReference: this.referenceTo(source), origin: 'model kernel' };
  }

  /** The source that `clientFile` names, among those that exist. */
  fromClient(file: string, sources: readonly string[]): string | undefined {
    if (file.startsWith('#')) return this.references[Number(file.slice(1)) - 1];
    const spellings = [...new Set([file, decoded(file)].map(normal))];
    return sources.find((source) => spellings.includes(normal(this.pathOf(source) ?? source)))
      // The same file of the model kernel, opened from somewhere else.
      ?? sources.find((source) => source !== this.scenario
        && spellings.some((spelling) => spelling === source || spelling.endsWith(`/${source}`)));
  }

  /** The text of a source of the model kernel. */
  text(source: string): string | undefined {
    return source === this.scenario ? undefined : this.host.kernelSourceText?.(source);
  }

  private pathOf(source: string): string | undefined {
    return source === this.scenario ? source : this.host.kernelSourcePath(source);
  }

  private referenceTo(source: string): number {
    const known = this.references.indexOf(source);
    return known >= 0 ? known + 1 : this.references.push(source);
  }
}

/** What the client calls a source, as one string: its path, or the reference it was given. */
export function clientFile(source: RequestArguments): string {
  const reference = source.integerOr('sourceReference', 0);
  return reference > 0 ? `#${reference}` : source.textOr('path', undefined) ?? source.text('name');
}

function lastPart(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function normal(path: string): string {
  return path.replaceAll('\\', '/').replace(/^([A-Za-z]):\//, (_, drive: string) => `${drive.toLowerCase()}:/`);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
