import { Icon } from './icon';
import { Linked } from './jump';

/** What went wrong: the sentence first, the paragraph behind it. */
export function Headline({ text, explanation }: { text: string; explanation?: string | undefined }) {
  return (
    <section class="headline" aria-label="What went wrong">
      <Icon name="alert" />
      <div>
        <p><Linked text={text} /></p>
        {explanation !== undefined && <details><summary>More</summary><p><Linked text={explanation} /></p></details>}
      </div>
    </section>
  );
}
