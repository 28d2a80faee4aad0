// What makes a program the one that a saved search belongs to, as far as it can be seen from outside: numbers of slots, values
// and places mean the same. What its events do is in the texts that it was compiled from.
import type { Program } from '../../compiler/program';
import { formatVersion } from '../../language/versions';

/** Texts, by what they are the text of. */
export type Identity = Readonly<Record<string, string>>;

export function identityOf(program: Program): Identity {
  const places = program.tasks.map(({ name, kind, locations }) =>
    [name, kind, ...locations.map(({ status, frames }) => [status, ...frames.map((frame) => `${frame.function}:${frame.span.join()}`)].join(' '))]);
  return {
    'the kernel version': formatVersion(program.kernel),
    'the state': [program.initial().join(), ...program.slots.map(({ path, min, max }) => `${path} ${min} ${max}`)].join('\n'),
    'the places where tasks rest': places.flat().join('\n'),
    'the invariants': program.invariants.map(({ name }) => name).join('\n'),
  };
}
