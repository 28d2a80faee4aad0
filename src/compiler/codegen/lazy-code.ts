// Texts, reasons and values for people: compiled when first asked for.
import type { Text, Value } from '../ir';
import type { Parts } from './parts';
import type { State } from '../program';
import type { Generated } from './runtime';

/** A function of the state for something at a resting place; `what` tells its kinds apart. */
export function lazyCode({ generator, layout }: Parts, generated: Generated) {
  const cache = new Map<string, (state: State) => unknown>();
  return <T>(task: number, pc: number, what: string, content: Value | Text): ((state: State) => T) => {
    const key = `${task}/${pc}/${what}`;
    let compiled = cache.get(key);
    if (!compiled) {
      generator.area = layout.areas[task] as number;
      const expression = generator.scoped(() => `return ${isText(content) ? generator.text(content) : generator.number(content)};`);
      cache.set(key, (compiled = generated.lazy(`(function(S){${expression}})`)));
    }
    return compiled as (state: State) => T;
  };
}

function isText(content: Value | Text): content is Text {
  return Array.isArray(content);
}
