// What a permutation of a group's members makes of a state (Clarke, Enders, Filkorn and Jha; Emerson and Sistla): what is theirs
// changes places, and whatever names it follows. Plain and slow: `Exchange` in the explorer does the same fast.
import { members as idsIn } from '../set-words';
import type { Symmetry, TaskGroup } from '../analyses';
import type { State } from '../state';

/** `images[m]`: the member whose place member m takes. The state is not modified. */
export function permute({ fields, locals, counters }: Symmetry, { members }: TaskGroup, images: readonly number[], state: State): State {
  const next = state.slice();
  members.forEach(({ slots }, member) => {
    const targets = members[images[member]!]!.slots;
    slots.forEach((slot, at) => (next[targets[at]!] = state[slot]!));
  });
  const renamed = new Map<string, Map<number, number>>();
  members.forEach(({ objects }, member) => {
    const targets = members[images[member]!]!.objects;
    objects.forEach(({ type, id }, at) => {
      if (!renamed.has(type)) renamed.set(type, new Map());
      renamed.get(type)!.set(id, targets[at]!.id);
    });
  });
  for (const { slot, type, isSet } of [...fields, ...counters.flatMap((counter, task) => locals(task, next[counter]!))]) {
    const image = (id: number): number => renamed.get(type)?.get(id) ?? id;
    const value = next[slot]!;
    next[slot] = isSet ? idsIn(value).reduce((set, id) => set | 1 << (image(id) - 1), 0) : image(value);
  }
  return next;
}
