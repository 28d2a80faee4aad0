// What the declarations of a scenario do not allow is refused when it is compiled, with what would be right.
import { expect, it } from 'vitest';
import { compileScenario } from '../support/model-kernel';

const compiled = (device: string, mount: string, call: string) => () => compileScenario(`scenario "s" kernel v6.18
  device pmem0 { blocks = 1  ${device} }  mount mnt { type = xfs  device = pmem0  ${mount} }  file victim on mnt { blocks = 1 }
  process p { ${call}; }`);

it.each([
  ['dead', 'dax', 'fsync(victim)', 'pmem0 is declared dead, but mnt has dax: memory has no requests that could hang, only disks have'],
  ['', 'dax', 'fifreeze(mnt)', 'mnt is to be frozen, and its declaration does not say `freezable`'],
  ['', 'dax', 'fithaw(mnt)', 'mnt is to be thawed, and its declaration does not say `freezable`'],
  ['', 'dax freezeable', 'fsync(victim)', 'unknown property `freezeable` of a mount; did you mean `freezable`?'],
  ['dad', 'dax', 'fsync(victim)', 'unknown property `dad` of a device; did you mean `dead`?'],
])('device { %s }, mount { %s }, %s', (device, mount, call, message) => {
  expect(compiled(device, mount, call)).toThrow(message);
});

it.each([['dead', '', 'fsync(victim)'], ['', 'dax freezable', 'fifreeze(mnt)'], ['', 'dax discard', 'fsync(victim)']])('allowed: device { %s }, mount { %s }, %s', (device, mount, call) => {
  expect(compiled(device, mount, call)).not.toThrow();
});
