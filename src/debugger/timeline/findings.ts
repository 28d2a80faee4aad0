// What went wrong in the recorded events, in the order of time, with the race behind it.
import type { Execution } from '../../machine/execution/execution';
import { brokenBy } from '../../machine/execution/violations';
import { livelockExplanation, stuckExplanation, violationExplanation, type Explanation } from '../../machine/explain/explanation';
import { briefOf } from '../../machine/explain/missing-wait';
import { pastTense } from '../../machine/explain/past-tense';
import { briefly } from '../../machine/explain/phrases';
import { raceOf, type RaceAccess } from '../../machine/explain/race';
import { livelockOf } from '../../machine/verdict/livelock';
import { LONGEST_WATCHED } from '../../machine/verdict/livelock-watch';
import { stuckVerdict } from '../../machine/verdict/verdict';
import type { Access, Finding } from '../../view/messages/timeline';
import type { EventCounts } from './event-counts';
import type { StateReader } from './state-reader';

/** Of one execution. Explanations take time, so they are made once. */
export class Findings {
  /** By event. */
  private readonly violations = new Map<number, readonly Finding[]>();
  private latest: { readonly length: number; readonly finding: Finding | undefined } | undefined;

  constructor(private readonly execution: Execution, private readonly counts: EventCounts, private readonly reader: StateReader) {}

  list(): Finding[] {
    const seen = new Set<string>();
    const violations = this.counts.firstViolations.flatMap((event) => {
      let found = this.violations.get(event);
      if (!found) this.violations.set(event, found = this.violationsBy(event));
      return found;
    }).filter(({ property }) => !seen.has(property!) && seen.add(property!));
    const { length } = this.execution;
    if (this.latest?.length !== length) this.latest = { length, finding: this.stuck() ?? this.livelock() };
    const { finding } = this.latest;
    return finding ? [...violations, finding] : violations;
  }

  /** Forgets the events from `position` on. */
  truncate(position: number): void {
    for (const event of this.violations.keys()) if (event >= position) this.violations.delete(event);
    this.latest = undefined;
  }

  private violationsBy(index: number): Finding[] {
    const { execution } = this;
    const broken = brokenBy(execution.program, execution.stateAt(index), execution.stateAt(index + 1), execution.choiceAt(index));
    return broken.map((violation): Finding => {
      const event = { ...execution.eventAt(index), violation };
      const race = raceOf(execution, index, violation.property);
      return {
        verdict: 'violates', property: violation.property, event: index, lane: execution.choiceAt(index).task,
        ...told(execution, violationExplanation(execution, event)),
        ...(race && { race: { first: this.access(race.first), second: this.access(race.second), end: race.end } }),
      };
    });
  }

  private access({ index, slot }: RaceAccess): Access {
    const bar = slot === undefined ? undefined : this.barOf(index, slot);
    return { event: index, lane: this.execution.choiceAt(index).task, label: this.did(index), ...(bar !== undefined && { bar }) };
  }

  /** What follows the name of the thread: "pinned page 0". */
  private did(index: number): string {
    const { text } = this.execution.eventAt(index);
    return pastTense(briefly(text)) ?? text;
  }

  /** The block or the page that a field is or names, before the event or after it, or else that has the field. */
  private barOf(index: number, slot: number): number | undefined {
    const { program } = this.execution;
    const { type, field } = program.slots[slot]!;
    const of = (name: string, id: number): number | undefined => (name === 'page' ? this.reader.barOf(id) : name === 'block' ? this.reader.barOfBlock(id) : undefined);
    const named = [index, index + 1].map((position) => this.execution.stateAt(position)[slot]!).filter((value) => value !== 0);
    const bars = [...(type.kind === 'object' ? named.map((id) => of(type.name, id)) : []), ...(field ? [of(field.type, field.id)] : [])];
    return bars.find((bar) => bar !== undefined);
  }

  private stuck(): Finding | undefined {
    const { length, program } = this.execution;
    const found = stuckVerdict(program, this.execution.stateAt(length));
    return found && {
      verdict: found.verdict, event: Math.max(0, length - 1), lane: found.tasks[0]!, ...told(this.execution, stuckExplanation(this.execution, found)),
    };
  }

  /** Once a loop has closed, it closes again at each position as long as the execution stays in it. */
  private livelock(): Finding | undefined {
    const { length } = this.execution;
    const found = length <= LONGEST_WATCHED ? livelockOf(this.execution) : undefined;
    return found && {
      verdict: 'livelock', event: found.end - 1, lane: found.starved[0]!, ...told(this.execution, livelockExplanation(this.execution, found)),
      loop: { from: found.begin, to: found.end },
    };
  }
}

function told({ program }: Execution, { reason, missingWait }: Explanation): Pick<Finding, 'headline' | 'brief' | 'explanation' | 'missing'> {
  const brief = briefOf(program, missingWait);
  const words = { headline: missingWait?.sentence ?? reason, ...(brief !== undefined && { brief }), explanation: reason };
  if (!missingWait?.arrow) return words;
  const { task: lane, ...rest } = missingWait.arrow;
  return { ...words, missing: { lane, ...rest } };
}
