import { lexer, type Token, type Tokens } from 'marked';
import type { ComponentChildren } from 'preact';

/** Markdown of comments, drawn by elements of our own: no HTML in it becomes part of the page, and its links are text. */
export function Markdown({ text }: { text: string }) {
  return <>{lexer(text).map((token) => block(token))}</>;
}

function block(token: Token): ComponentChildren {
  switch (token.type) {
    case 'heading': return <p class="heading">{inline(token.tokens)}</p>;
    case 'list': {
      const items = (token as Tokens.List).items.map((item) => <li>{item.tokens.map((each) => (each.type === 'paragraph' || each.type === 'text' ? inlineOf(each) : block(each)))}</li>);
      return (token as Tokens.List).ordered ? <ol>{items}</ol> : <ul class="points">{items}</ul>;
    }
    case 'code': return <pre>{(token as Tokens.Code).text}</pre>;
    case 'space': return null;
    default: return <p>{inlineOf(token)}</p>;
  }
}

function inlineOf(token: Token): ComponentChildren {
  return 'tokens' in token && token.tokens ? inline(token.tokens) : plain(token);
}

function inline(tokens: readonly Token[] = []): ComponentChildren {
  return tokens.map((token) => {
    if (token.type === 'codespan') return <code>{(token as Tokens.Codespan).text}</code>;
    if (token.type === 'strong') return <strong>{inline(token.tokens)}</strong>;
    if (token.type === 'em') return <em>{inline(token.tokens)}</em>;
    return inlineOf(token);
  });
}

function plain(token: Token): string {
  return 'text' in token && typeof token.text === 'string' ? token.text : token.raw;
}

/** What can be read of it in one line: the first sentence or the heading, without marks. */
export function firstSentence(text: string): string {
  const first = lexer(text).find(({ type }) => type === 'heading' || type === 'paragraph');
  const words = first ? unmarked(first).replaceAll(/\s+/g, ' ') : '';
  return /^.+?[.!?](?= [A-Z`]|$)/.exec(words)?.[0] ?? words;
}

function unmarked(token: Token): string {
  return 'tokens' in token && token.tokens ? token.tokens.map(unmarked).join('') : plain(token);
}
