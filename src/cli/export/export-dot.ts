// `daxscn export --to dot`: all states and what leads from one to the next, for Graphviz.
import type { Program } from '../../compiler/program';
import { NumberedStates, type Standing } from '../../explorer/passing/numbered-states';
import { PackedProgram } from '../../explorer/store/packed-program';
import { formatVersion } from '../../language/versions';
import { taskLetter } from '../../machine/schedule/schedule';
import { InputError } from '../input/input';
import { Status } from '../environment';

/** More are no picture any more; whoever wants them says so. */
export const MOST_STATES = 500;

const SHAPES: Readonly<Record<Standing, string>> = {
  open: '', passed: ', shape=doublecircle', failed: ', shape=octagon, style=filled, fillcolor="#f4b6b0"', unknown: ', style=dashed',
};

/** Throws an InputError (`unknown`) if there are more than `most` states. */
export function dotOf(program: Program, most: number): string {
  const states = new NumberedStates(new PackedProgram(program));
  const lines: string[] = [];
  for (let state = 0; state < states.size; state++) {
    if (states.size > most) {
      throw new InputError(`daxscn: error: the graph has more than ${most} states, too many for a picture; \`--max-states\` allows more`, Status.unknown);
    }
    const edges = states.edges(state);
    lines.push(`${state} [label="${state}"${state === 0 ? ', penwidth=3' : ''}${SHAPES[states.standing(state)]}];`);
    for (const { task, alternative, target } of edges) {
      const which = edges.filter((edge) => edge.task === task).length > 1 ? ` (alternative ${alternative + 1})` : '';
      lines.push(`${state} -> ${target} [label="${quoted(`${taskLetter(task)}: ${program.describe(states.read(state), task)}${which}`)}"];`);
    }
  }
  const title = `${program.scenario}, Linux ${formatVersion(program.kernel)}`;
  const tasks = program.tasks.map(({ index, name }) => `${taskLetter(index)} ${name}`).join(', ');
  return `digraph daxscn {\n  ${[`label="${quoted(`${title}\n${tasks}`)}";`, 'labelloc=t;', 'node [shape=circle, fontname="sans-serif"];', 'edge [fontname="sans-serif", fontsize=10];', ...lines].join('\n  ')}\n}\n`;
}

/** Inside double quotes. */
function quoted(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
