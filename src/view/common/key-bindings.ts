// Keys of a web view: a table of bindings serves the keyboard and the legend.

export interface Binding<Action extends string> {
  readonly action: Action;
  /** As `KeyboardEvent.key` has them, letters in lower case; `Ctrl+` and `Shift+` before them. */
  readonly keys: readonly string[];
  readonly says: string;
}

/** What a key does, by a table. */
export function actionsOf<Action extends string>(bindings: readonly Binding<Action>[]): (event: KeyboardEvent) => Action | undefined {
  const actions = new Map(bindings.flatMap(({ action, keys }) => keys.map((key) => [key, action] as const)));
  return ({ key, ctrlKey, metaKey, altKey, shiftKey }) => {
    if (altKey) return undefined;
    const letter = key.length === 1 ? key.toLowerCase() : key;
    // Shift belongs to the sign itself where it makes one: `?`, `+`.
    const isWithShift = shiftKey && (letter.length > 1 || /[a-z]/.test(letter));
    return actions.get(`${ctrlKey || metaKey ? 'Ctrl+' : ''}${isWithShift ? 'Shift+' : ''}${letter}`);
  };
}

const signs: Readonly<Record<string, string>> = { 'ArrowLeft': '←', 'ArrowRight': '→', 'ArrowUp': '↑', 'ArrowDown': '↓', ' ': 'Space' };

/** As it stands on a keyboard: `Ctrl+F`. */
export function keyName(key: string): string {
  return key.split(/\+(?=.)/).map((part) => signs[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join('+');
}
