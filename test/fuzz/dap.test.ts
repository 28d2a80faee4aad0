// Any requests in any order with any arguments: each is answered, in words.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DaxscnDebugAdapter } from '../../src/debugger/debug-adapter';
import { basicRequests, ownRequests, supports } from '../../src/debugger/protocol/capabilities';
import { customMovements } from '../../src/debugger/motion/custom-movements';
import { fixtureHost, fixturePath } from '../debugger/support/kernel';
import { Client, inline } from '../debugger/support/wire';
import { expectWords, fuzz, PATIENCE, RUNS } from './fuzz';

const REQUESTS_A_SESSION = 40;

const commands = [...basicRequests, ...Object.values(supports).flat(), ...ownRequests, 'disassemble', '__proto__', 'toString', ''];
const leaving = ['disconnect', 'terminate'];
const scenarios = ['truncate', 'agents', 'asserted', 'deadlock', 'edited', 'scheduled'].map((name) => fixturePath(`${name}.daxscn`));

const anyValue = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(null, undefined, -1, 1e308, 0.5, '', '\0', [[]]));
const maybe = <Value>(likely: fc.Arbitrary<Value>): fc.Arbitrary<unknown> => fc.oneof({ weight: 9, arbitrary: likely }, { weight: 1, arbitrary: anyValue });
const expressions = fc.constantFrom('page 0', 'page 0.refcount', 'victim', 'victim.i_pages[1]', 'current', 'retries(truncator)', 'when(page 0.refcount changed)', 'changed(victim)', 'who page 0', 'why reader', 'blocks', 'forks', 'goto 3', 'switch 1', 'help', 'schedule', '1 == 1', '(', '{reader}', '');
const source = fc.constantFrom({ path: fixturePath('fs/dax.daxk') }, { path: 'mm/gup.daxk' }, { path: scenarios[0] }, { sourceReference: 1 }, { name: 'x' }, {});
const breakpoint = fc.record({
  line: maybe(fc.nat(50)), condition: maybe(expressions), hitCondition: maybe(fc.constantFrom('2', '>= 1', '% 2', 'x')), logMessage: maybe(fc.constantFrom('{position()}', '{', 'hit {page}')), mode: maybe(fc.constantFrom('processes', 'agents')),
  name: maybe(fc.constantFrom('get_page', 'down_write', 'read_direct', 'nothing')), dataId: maybe(fc.constantFrom('page 0.refcount', 'page 1.mapping', 'x\ny')), accessType: maybe(fc.constantFrom('read', 'write', 'readWrite')), filterId: maybe(fc.constantFrom('task_blocked', 'layout_retry')),
}, { requiredKeys: ['line', 'name', 'dataId'] });
const anyArguments = fc.oneof({ weight: 1, arbitrary: anyValue }, { weight: 12, arbitrary: fc.record({
  threadId: maybe(fc.nat(4)), frameId: maybe(fc.nat(3000)), variablesReference: maybe(fc.nat(20)), targetId: maybe(fc.nat(30)), position: maybe(fc.nat(20)), fork: maybe(fc.nat(3)),
  source: maybe(source), line: maybe(fc.nat(50)), endLine: maybe(fc.nat(60)), column: maybe(fc.nat(30)), text: maybe(expressions), expression: maybe(expressions), value: maybe(expressions), name: maybe(expressions),
  context: maybe(fc.constantFrom('hover', 'repl', 'watch', 'clipboard')), breakpoints: maybe(fc.array(breakpoint, { maxLength: 3 })), lines: maybe(fc.array(fc.nat(50), { maxLength: 3 })),
  filters: maybe(fc.subarray(['layout_retry', 'invariant_violated', 'assertion_failed', 'deadlock_or_hang', 'task_blocked'])), filterOptions: maybe(fc.array(breakpoint, { maxLength: 2 })),
  movement: maybe(fc.constantFrom(...Object.keys(customMovements))), startFrame: maybe(fc.nat(3)), levels: maybe(fc.nat(3)), start: maybe(fc.nat(3)), count: maybe(fc.nat(3)), filter: maybe(fc.constantFrom('named', 'indexed')),
  program: maybe(fc.constantFrom(...scenarios)), trace: maybe(fc.constant(fixturePath('truncate.jsonl'))), kernel: maybe(fc.constantFrom('v4.17', 'v4.18', 'v9')), schedule: maybe(fc.constantFrom('a2b3', 'ab', 'x')), seed: maybe(fc.nat(9)), stopOnEntry: maybe(fc.boolean()), noDebug: maybe(fc.constant(false)),
  granularity: anyValue, arguments: anyValue, progressId: maybe(fc.constant('movement 1')),
}, { requiredKeys: ['threadId', 'line', 'column', 'expression', 'source', 'name', 'value', 'position', 'fork', 'movement', 'breakpoints', 'filters', 'text', 'program', 'variablesReference', 'targetId', 'frameId'] }) });
const request = fc.tuple(fc.oneof({ weight: 60, arbitrary: fc.constantFrom(...commands.filter((command) => !leaving.includes(command))) }, { weight: 1, arbitrary: fc.constantFrom(...leaving) }), anyArguments);

const session = fc.record({ program: fc.constantFrom(...scenarios), isLaunched: fc.nat(9).map((number) => number > 0), requests: fc.array(request, { minLength: REQUESTS_A_SESSION, maxLength: REQUESTS_A_SESSION }) });

test('any requests', { timeout: PATIENCE }, async () => {
  await fuzz(session, async ({ program, isLaunched, requests }) => {
    const client = new Client(inline(new DaxscnDebugAdapter(fixtureHost())));
    if (isLaunched) {
      await client.request('initialize', {});
      await client.request('launch', { program, stopOnEntry: true });
      await client.request('configurationDone');
      await client.waitFor('stopped');
    }
    let told = 0;
    for (const [command, args] of requests) {
      const { success, message, body } = await client.ask(command, args);
      if (!success) expectWords(message);
      expect(JSON.stringify(body ?? {})).not.toMatch(/Maximum call stack|wrong with the debugger itself/);
      for (; told < client.events.length; told++) {
        const { event, body: said } = client.events[told]!;
        if (event === 'output') expect(said.output).not.toMatch(/Maximum call stack|wrong with the debugger itself|TypeError|\bundefined\b/);
      }
    }
    await client.ask('disconnect');
  }, Math.ceil(RUNS / REQUESTS_A_SESSION));
});
