import type { DebugProtocol } from '@vscode/debugprotocol';

interface Props {
  frames: readonly DebugProtocol.StackFrame[];
  shown: number;
  onShow: (index: number) => void;
}

/** The calls that the selected thread is in, innermost first. */
export function Frames({ frames, shown, onShow }: Props) {
  if (frames.length === 0) return null;
  return (
    <section aria-label="Call stack">
      <h2>Call stack</h2>
      <ol class="frames">
        {frames.map(({ id, name, source, line, presentationHint }, index) => (
          <li key={id} class={presentationHint}>
            {presentationHint === 'label' ? <span class="muted">{name}</span>
              : <button aria-pressed={index === shown} onClick={() => onShow(index)}><b>{name}</b> <span class="muted">{source?.name}:{line}</span></button>}
          </li>
        ))}
      </ol>
    </section>
  );
}
