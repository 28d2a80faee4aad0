/** What the view shows before anything was checked. */
export function EmptyResults({ note, onCheck }: { note: string | undefined; onCheck: () => void }) {
  return (
    <main class="empty">
      <h1>Verdicts</h1>
      {note !== undefined && <p>{note}</p>}
      <p>Check scenarios on all kernel versions: what holds and what goes wrong, where that changes, and a run that shows it, ready to be debugged.</p>
      <p class="actions"><button class="button" onClick={onCheck}>Check …</button></p>
    </main>
  );
}
