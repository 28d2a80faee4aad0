import type { ScenarioHeader } from './scenario-header';

/** What a scenario says of itself. The parser is loaded for the first question: activation does without. */
export async function readHeader(text: string): Promise<ScenarioHeader> {
  const { headerOf } = await import('./scenario-header');
  return headerOf(text);
}
