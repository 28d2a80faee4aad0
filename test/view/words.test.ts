import { expect, test } from 'vitest';
import { describeCell, describeReferences } from '../../src/view/ownership/words';
import { block, corrupting, freed, orphaned, pinned, victim } from './fixtures';

test('a cell says everything that its picture shows', () => {
  const [, second, third] = pinned.devices[0]!.blocks;
  expect(describeCell(second!)).toBe(
    'block 1: page 1 of victim. 2 references: 1 of an idle page, 1 pin of reader. pinned by reader. mapped by reader, writable');
  expect(describeCell(third!)).toBe('block 2: free');
});

test('a stray transfer is in words, too', () => {
  expect(describeCell(corrupting.devices[0]!.blocks[1]!)).toContain('in danger. was free. was page 1 of victim until event 40, truncator. 2 references');
  expect(describeCell(corrupting.devices[0]!.blocks[1]!)).toContain('nvme0 writes into it for victim (running)');
  expect(describeCell(freed.devices[0]!.blocks[1]!)).toContain('block 1: freed. in danger. was page 1 of victim until event 40, truncator. 2');
  expect(describeCell(orphaned.memory[1]!)).toContain('page 9: orphan, was page 1 of victim');
});

test('references add up, whatever holds them', () => {
  expect(describeReferences(block(0))).toBe('1 reference: 1 of an idle page');
  expect(describeReferences(block(0, { refcount: { now: 3 }, base: 0, mapcount: { now: 1 } }))).toBe('3 references: 1 of a mapping, 2 held for a moment');
  expect(describeReferences(block(0, { refcount: { now: 3 }, pins: [{ holder: 'reader', count: 2, references: 2, home: victim, isNew: false }] })))
    .toBe('3 references: 1 of an idle page, 2 pins of reader');
});

test('a pin may count 1024', () => {
  const pin = { holder: 'reader', use: 'RDMA', count: 2, references: 2048, isNew: false } as const;
  expect(describeReferences(block(0, { base: 0, refcount: { now: 2048 }, pins: [pin] }))).toBe('2048 references: 2048 of 2 pins of reader');
});

test('a count that cannot be explained is only said', () => {
  expect(describeReferences(block(0, { refcount: { now: 0 } }))).toBe('0 references');
});
