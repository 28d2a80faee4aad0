// What somebody beside the scenario may do is no constant, and changes nothing else.
import { expect, test } from 'vitest';
import { compile, OTHERS } from '../../src/compiler/compile';
import type { Program } from '../../src/compiler/program';
import { leaseKernel, reader } from '../hunt/lease-kernel';

const kernel = leaseKernel();
const tree = reader(kernel)('scenario "one" kernel v4.19 device pmem0 { blocks = 1 } mount mnt { type = xfs device = pmem0 } file f on mnt { blocks = 1 } process a { take(f); }');

function program(...others: string[]): Program {
  const compiled = compile(kernel, tree, 4019, others.length > 0 ? { others } : {});
  if ('errors' in compiled) throw new Error('it does not compile');
  return compiled.program;
}

const fields = ({ slots }: Program): string[] => slots.flatMap(({ path, field }) => (field ? [path] : []));

test.each<{ others: string[]; more: string[] }>([
  { others: ['put'], more: ['f.puts'] },
  { others: ['open_lease'], more: ['f.holder', `${OTHERS}.lease.file`] },
  { others: ['take', 'look'], more: [] },
])('$others makes $more part of the state', ({ others, more }) => {
  const alone = fields(program());
  expect(fields(program(...others)).filter((path) => !alone.includes(path) && !path.endsWith('in use'))).toEqual(more);
});

test('nobody does it', () => {
  const events = ({ tasks }: Program): unknown => tasks.map(({ name, locations }) => [name, locations.map(({ status, frames }) => [status, frames[0]!.span])]);
  expect(events(program('put', 'open_lease', 'lose'))).toEqual(events(program()));
});
