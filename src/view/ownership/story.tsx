import { firstSentence, Markdown } from '../common/markdown';
import type { StoryPart } from '../messages/ownership';

interface Props {
  parts: readonly StoryPart[];
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}

/** What the sources tell of where the debugger stands: the nearest comment, and behind it those around it. Closed, it is one line. */
export function Story({ parts, isOpen, onToggle }: Props) {
  const [nearest, ...around] = parts;
  if (!nearest) return null;
  return (
    <section class="story" aria-label="Story">
      <details open={isOpen} onToggle={({ currentTarget }) => { if (currentTarget.open !== isOpen) onToggle(currentTarget.open); }}>
        <summary>
          {(isOpen || nearest.of !== 'scenario') && <Name part={nearest} />}
          {!isOpen && <span class="first">{firstSentence(nearest.text)}</span>}
        </summary>
        <Markdown text={nearest.text} />
        {around.length > 0 && (
          <details>
            <summary>{around.map(({ of }) => words[of]).join(', ')}</summary>
            {around.map((part) => <div key={part.of}><h3><Name part={part} /></h3><Markdown text={part.text} /></div>)}
          </details>
        )}
      </details>
    </section>
  );
}

const words: Readonly<Record<StoryPart['of'], string>> = {
  scenario: 'the scenario', schedule: 'the schedule', process: 'the process', statement: 'the statement', function: 'the function',
};

function Name({ part: { of, name } }: { part: StoryPart }) {
  switch (of) {
    case 'function': return <code>{name}()</code>;
    case 'statement': return <code>{name}</code>;
    case 'process': return <><span class="quiet">process </span><code>{name}</code></>;
    default: return <span>{name}</span>;
  }
}
