// A source has a name in the program (`fs/dax.daxk`, or the scenario's path), and for the client a path or a reference.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { RequestArguments } from '../protocol/request-arguments';
import type { DebugHost } from '../protocol/host';
import { fileIdentity, shownPath, writtenIdentity } from './same-file';

/** The sources of one program, as the client knows them. */
export class Sources {
  /** By source what `fileIdentity` says of its path: to ask a file system takes time. */
  private readonly identities = new Map<string, string>();

  /**
   * `references` are the session's, which outlive a restart: the source with the protocol's `sourceReference` n is at n - 1. A
   * client without access to the model kernel's files asks for their text and sets breakpoints by them. It is added to here.
   */
  constructor(
    private readonly scenario: string, private readonly overlays: readonly string[], private readonly host: DebugHost, private readonly references: string[],
  ) {}

  /** A source as the protocol has it. */
  toClient(source: string): DebugProtocol.Source {
    const path = this.pathOf(source);
    const isFile = this.isFile(source);
    const name = isFile ? lastPart(source) : source;
    if (path !== undefined) return { name, path, ...(source !== this.scenario && { origin: isFile ? 'overlay' : 'model kernel' }) };
    return { name, sourceReference: this.referenceTo(source), origin: 'model kernel' };
  }

  /** The name of the source that `clientFile` has read, out of `sources`; undefined if it is none of them. */
  fromClient(file: string, sources: readonly string[]): string | undefined {
    if (file.startsWith('#')) return this.references[Number(file.slice(1)) - 1];
    const identity = fileIdentity(file, this.host);
    // A file of the model kernel is known by the end of its path, from whichever folder the client has opened it.
    const written = writtenIdentity(file);
    return sources.find((source) => this.identityOf(source) === identity)
      ?? sources.find((source) => !this.isFile(source) && [written, identity].some((path) => path === source || path.endsWith(`/${source}`)));
  }

  /** A string that is the same for everything by which a client can name one file, be it one of `sources` or not. */
  identify(file: string, sources: readonly string[]): string {
    const source = this.fromClient(file, sources);
    return source !== undefined ? this.identityOf(source) : file.startsWith('#') ? file : fileIdentity(file, this.host);
  }

  /** The text of a source of the packaged kernel; undefined for the scenario and overlays, and if the host has no text. */
  text(source: string): string | undefined {
    return this.isFile(source) ? undefined : this.host.kernelSourceText?.(source);
  }

  /** Whether its name is its path: a file of the user's. */
  private isFile(source: string): boolean {
    return source === this.scenario || this.overlays.includes(source);
  }

  private pathOf(source: string): string | undefined {
    return this.isFile(source) ? shownPath(source, this.host) : this.host.kernelSourcePath(source);
  }

  private identityOf(source: string): string {
    const identity = this.identities.get(source) ?? fileIdentity(this.pathOf(source) ?? source, this.host);
    this.identities.set(source, identity);
    return identity;
  }

  private referenceTo(source: string): number {
    const known = this.references.indexOf(source);
    return known >= 0 ? known + 1 : this.references.push(source);
  }
}

/** A `Source` of the protocol as one string: its path or, after a `#`, the reference that it was given. Throws a RequestError if it has neither. */
export function clientFile(source: RequestArguments): string {
  const reference = source.integerOr('sourceReference', 0);
  return reference > 0 ? `#${reference}` : source.textOr('path', undefined, 'path') ?? source.text('name', 'path');
}

function lastPart(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
