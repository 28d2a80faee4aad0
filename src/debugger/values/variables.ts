// Items as the protocol's variables. A reference is valid until the next stop; after it, it is refused and never means anything else.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Item } from './items';
import { RequestError } from '../protocol/request-error';

/** The references that the client has. */
export class Variables {
  private readonly openable = new Map<number, () => readonly Item[]>();
  private nextReference = 1;

  /** Makes all references invalid: the position has changed. */
  clear(): void {
    this.openable.clear();
  }

  /** The protocol's `variablesReference` for these children; 0 if there are none. */
  reference(children: (() => readonly Item[]) | undefined): number {
    if (!children) return 0;
    this.openable.set(this.nextReference, children);
    return this.nextReference++;
  }

  /** The variables under a reference, `count` of them (0 or undefined: all) from `start` on. Throws a RequestError if it is invalid. */
  list(reference: number, start = 0, count?: number): DebugProtocol.Variable[] {
    const children = this.openable.get(reference);
    if (!children) throw new RequestError(`There is nothing under reference ${reference}: it belongs to an earlier stop.`);
    const items = children();
    return items.slice(start, count ? start + count : undefined).map((item) => this.toClient(item));
  }

  /** The item with a name under a reference; undefined if there is none. */
  item(reference: number, name: string): Item | undefined {
    return this.openable.get(reference)?.().find((item) => item.name === name);
  }

  /** An item as a variable of the protocol. */
  toClient(item: Item): DebugProtocol.Variable {
    const isHinted = item.isVirtual || item.slot === undefined;
    return {
      name: item.name,
      value: item.text,
      ...(item.type !== '' && { type: item.type }),
      ...(item.expression !== undefined && { evaluateName: item.expression }),
      variablesReference: this.reference(item.children),
      ...(isHinted && { presentationHint: { ...(item.isVirtual && { kind: 'virtual' }), ...(item.slot === undefined && { attributes: ['readOnly'] }) } }),
    };
  }
}
