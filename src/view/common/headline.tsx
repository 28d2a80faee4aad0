import { Icon } from './icon';
import { Linked } from './jump';

interface Props {
  text: string;
  /** What a view without room shows of it. */
  short?: string | undefined;
  explanation?: string | undefined;
}

/** What went wrong: the sentence first, the paragraph behind it. */
export function Headline({ text, short, explanation }: Props) {
  return (
    <section class="headline" aria-label="What went wrong">
      <Icon name="alert" />
      <div>
        <p class="full"><Linked text={text} /></p>
        {short !== undefined && <p class="short" aria-hidden="true">{short}</p>}
        {explanation !== undefined && <details><summary><span class="more">More</span>{short !== undefined && <span class="what">What went wrong</span>}</summary><p><Linked text={explanation} /></p></details>}
      </div>
    </section>
  );
}
