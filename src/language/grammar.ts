// Loads the grammar that `langium generate` has written. Langium's own loader does the same with all of its services, most of
// which (documents, workspace, linker) would then have to be loaded at each start.
import type { Grammar, GrammarAST } from 'langium';

interface SerializedNode {
  readonly $type: string;
  $container?: SerializedNode;
  $containerProperty?: string;
  $containerIndex?: number;
  [property: string]: unknown;
}

/** Revives a serialized grammar: nodes know what contains them, `{ "$ref": "#/rules@3" }` becomes a reference to that rule. */
export function loadGrammarFromJson(json: string): Grammar {
  const grammar = JSON.parse(json) as Grammar & SerializedNode;
  revive(grammar, grammar.rules);
  return grammar;
}

function revive(node: SerializedNode, rules: readonly GrammarAST.AbstractRule[]): void {
  for (const [property, value] of Object.entries(node)) {
    if (Array.isArray(value)) value.forEach((item: unknown, index) => isNode(item) && adopt(node, item, rules, property, index));
    else if (isNode(value)) adopt(node, value, rules, property);
    else if (isReference(value)) node[property] = reference(value.$ref, rules);
  }
}

function adopt(container: SerializedNode, node: SerializedNode, rules: readonly GrammarAST.AbstractRule[], property: string, index?: number): void {
  revive(node, rules);
  node.$container = container;
  node.$containerProperty = property;
  if (index !== undefined) node.$containerIndex = index;
}

/** This grammar refers to nothing but rules. */
function reference(path: string, rules: readonly GrammarAST.AbstractRule[]): { $refText: string; ref: GrammarAST.AbstractRule } {
  const rule = rules[Number(/^#\/rules@(\d+)$/.exec(path)?.[1])];
  if (!rule) throw new Error(`the grammar refers to ${path}, which is not one of its rules`);
  return { $refText: rule.name, ref: rule };
}

function isNode(value: unknown): value is SerializedNode {
  return typeof value === 'object' && value !== null && '$type' in value;
}

function isReference(value: unknown): value is { readonly $ref: string } {
  return typeof value === 'object' && value !== null && '$ref' in value;
}
