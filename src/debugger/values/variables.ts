// Gives items to the client. A reference is good until the next stop: later ones are refused, not misread.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Item } from './items';
import { RequestError } from '../protocol/request-error';

export class Variables {
  private readonly openable = new Map<number, () => readonly Item[]>();
  private nextReference = 1;

  /** Forgets all references: time has moved. */
  clear(): void {
    this.openable.clear();
  }

  /** A number by which the client asks for these items; 0 means that there are none. */
  reference(children: (() => readonly Item[]) | undefined): number {
    if (!children) return 0;
    this.openable.set(this.nextReference, children);
    return this.nextReference++;
  }

  list(reference: number, start = 0, count?: number): DebugProtocol.Variable[] {
    const children = this.openable.get(reference);
    if (!children) throw new RequestError(`There is nothing under reference ${reference}: it belongs to an earlier stop.`);
    const items = children();
    return items.slice(start, count ? start + count : undefined).map((item) => this.toClient(item));
  }

  /** What the client calls `name` under a reference. */
  item(reference: number, name: string): Item | undefined {
    return this.openable.get(reference)?.().find((item) => item.name === name);
  }

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
