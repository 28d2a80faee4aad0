// Events as links: a click moves the debugger to just after the event, where what it did is marked.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Moves the debugger to a position. */
export const Goto = createContext<(position: number) => void>(() => undefined);

interface Props {
  event: number;
  /** In a cell only the links of the cell that has the focus are stops of the tab key. */
  isTabbable?: boolean;
}

export function EventLink({ event, isTabbable = true }: Props) {
  const goto = useContext(Goto);
  return (
    <button class="link" title={`Go to event ${event}`} tabIndex={isTabbable ? 0 : -1}
      onClick={(click) => { click.stopPropagation(); goto(event); }}>event {event}</button>
  );
}

/** A text in which each "event 12" is a link. */
export function Linked({ text }: { text: string }) {
  return (
    <>{text.split(/\bevent (\d+)\b/).map((part, index) => (index % 2 === 0 ? part : <EventLink key={index} event={Number(part)} />))}</>
  );
}
