import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PageSession, Selected } from '../engine/page-session';

interface Asked { readonly question: string; readonly answer: string }

/** What has been asked stays in sight as long as there is room for it. */
const MOST_KEPT = 12;

/** The console of the debugger: values of the selected frame, and questions such as `who block 0`. */
export function Console({ session, selected }: { session: PageSession; selected: Selected | undefined }) {
  const [asked, setAsked] = useState<readonly Asked[]>([]);
  const [question, setQuestion] = useState('');
  const answers = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => answers.current!.firstElementChild?.scrollIntoView({ block: 'nearest' }), [asked]);
  const ask = async (): Promise<void> => {
    if (question.trim() === '') return;
    const frame = selected?.frames[0];
    const answer = await session.request<{ result: string }>('evaluate', { expression: question, context: 'repl', ...(frame && { frameId: frame.id }) })
      .then(({ result }) => result, (error: Error) => error.message);
    setAsked((before) => [{ question, answer }, ...before].slice(0, MOST_KEPT));
    setQuestion('');
  };
  return (
    <section aria-label="Console" class="console">
      <h2>Console</h2>
      <input aria-label="Ask the debugger" placeholder="who block 0, passing, threads, help" value={question} spellcheck={false} autocomplete="off"
        onInput={({ currentTarget }) => setQuestion(currentTarget.value)} onKeyDown={({ key }) => { if (key === 'Enter') void ask(); }} />
      <div aria-live="polite" ref={answers}>
        {asked.map((each, index) => <div key={asked.length - index}><p class="question">{each.question}</p><pre>{each.answer}</pre></div>)}
      </div>
    </section>
  );
}
