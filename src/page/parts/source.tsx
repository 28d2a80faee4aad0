import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Cursor } from '../../debugger/values/cursors';
import type { Lane } from '../../view/messages/timeline';
import { highlighted } from './highlight';
import { Letter } from './letter';

interface Props {
  path: string;
  text: string;
  /** The line at which the frame is that is shown. */
  line: number | undefined;
  cursors: readonly Cursor[];
  lanes: readonly Lane[];
}

/** A source with the line of the selected thread, and the letters of all threads that are in it. */
export function Source({ path, text, line: current, cursors, lanes }: Props) {
  const code = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => highlighted(text), [text]);
  useLayoutEffect(() => {
    const [element, line] = [code.current!, code.current!.querySelector<HTMLElement>('.current')];
    if (line) element.scrollTop = line.offsetTop - element.clientHeight / 2 + line.offsetHeight;
    else element.scrollTop = 0;
  }, [path, text, current]);
  return (
    <div class="code" ref={code} tabIndex={0} role="region" aria-label={`${path}${current === undefined ? '' : `, line ${current}`}`}>
      {lines.map((parts, index) => {
        const here = cursors.flatMap((cursor) => {
          const depth = cursor.frames.findIndex((frame) => frame.source.path === path && frame.line === index + 1);
          return depth < 0 ? [] : [<Letter key={cursor.threadId} lane={lanes[cursor.threadId - 1]!} isOutline={depth > 0} />];
        });
        return (
          <div key={index} class={index + 1 === current ? 'line current' : 'line'} aria-current={index + 1 === current ? 'true' : undefined}>
            <span class="at">{here}</span><span class="line-number" aria-hidden="true">{index + 1}</span><code>{parts}</code>
          </div>
        );
      })}
    </div>
  );
}
