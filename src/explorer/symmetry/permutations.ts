/** Every order of the elements. */
export function permutations<T>(elements: readonly T[]): T[][] {
  if (elements.length < 2) return [[...elements]];
  return elements.flatMap((first, at) => permutations(elements.filter((_, index) => index !== at)).map((rest) => [first, ...rest]));
}
