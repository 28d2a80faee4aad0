// docs/settings.md: what can be set, what can be done, by which key, and which colours a theme can change.
import { colours } from './colours';
import { commands, type CommandContribution } from './commands';
import { settings, type SettingContribution } from './settings';

/** The document with the part behind each `<!-- generated: NAME -->`, up to `<!-- end -->`, made anew. Throws if there is no such part. */
export function withReference(document: string): string {
  return Object.entries({ settings: settingsText(), commands: commandsText(), colours: coloursText() }).reduce((text, [name, part]) => {
    const place = new RegExp(`(<!-- generated: ${name} -->\\n)[^]*?(<!-- end -->)`);
    if (!place.test(text)) throw new Error(`docs/settings.md has no place for ${name}: <!-- generated: ${name} --> … <!-- end -->`);
    return text.replace(place, (_, begin: string, end: string) => `${begin}\n${part}\n\n${end}`);
  }, document);
}

function settingsText(): string {
  return Object.entries<SettingContribution>(settings).map(([name, setting]) => {
    const { type, minimum, maximum, scope } = setting;
    const range = [...(minimum === undefined ? [] : [`from ${minimum}`]), ...(maximum === undefined ? [] : [`to ${maximum}`])].join(' ');
    const facts = [
      `${type === 'array' ? `list of ${setting.items!.type}s` : type}${range && ` ${range}`}`, `\`${JSON.stringify(setting.default)}\` by default`,
      ...(scope === undefined ? [] : [`per ${scope}`]),
    ];
    const words = (setting.enum ?? []).map((word, index) => `\n* \`${JSON.stringify(word)}\`: ${setting.markdownEnumDescriptions?.[index] ?? ''}`);
    return `### \`daxscn.${name}\`\n\n*${facts.join('; ')}.* ${setting.markdownDescription}${words.length === 0 ? '' : `\n${words.join('')}`}`;
  }).join('\n\n');
}

function commandsText(): string {
  const rows = Object.entries<CommandContribution>(commands).map(([name, { title, chord }]) =>
    `| DAX: ${title} | \`daxscn.${name}\` | ${chord === undefined ? '' : `Ctrl+Alt+D ${chord.toUpperCase()}`} |`);
  return ['| command | identifier | key |', '|---|---|---|', ...rows].join('\n');
}

function coloursText(): string {
  const rows = colours.map(({ id, description, defaults: { dark, light, highContrast, highContrastLight } }) =>
    `| \`${id}\` | ${description} | ${[dark, light, highContrast, highContrastLight].map((value) => `\`${value}\``).join(' | ')} |`);
  return ['| colour | | dark | light | high contrast | high contrast light |', '|---|---|---|---|---|---|', ...rows].join('\n');
}
