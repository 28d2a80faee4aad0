import { describe, expect, it } from 'vitest';
import { program } from './tiny-kernel';

describe('compile', () => {
  it('makes one event of a statement that touches shared state and folds the rest', () => {
    const compiled = program('process p { add(box, 2); } ');
    const state = compiled.initial();
    const texts: string[] = [];
    while (compiled.enabled(state, 0) > 0) {
      texts.push(compiled.describe(state, 0));
      compiled.step(state, 0, 0);
    }
    expect(texts).toEqual(['add 2 to box', 'test box.value > 1', 'box.full = true']);
  });
});
