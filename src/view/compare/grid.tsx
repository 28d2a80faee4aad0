import { useMemo, useRef } from 'preact/hooks';
import type { Comparison, SideName } from '../messages/compare';
import { Cell } from './cell';
import { ColumnHead } from './column-head';
import { FoldRow } from './fold-row';
import type { Shown } from './folds';
import type { Place, Standing } from './host';
import { sides, type Line } from './lines';
import { Moves } from './moves';
import { Overview } from './overview';
import { waitsOf } from './waits';
import { nameOf } from './words';

interface Props {
  comparison: Comparison;
  lines: readonly Line[];
  shown: readonly Shown[];
  standing: Standing | undefined;
  /** Index in the lines. */
  present: number | undefined;
  place: Place;
  onFocus: (place: Place) => void;
  onDebug: (place: Place) => void;
  onGoTo: (place: Place) => void;
}

/** Both executions, a line an event. */
export function Grid({ comparison, lines, shown, standing, present, place, onFocus, onDebug, onGoTo }: Props) {
  const { lanes, left, right, leftOut } = comparison;
  const grid = useRef<HTMLDivElement>(null);
  const waits = useMemo(() => ({ left: waitsOf(lines, 'left', lanes), right: waitsOf(lines, 'right', lanes) }), [lines, lanes]);
  const indexOfRow = useMemo(() => new Map(lines.flatMap((line, index) => (line.kind === 'movedHere' || line.kind === 'moved' ? [[line.key, index] as const] : []))), [lines]);
  const elsewhereOf = ({ row, kind }: Line): string => `${kind === 'moved' ? 'there' : 'row'}${row}`;
  const isTabbable = (key: string, side: SideName): boolean => place.key === key && place.side === side;

  const row = (index: number, above: Line | undefined) => {
    const line = lines[index]!;
    const { name, letter, colour } = lanes[line.lane]!;
    const isFirst = above?.lane !== line.lane;
    return (
      <div role="row" key={line.key} class={`line ${line.kind}${isFirst ? ' first' : ''}${index === present ? ' present' : ''}`} data-thread={colour} data-shown>
        <div role="rowheader" class="thread" title={name}>
          {isFirst && <span class="disc" aria-hidden="true">{letter}</span>}
          <span class={isFirst ? 'name' : 'unseen'}>{name}</span>
        </div>
        {sides.map((side) => (
          <Cell key={side} comparison={comparison} line={line} side={side} pieces={waits[side].pieces[index]!}
            standing={index !== present ? undefined : standing?.side === side ? 'here' : 'beside'} isTabbable={isTabbable(line.key, side)}
            isElsewhereBelow={(indexOfRow.get(elsewhereOf(line)) ?? 0) > index}
            onFocus={() => onFocus({ key: line.key, side })} onDebug={() => onDebug({ key: line.key, side })}
            onElsewhere={() => onGoTo({ key: elsewhereOf(line), side: line.kind === 'moved' ? 'right' : 'left' })} />
        ))}
      </div>
    );
  };

  return (
    <div class="both">
      <div class="scroller" tabIndex={-1}>
        <div role="grid" class="grid" ref={grid} aria-label={`${nameOf(left)} and ${nameOf(right)}, side by side`}
          style={{ '--left-tracks': waits.left.tracks, '--right-tracks': waits.right.tracks }} data-moves={indexOfRow.size > 0 ? '' : undefined}>
          <div role="row" class="heads">
            <div role="columnheader" class="thread"><span class="unseen">Thread</span></div>
            <ColumnHead side={left} name="left" isDebugged={standing?.side === 'left'} />
            <ColumnHead side={right} name="right" isDebugged={standing?.side === 'right'} />
          </div>
          {shown.map((each, at) => {
            if (each.kind === 'parting') return <div role="row" key={each.key} class="parting" data-shown><span role="gridcell" aria-colspan={3}>Here they part</span></div>;
            if (each.kind === 'line') {
              const before = shown.slice(0, at).findLast(({ kind }) => kind !== 'parting');
              return row(each.index, before?.kind === 'line' ? lines[before.index] : undefined);
            }
            return (
              <FoldRow key={each.key} id={each.key} lanes={lanes} lines={lines.slice(each.from, each.to)}
                pieces={{ left: waits.left.pieces.slice(each.from, each.to).flat(), right: waits.right.pieces.slice(each.from, each.to).flat() }}
                isTabbable={place.key === each.key} onFocus={() => onFocus({ key: each.key, side: place.side })} onUnfold={() => onDebug({ key: each.key, side: place.side })} />
            );
          })}
          {leftOut !== undefined && <div role="row" class="left-out"><span role="gridcell" aria-colspan={3}>{leftOut} more events are not compared</span></div>}
          {indexOfRow.size > 0 && <Moves lines={lines} shown={shown} grid={grid} />}
        </div>
      </div>
      <Overview lines={lines} shown={shown} present={present} />
    </div>
  );
}
