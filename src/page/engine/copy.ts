// Copies what the timeline shows.
import type { FromTimeline } from '../../view/messages/timeline-view';
import type { PageSession } from './page-session';

/** Answers what became of it, in words for the user. */
export async function copy(message: Extract<FromTimeline, { kind: 'copySvg' | 'copyText' | 'savePng' }>, session: PageSession): Promise<string> {
  try {
    switch (message.kind) {
      case 'copySvg':
        await navigator.clipboard.writeText(message.svg);
        return 'Copied as SVG';
      case 'copyText': {
        const { text } = await session.request<{ text: string }>('daxscn/timelineText', { from: message.from, to: message.to });
        await navigator.clipboard.writeText(text);
        return 'Copied as text';
      }
      case 'savePng': {
        const link = document.createElement('a');
        link.href = `data:image/png;base64,${message.png}`;
        link.download = 'timeline.png';
        link.click();
        return 'Saved as timeline.png';
      }
    }
  } catch (error) {
    return `Nothing was copied: ${(error as Error).message}`;
  }
}
