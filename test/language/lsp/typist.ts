// An author who knows nothing: takes what is suggested, chooses among what a snippet offers, and else presses Tab and Enter.
import type { CompletionItem } from 'vscode-languageserver';
import type { Editor } from './editor';

export class Typist {
  #text = '';
  #cursor = 0;
  #version = 1;

  private constructor(private readonly editor: Editor, readonly uri: string) {}

  static async begin(editor: Editor, uri: string): Promise<Typist> {
    await editor.open(uri, '');
    return new Typist(editor, uri);
  }

  get text(): string {
    return this.#text;
  }

  /** What is suggested at the cursor, in the order in which an editor shows it. */
  async suggestions(): Promise<CompletionItem[]> {
    const before = this.#text.slice(0, this.#cursor).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)!.length };
    const items = await this.editor.request<CompletionItem[]>('textDocument/completion', { textDocument: { uri: this.uri }, position });
    return items.toSorted((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
  }

  /** Takes a suggestion, and for each gap of its snippet one of the choices that it offers, or the first. Throws if either is not offered. */
  async take(label: string, ...choices: readonly string[]): Promise<void> {
    const items = await this.suggestions();
    const item = items.find((each) => each.label === label);
    if (!item) throw new Error(`\`${label}\` is not suggested, but: ${items.map((each) => each.label).join(', ')}`);
    const indent = /[ \t]*$/.exec(/^[ \t]*/.exec(this.#text.slice(this.#text.lastIndexOf('\n', this.#cursor - 1) + 1, this.#cursor))![0])![0];
    const { text, rest } = item.insertTextFormat === 2 ? expand(item.insertText!, choices) : { text: item.insertText ?? item.label, rest: undefined };
    if (item.insertTextFormat !== 2 && choices.length > 0) throw new Error(`\`${label}\` has no choices`);
    const indented = (part: string): string => part.replaceAll('\n', `\n${indent}`).replaceAll('\t', '    ');
    const start = this.#cursor;
    await this.insert(indented(text));
    if (rest !== undefined) this.#cursor = start + indented(text.slice(0, rest)).length;
  }

  /** To the end of what is written, and a new line there. */
  async enter(): Promise<void> {
    this.#cursor = this.#text.length;
    await this.insert('\n');
  }

  /** A new line at the cursor, as far to the right as this one. */
  async enterHere(): Promise<void> {
    await this.insert(`\n${/^[ \t]*/.exec(this.#text.slice(this.#text.lastIndexOf('\n', this.#cursor - 1) + 1))![0]}`);
  }

  private async insert(text: string): Promise<void> {
    this.#text = this.#text.slice(0, this.#cursor) + text + this.#text.slice(this.#cursor);
    this.#cursor += text.length;
    await this.editor.change(this.uri, ++this.#version, [{ text: this.#text }]);
  }
}

/** A snippet with what is chosen, and where the cursor is then. */
function expand(body: string, choices: readonly string[]): { text: string; rest: number | undefined } {
  const wanted = [...choices];
  let rest: number | undefined;
  let text = '';
  for (const [part, plain, , fallback, options] of body.matchAll(/((?:[^$\\]|\\.)+)|\$\{(\d+)(?::((?:[^}\\]|\\.)*)|\|((?:[^|\\]|\\.)*)\|)\}|\$0/gs)) {
    if (part === '$0') rest = text.length;
    else if (plain !== undefined) text += plain.replaceAll(/\\(.)/g, '$1');
    else {
      const offered = options === undefined ? [fallback!.replaceAll(/\\(.)/g, '$1')] : options.split(/(?<!\\),/).map((option) => option.replaceAll(/\\(.)/g, '$1'));
      const [choice] = wanted;
      const isOffered = choice !== undefined && offered.includes(choice);
      text += isOffered ? wanted.shift()! : offered[0]!;
    }
  }
  if (wanted.length > 0) throw new Error(`${wanted.map((choice) => `\`${choice}\``).join(', ')} is not offered by ${body}`);
  return { text, rest };
}
