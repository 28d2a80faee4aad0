import type { Expr, Gate } from '../tree';
import { admits, KNOWN_VERSIONS, parseVersion } from '../versions';

// Which kernel versions can come to a statement: a bit for each known version, and one for all the versions that are not
// modelled. `KERNEL < v4.18` sends a known version one way and the others both ways.

const known = KNOWN_VERSIONS.map((name) => parseVersion(name)!);
const OTHERS = 1 << known.length;

export const NOWHERE = 0;
export const EVERYWHERE = (OTHERS << 1) - 1;

/** The versions that a gate lets pass. */
export function throughGate(gate: Gate): number {
  return mask((version) => admits(gate, version));
}

/** The known versions in a mask, for messages. */
export function versionsIn(live: number): string[] {
  return KNOWN_VERSIONS.filter((_, index) => live & (1 << index));
}

/** The known versions of a mask one by one. */
export function versionBits(live: number): number[] {
  return known.map((_, index) => live & (1 << index)).filter((bit) => bit !== 0);
}

/** Where a condition can be true and where it can be false. */
export function split(condition: Expr, live: number): readonly [whenTrue: number, whenFalse: number] {
  switch (condition.kind) {
    case 'kernel': {
      const holds = mask((version) => compare(version, condition.operator, condition.version));
      return [live & holds, live & (~holds | OTHERS)];
    }
    case 'literal':
      return condition.value ? [live, NOWHERE] : [NOWHERE, live];
    case 'unary': {
      const [whenTrue, whenFalse] = split(condition.operand, live);
      return condition.operator === '!' ? [whenFalse, whenTrue] : [live, live];
    }
    case 'binary': {
      const [leftTrue, leftFalse] = split(condition.left, live);
      if (condition.operator === '&&') {
        const [rightTrue, rightFalse] = split(condition.right, leftTrue);
        return [rightTrue, leftFalse | rightFalse];
      }
      if (condition.operator === '||') {
        const [rightTrue, rightFalse] = split(condition.right, leftFalse);
        return [leftTrue | rightTrue, rightFalse];
      }
      return [live, live];
    }
    default:
      return [live, live];
  }
}

export function compare(version: number, operator: string, other: number): boolean {
  switch (operator) {
    case '==': return version === other;
    case '!=': return version !== other;
    case '<': return version < other;
    case '<=': return version <= other;
    case '>': return version > other;
    default: return version >= other;
  }
}

function mask(test: (version: number) => boolean): number {
  return known.reduce((bits, version, index) => bits | (test(version) ? 1 << index : 0), OTHERS);
}
