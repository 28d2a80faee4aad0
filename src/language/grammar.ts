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
  const references: Reference[] = [];
  const grammar = JSON.parse(json, function (this: unknown, property: string, value: unknown) {
    if (isReference(value)) references.push(value);
    else if (isNode(this)) {
      // What is in an array is contained where the array is.
      if (Array.isArray(value)) value.forEach((item, index) => contain(this, item, property, index));
      else contain(this, value, property);
    }
    return value;
  }) as Grammar;
  for (const reference of references) {
    const rule = ruleAt(reference.$ref, grammar);
    reference.ref = rule;
    reference.$refText = rule.name;
  }
  return grammar;
}

function contain(container: Node, value: unknown, property: string, index?: number): void {
  if (!isNode(value)) return;
  value.$container = container;
  value.$containerProperty = property;
  if (index !== undefined) value.$containerIndex = index;
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
