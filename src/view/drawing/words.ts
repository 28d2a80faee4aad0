// The picture in words: for a pointer that rests on it, for those who listen, and for a copy as text.
import type { Mark, Timeline, Wait } from '../messages/timeline';
import { count } from './drawing';
import type { BarFacts, Hit } from './hit';

export function describeHit(timeline: Timeline, hit: Hit): string {
  switch (hit.kind) {
    case 'ruler': return 'Drag to move through time';
    case 'branch': return `${timeline.branches[hit.index]?.label ?? 'fork'}. Click to make it the recorded future`;
    case 'lane': return describeLane(timeline, hit.lane, hit.event, hit.mark, hit.wait);
    case 'bar': return describeBar(timeline, hit.bar, hit.facts);
  }
}

function describeLane(timeline: Timeline, lane: number, event: number, mark: Mark | undefined, wait: Wait | undefined): string {
  const name = timeline.lanes[lane]?.name ?? '';
  const sentences = [mark && describeMark(timeline, mark), wait && describeWait(timeline, wait)].filter((sentence) => sentence !== undefined);
  return sentences.length > 0 ? sentences.join('. ') : `${name} does nothing at event ${count(event + 1)}`;
}

/** "Event 40, truncator: free the blocks. Breaks no_free_under_pin: …". */
export function describeMark({ lanes, findings, lastChance }: Timeline, { lane, event, count: events, kind, retry, text }: Mark): string {
  const name = lanes[lane]?.name ?? 'what if';
  if (events > 1) {
    const gravest = kind === 'violation' ? ', a violation among them' : kind === 'retry' ? ', a retry among them' : '';
    return `${count(events)} events of ${name} from event ${count(event + 1)} on${gravest}`;
  }
  const parts = [`Event ${count(event + 1)}, ${name}${text === undefined ? '' : `: ${text}`}`];
  if (retry !== undefined) parts.push(`Retry ${retry}`);
  for (const finding of findings) {
    if (finding.event === event) parts.push(finding.property === undefined ? `${finding.verdict}: ${finding.headline}` : `Breaks ${finding.property}: ${finding.headline}`);
    else if (finding.race?.first.event === event) parts.push(`Races with event ${count(finding.race.second.event + 1)}`);
  }
  if (lastChance?.event === event) parts.push('Point of no return: after it no order of events goes right');
  return [...new Set(parts)].join('. ');
}

/** "truncator sleeps until page 0 is idle, from event 31 on. Event 38 of reader let it go on". */
export function describeWait({ lanes }: Timeline, { lane, from, cause, count: waits, isOpen, wokenBy, holders }: Wait): string {
  const name = lanes[lane]?.name ?? '';
  const who = holders.map((holder) => lanes[holder]?.name).filter((holder) => holder !== undefined);
  if (waits > 1) return `${name} is blocked ${count(waits)} times from event ${count(from)} on`;
  const begin = `${name} ${cause}, from event ${count(from)} on`;
  if (isOpen) return `${begin}. It is not woken${who.length > 0 ? `: ${who.join(' or ')} could end it` : ', and nobody could end it'}`;
  return wokenBy === undefined ? begin : `${begin}. Event ${count(wokenBy + 1)} let it go on`;
}

export function describeBar({ bars, lanes }: Timeline, bar: number, { ownership, mappings, pins, transfers, stray }: BarFacts): string {
  const title = bars[bar]?.title ?? '';
  return [
    `${title}: ${ownership ? describeOwnership(ownership.state, ownership.owner?.name, ownership.index) : 'unused'}`,
    ownership?.by === undefined ? undefined : `Event ${count(ownership.from)} of ${lanes[ownership.by]?.name ?? ''} made it so`,
    ...mappings.map(({ holder }) => `Mapped by ${holder}`),
    ...pins.map(({ holder, home }) => `Pinned by ${holder}${home && home.name !== ownership?.owner?.name ? ` for ${home.name}` : ''}`),
    ...transfers.map(({ device, direction, home }) => `${device} ${direction === 'in' ? 'writes into it' : 'reads from it'}${home ? ` for ${home.name}` : ''}`),
    stray && `Stray: event ${count(stray.event + 1)} uses it${stray.home ? ` for ${stray.home.name}` : ''}, which does not own it`,
  ].filter((sentence) => sentence !== undefined).join('. ');
}

function describeOwnership(state: 'owned' | 'freed' | 'free' | 'orphan' | 'mixed', owner: string | undefined, index: number | undefined): string {
  const page = owner === undefined ? undefined : index === undefined ? owner : `page ${index} of ${owner}`;
  switch (state) {
    case 'owned': return page ?? 'owned';
    case 'freed': return `freed and not committed${page ? `, was ${page}` : ''}`;
    case 'free': return 'free';
    case 'orphan': return `orphan${page ? `, was ${page}` : ''}`;
    case 'mixed': return 'changes more often than can be drawn';
  }
}

/** For those who listen, at each stop. */
export function describeStop(timeline: Timeline, stop: string | undefined, event: Mark | undefined): string {
  const { position, length } = timeline;
  return [
    `Position ${count(position)} of ${count(length)}`, stop === undefined ? undefined : `Stopped: ${stop}`,
    event ? describeMark(timeline, event) : position === 0 ? 'Nothing has happened yet' : undefined,
  ].filter((sentence) => sentence !== undefined).join('. ');
}
