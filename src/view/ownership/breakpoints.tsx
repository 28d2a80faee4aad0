import { Icon } from '../common/icon';

interface Props {
  breakpoints: readonly string[];
  onBreak: (expression: string, enabled: boolean) => void;
}

/** What the debugger stops at because the picture was told so: the list of VS Code does not have it. */
export function Breakpoints({ breakpoints, onBreak }: Props) {
  if (breakpoints.length === 0) return null;
  return (
    <section>
      <h2>Breaks when these change</h2>
      <ul class="breakpoints" aria-label="Breaks when these change">
        {breakpoints.map((expression) => (
          <li key={expression}>
            <Icon name="break" /><span>{expression}</span>
            <button class="tool" title={`Do not break when ${expression} changes`} aria-label={`Do not break when ${expression} changes`}
              onClick={() => onBreak(expression, false)}><Icon name="remove" /></button>
          </li>
        ))}
      </ul>
    </section>
  );
}
