// The text of an event to which the source gives none: the statement, with the names of the objects.
import { derivedFieldOf } from '../../language/derived-fields';
import type { Text, Value } from '../ir';

export function describeSet(lvalue: Value, value: Value): Text {
  return [...(lvalue.kind === 'slot' ? [lvalue.slot.name] : print(lvalue)), ' = ', ...print(value)];
}

export function describeBranch(condition: Value): Text {
  return ['test ', ...print(condition)];
}

export function describeChoice(set: Value): Text {
  return ['choose from ', ...print(set)];
}

const WORDS: Readonly<Record<string, string>> = { union: '+', minus: '-' };

function print(value: Value): Text {
  if (isLocal(value)) return [value];
  switch (value.kind) {
    case 'field':
    case 'table':
      return [value.id, `.${value.field}`, ...(value.index ? ['[', value.index, ']'] : [])];
    case 'unary':
      if (value.operator === 'bit') return print(value.operand);
      return value.operator === 'count' ? ['count(', ...print(value.operand), ')'] : [value.operator, ...print(value.operand)];
    case 'binary':
      return [...print(value.left), ` ${WORDS[value.operator] ?? value.operator} `, ...print(value.right)];
    case 'conditional':
      return [...print(value.condition), ' ? ', ...print(value.then), ' : ', ...print(value.else)];
    case 'call': {
      const derived = derivedFieldOf(value.function);
      if (derived) return [value.args[0]!, `.${derived.field}`];
      return [`${value.function}(`, ...value.args.flatMap((arg, i): Text => [i > 0 ? ', ' : '', ...print(arg)]), ')'];
    }
    case 'temp':
      return ['…'];
    case 'size':
    case 'pool':
      return [`all ${value.object}`];
    default:
      return [value];
  }
}

/** Whether it is computed from locals and constants alone: then the text shows its value, not how it is computed. */
function isLocal(value: Value): boolean {
  switch (value.kind) {
    case 'const':
    case 'slot': return true;
    case 'unary': return value.operator !== 'bit' && isLocal(value.operand);
    case 'binary': return isLocal(value.left) && isLocal(value.right);
    case 'conditional': return isLocal(value.condition) && isLocal(value.then) && isLocal(value.else);
    default: return false;
  }
}
