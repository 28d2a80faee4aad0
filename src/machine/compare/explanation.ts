// What is behind the sentence: how much is alike, and how each side ends.
import type { Alignment, RowKind } from './align';
import { where } from './phrases';
import type { Told } from './sides';

export function explanationOf(left: Told, right: Told, { rows, leftOut }: Alignment): string | undefined {
  if (rows.length === 0) return undefined;
  const count = (...kinds: RowKind[]): number => rows.filter(({ kind }) => kinds.includes(kind)).length;
  const alike = count('same');
  const counts = [
    `${alike} ${alike === 1 ? 'is' : 'are'} alike`, `${count('moved')} moved`, `${count('different')} different`,
    `${count('left')} only ${where(left.title)}`, `${count('right')} only ${where(right.title)}`,
  ].filter((text, at) => at === 0 || !text.startsWith('0 '));
  const more = leftOut > 0 ? ` ${leftOut} events at the ends are not compared.` : '';
  return [`Of ${left.execution.length} and ${right.execution.length} events ${counts.join(', ')}.${more}`, ...[left, right].flatMap(endOf)].join(' ');
}

function endOf({ title, ending }: Told): string[] {
  const { isWrong, outcome: { missingWait, reason } } = ending;
  const why = missingWait?.sentence ?? reason;
  return isWrong && why !== null ? [`${where(title).replace(/^./, (first) => first.toUpperCase())}: ${why}`] : [];
}
