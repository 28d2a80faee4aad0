// `block 7` where there are only two blocks: the grammar would report a syntax error, which is not what is wrong.
import { list, nearest } from '../../language/suggest';
import { joinNames } from '../../machine/execution/blocking';

const NUMBERED = /(?<![\w.])([A-Za-z_]\w*) \d+\b/g;
const MOST_LISTED = 8;
/** In a text with more numbered names, the others are not what is wrong. */
const MOST_LOOKED_AT = 20;

/** The message for the first numbered name in the text that no object has; undefined if there is none, or no name like it. */
export function missingObject(text: string, names: Iterable<string>): string | undefined {
  const all = [...names];
  for (const [name, word] of [...text.matchAll(NUMBERED)].slice(0, MOST_LOOKED_AT)) {
    if (all.some((other) => other === name || other.startsWith(`${name} `))) continue;
    const family = all.filter((other) => other.startsWith(`${word!} `) && /^\d+$/.test(other.slice(word!.length + 1)));
    const missing = `there is no \`${name}\``;
    if (family.length === 1) return `${missing}; there is only ${family[0]!}.`;
    if (family.length > 1) return `${missing}; there are ${family.length > MOST_LISTED ? list(family, MOST_LISTED) : joinNames(family)}.`;
    const near = nearest(name, all);
    if (near !== undefined) return `${missing}; did you mean \`${near}\`?`;
  }
  return undefined;
}
