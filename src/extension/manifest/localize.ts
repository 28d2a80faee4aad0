// The texts of the manifest that a translation replaces: package.json has a key of package.nls.json in their place.

/** VS Code shows what these hold. */
const SHOWN = new Set([
  'title', 'shortTitle', 'label', 'description', 'markdownDescription', 'markdownEnumDescriptions', 'patternErrorMessage', 'contents', 'altText',
  'unverifiedBreakpoints',
]);

/** Of these the name is shown, too; elsewhere it is one that somebody types. */
const NAMED = /^views\./;

/** What a snippet inserts is no text of ours. */
const NOT_SHOWN = new Set(['body', 'initialConfigurations']);

/** The names by which an element of a list is known, in the order of preference. */
const IDENTITIES = ['id', 'command', 'view', 'type', 'label'];

export interface Localized<T> {
  /** With `%key%` for each text. */
  readonly value: T;
  /** By key, in the order of the manifest. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Keys say where a text is: `commands.debug.title`. */
export function localize<T>(manifest: T): Localized<T> {
  const texts: Record<string, string> = {};
  const replace = (text: string, key: string): string => {
    if (key in texts) throw new Error(`two texts of the manifest have the key ${key}`);
    texts[key] = text;
    return `%${key}%`;
  };
  const walk = (value: unknown, path: readonly string[], isShown: boolean): unknown => {
    if (typeof value === 'string') return isShown ? replace(value, path.join('.')) : value;
    if (Array.isArray(value)) return value.map((each, index) => walk(each, [...path, identity(each, index)], isShown));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => {
      if (NOT_SHOWN.has(name)) return [name, each];
      const isText = SHOWN.has(name) || name === 'name' && NAMED.test(path.join('.'));
      return [name, walk(each, [...path, name.replace(/^daxscn\./, '')], isText)];
    }));
  };
  return { value: walk(manifest, [], false) as T, texts };
}

function identity(element: unknown, index: number): string {
  const record = (typeof element === 'object' && element !== null ? element : {}) as Record<string, unknown>;
  const name = IDENTITIES.map((key) => record[key]).find((found) => typeof found === 'string');
  return typeof name === 'string' ? name.replace(/^daxscn\./, '').replaceAll(/[^\w]+/g, '-') : String(index);
}
