// A worker that stands for the extension host: it has recorded a long execution, and answers what the timeline view asks.
import { compile } from '../src/compiler/compile';
import { findEvents } from '../src/debugger/timeline/find';
import { timelineOf } from '../src/debugger/timeline/timeline';
import { TimelineIndex } from '../src/debugger/timeline/timeline-index';
import { timelineRange } from '../src/debugger/timeline/timeline-range';
import type { KernelTree, ScenarioTree } from '../src/language/tree';
import { runnable } from '../src/machine/execution/choice';
import { Execution } from '../src/machine/execution/execution';
import type { FromTimeline, ToTimeline } from '../src/view/messages/timeline-view';

/** Of the browser: the bench is compiled without its types. */
declare const self: { onmessage: (event: { data: Asked }) => void; postMessage(message: ToTimeline | { kind: 'recorded' }): void };

type Asked = FromTimeline | { readonly kind: 'record'; readonly kernel: KernelTree; readonly scenario: ScenarioTree; readonly events: number } | { readonly kind: 'stop' };

let index: TimelineIndex | undefined;

self.onmessage = ({ data }) => {
  switch (data.kind) {
    case 'record':
      index = new TimelineIndex(record(data.kernel, data.scenario, data.events));
      self.postMessage({ kind: 'recorded' });
      break;
    case 'stop': self.postMessage({ kind: 'timeline', timeline: timelineOf(index!) }); break;
    case 'range': self.postMessage({ kind: 'range', id: data.id, range: timelineRange(index!, data.query) }); break;
    case 'find': self.postMessage({ kind: 'found', id: data.id, found: findEvents(index!, data.text, data.from) });
  }
};

/** The threads take turns of three events each: the same execution every time. */
function record(kernel: KernelTree, scenario: ScenarioTree, events: number): Execution {
  const compiled = compile(kernel, scenario);
  if ('errors' in compiled) throw new Error('The scenario of the bench does not compile.');
  const execution = new Execution(compiled.program);
  for (let turn = 0; execution.length < events; turn++) {
    const choices = runnable(execution.program, execution.state);
    execution.advance(choices[Math.floor(turn / 3) % choices.length]!);
  }
  return execution;
}
