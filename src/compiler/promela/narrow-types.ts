// The narrowest type of Promela for a range of values, which keeps the states of Spin small.

/** The declaration of one variable that holds min … max, without a `;`. */
export function scalar(name: string, min: number, max: number): string {
  if (min < 0) return `${min >= -32768 && max <= 32767 ? 'short' : 'int'} ${name}`;
  const bits = Math.max(1, 32 - Math.clz32(max));
  return bits === 1 ? `bit ${name}` : `unsigned ${name} : ${bits}`;
}

/** The type of an array's elements: arrays of bits do not exist. */
export function element(min: number, max: number): string {
  if (min >= 0 && max <= 255) return 'byte';
  return min >= -32768 && max <= 32767 ? 'short' : 'int';
}
