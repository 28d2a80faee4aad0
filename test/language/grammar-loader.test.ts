import { loadGrammarFromJson as langiums, type GenericAstNode } from 'langium';
import { describe, expect, it } from 'vitest';
import { loadGrammarFromJson } from '../../src/language/grammar';

const call = (rule: number) => ({ $type: 'RuleCall', rule: { $ref: `#/rules@${rule}` }, arguments: [] });
const json = (rule: number) => JSON.stringify({
  $type: 'Grammar', isDeclared: true, name: 'Small', interfaces: [], types: [], imports: [],
  rules: [
    {
      $type: 'ParserRule', entry: true, name: 'Document', fragment: false, parameters: [],
      definition: {
        $type: 'Group', elements: [
          { $type: 'Keyword', value: 'file' },
          { $type: 'Assignment', feature: 'name', operator: '=', terminal: call(rule) },
        ],
      },
    },
    { $type: 'TerminalRule', name: 'ID', fragment: false, hidden: false, definition: { $type: 'RegexToken', regex: '/[a-z]+/', parenthesized: false } },
  ],
});

/** Everything about a node but the document, which only Langium's loader makes; what contains it and what it refers to by name. */
function shape(node: GenericAstNode): unknown {
  const own = Object.entries(node).filter(([property]) => property !== '$document' && property !== '$container');
  return Object.fromEntries([
    ['$container', node.$container?.$type],
    ...own.filter(([, value]) => value !== undefined).map(([property, value]) => [property, Array.isArray(value) ? value.map(part) : part(value)]),
  ]);
}

function part(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('ref' in value) return { refersTo: (value.ref as GenericAstNode).name, text: '$refText' in value && value.$refText };
  return shape(value as GenericAstNode);
}

describe('the loader of the grammar', () => {
  it('gives what that of Langium gives', () => {
    const grammar = shape(loadGrammarFromJson(json(1)) as unknown as GenericAstNode);
    expect(grammar).toEqual(shape(langiums(json(1)) as unknown as GenericAstNode));
    expect(JSON.stringify(grammar)).toContain('{"refersTo":"ID","text":"ID"}');
  });

  it('refuses a reference to a rule that is not there', () => {
    expect(() => loadGrammarFromJson(json(7))).toThrow('#/rules@7');
  });
});
