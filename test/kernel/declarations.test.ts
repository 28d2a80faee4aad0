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
  ['', 'dax  cowextsize = 2', 'fsync(victim)', 'mnt is declared with `cowextsize`, which is about copies of shared blocks: it takes `reflink`, too'],
  ['', 'dax writeback_cache', 'fsync(victim)', 'mnt is declared with `writeback_cache`, which is about virtiofs'],
  ['dad', 'dax', 'fsync(victim)', 'unknown property `dad` of a device; did you mean `dead`?'],
])('device { %s }, mount { %s }, %s', (device, mount, call, message) => {
  expect(compiled(device, mount, call)).toThrow(message);
});

it.each([
  ['blocks = 3', 'dax', 'v6.18', 'window is the window of mnt, so its `blocks` have to be ranges of 2 pages'],
  ['blocks = 2', '', 'v6.18', 'mnt is declared without `dax`: of virtiofs that is modelled with `writeback_cache` only'],
  ['blocks = 2', 'dax reflink', 'v6.18', 'mnt is declared with `reflink`: files of virtiofs share no blocks'],
  ['blocks = 2', 'dax rmapbt', 'v6.18', 'mnt is declared with `rmapbt`, which only XFS has'],
  ['blocks = 2', 'dax writeback_cache', 'v6.18', 'mnt is declared with both `dax` and `writeback_cache`: with `dax` there is no page cache'],
  ['blocks = 2', 'dax', 'v5.4', '`type` cannot be `virtiofs` in v5.4: it is there since v5.10'],
])('device { %s }, mount { type = virtiofs %s } on %s', (device, mount, version, message) => {
  expect(() => compileScenario(`scenario "s" kernel ${version}
    device window { ${device} }  mount mnt { type = virtiofs  device = window  ${mount} }  file victim on mnt { blocks = 1 }
    process p { ftruncate(victim, 0); }`)).toThrow(message);
});

it.each([['dead', '', 'fsync(victim)'], ['', 'dax freezable', 'fifreeze(mnt)'], ['', 'dax discard', 'fsync(victim)']])('allowed: device { %s }, mount { %s }, %s', (device, mount, call) => {
  expect(compiled(device, mount, call)).not.toThrow();
});
