// Loads the grammar that `langium generate` has written. Langium's own loader does the same with all of its services, most of
// which (documents, workspace, linker) would then have to be loaded at each start.
import type { Grammar, GrammarAST } from 'langium';

interface Node {
  readonly $type: string;
  $container?: Node;
  $containerProperty?: string;
  $containerIndex?: number;
}

interface Reference {
  readonly $ref: string;
  $refText?: string;
  ref?: GrammarAST.AbstractRule;
}

/** Revives a serialized grammar: nodes know what contains them, `{ "$ref": "#/rules@3" }` becomes a reference to that rule. */
export function loadGrammarFromJson(json: string): Grammar {
  const grammar = JSON.parse(json) as Grammar;
  revive(grammar, grammar);
  return grammar;
}

/** A walk over what is parsed takes a quarter of the time of a reviver of `JSON.parse`. */
function revive(node: Node, grammar: Grammar): void {
  for (const [property, value] of Object.entries(node)) {
    if (isReference(value)) {
      const rule = ruleAt(value.$ref, grammar);
      value.ref = rule;
      value.$refText = rule.name;
    } else if (isNode(value)) contain(node, value, property, grammar);
    // What is in an array is contained where the array is.
    else if (Array.isArray(value)) value.forEach((item, index) => { if (isNode(item)) contain(node, item, property, grammar, index); });
  }
}

function contain(container: Node, node: Node, property: string, grammar: Grammar, index?: number): void {
  // Before the node knows what contains it: that is not in it.
  revive(node, grammar);
  node.$container = container;
  node.$containerProperty = property;
  if (index !== undefined) node.$containerIndex = index;
}

/** This grammar refers to nothing but rules. */
function ruleAt(path: string, { rules }: Grammar): GrammarAST.AbstractRule {
  const rule = rules[Number(/^#\/rules@(\d+)$/.exec(path)?.[1])];
  if (!rule) throw new Error(`the grammar refers to ${path}, which is not one of its rules`);
  return rule;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && '$type' in value;
}

function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && '$ref' in value;
}
