// Hit conditions: `>= 3`, `% 2`, `= 4`, `3`.
import { brief } from '../../language/brief';
import { RequestError } from '../protocol/request-error';

/** Whether the hit with this number, from 1, is one that counts. */
export type HitCondition = (count: number) => boolean;

const FORM = /^\s*(>=|>|<=|<|={1,3}|%)?\s*(\d{1,15})\s*$/;

/** Reads a hit condition. Throws a RequestError that says what would be valid. */
export function readHitCondition(text: string): HitCondition {
  const match = FORM.exec(text);
  if (!match) throw new RequestError(`\`${brief(text.trim())}\` is no hit count: write a number, with \`=\`, \`>\`, \`>=\`, \`<\`, \`<=\` or \`%\` (every so many) before it.`);
  const number = Number(match[2]);
  switch (match[1]) {
    case '>': return (count) => count > number;
    case '>=': return (count) => count >= number;
    case '<': return (count) => count < number;
    case '<=': return (count) => count <= number;
    case '%':
      if (number === 0) throw new RequestError('`% 0` is never: write `% 2` for every second hit.');
      return (count) => count % number === 0;
    default: return (count) => count === number;
  }
}
