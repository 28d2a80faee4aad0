// With what an execution is compared. What the user is asked comes before a session begins.
import type * as vscode from 'vscode';
import type { CompareQuestion, SideName } from '../view/messages/compare';
import type { Recorded } from './compare-standing';
import { sessionOf } from './debug-sessions';
import { pickKernel } from './kernel-pick';

export interface Asked {
  readonly question: CompareQuestion;
  /** The side that is debugged then; without it the session stays where it is. */
  readonly thenDebug?: SideName;
}

export interface Way {
  /** In the list of all ways. */
  readonly label: string;
  readonly detail: string;
  /** Asks the user; undefined if he wants nothing. What it returns asks the session, and rejects with a reason if there is nothing to compare with. */
  ask(scenario: vscode.Uri): Promise<((session: vscode.DebugSession) => Promise<Asked>) | undefined>;
}

/** By command. */
export const ways: Readonly<Record<string, Way>> = {
  'daxscn.compareWithKernel': {
    label: '$(versions) Another kernel', detail: 'The same execution, as far as the other version does the same; the session goes on there',
    ask: async (scenario) => {
      const session = sessionOf(scenario);
      const present = session && (await session.customRequest('daxscn/schedule') as Recorded).kernel;
      const kernel = await pickKernel(scenario, { title: 'Debug on Another Kernel and Compare', ...(present !== undefined && { present }) });
      return kernel === undefined ? undefined : () => Promise.resolve({ question: { right: { kernel } }, thenDebug: 'right' });
    },
  },
};
