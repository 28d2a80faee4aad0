// Where the time of checks goes, from a profile by V8: a sample counts for the stage whose function is nearest to the top of its stack.
import type { Profiler } from 'node:inspector/promises';

/** Functions by stage. What they call belongs to the stage, unless that is a stage of its own. */
const STAGES: Readonly<Record<string, readonly string[]>> = {
  'parsing': ['parse'],
  'checking types': ['checkScenario'],
  'compiling: constant fields': ['constantFields'],
  'compiling: objects': ['World'],
  'compiling: tasks to graphs': ['lowerTask'],
  'compiling: other code': ['lowerPure', 'lowerTaskless'],
  'compiling: layout, liveness': ['layOut', 'placeWideLocals', 'taskCode'],
  'compiling: assembly': ['assemble', 'compile'],
  'generated code: text': ['generateEvent', 'generateGuard', 'scoped'],
  'generated code: functions': ['lazy'],
  'analyses': ['footprints', 'readsOf', 'interference', 'findSymmetry'],
  'search': ['exploreAll'],
  'livelocks': ['lookForLivelock'],
  'counterexample': ['conclude'],
  'explanation': ['explained'],
  'garbage collection': ['(garbage collector)'],
  'waiting': ['(idle)'],
};

const stageOf = new Map(Object.entries(STAGES).flatMap(([stage, functions]) => functions.map((name) => [name, stage])));

/** Milliseconds by stage, the longest first. */
export function timesByStage({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): [string, number][] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stages = new Map<number, string>();
  const walk = (id: number, outer: string): void => {
    const { callFrame, children = [] } = byId.get(id)!;
    const stage = stageOf.get(callFrame.functionName) ?? outer;
    stages.set(id, stage);
    for (const child of children) walk(child, stage);
  };
  walk(nodes[0]!.id, 'other');
  const times = new Map<string, number>();
  samples.forEach((id, i) => times.set(stages.get(id)!, (times.get(stages.get(id)!) ?? 0) + timeDeltas[i]! / 1000));
  return [...times].sort(([, a], [, b]) => b - a);
}
