// `daxscn compare` of a recording, as a process, since recordings can be of any length.
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { FileCoverage } from '../../explorer/answers/coverage';
import type { Comparison } from '../../view/messages/compare';

/** What `daxscn compare --json` answers about a recording. */
interface RecordingAnswer {
  readonly comparison?: Comparison;
  readonly coverage?: readonly FileCoverage[];
  readonly errors?: readonly { readonly message: string }[];
}

export interface ComparedRecording {
  readonly comparison: Comparison;
  /** What the execution reaches that follows the recording. */
  readonly coverage: readonly FileCoverage[];
}

/** A document of a comparison has so many bytes at most. */
const LARGEST = 64 * 2 ** 20;

/** Undefined if the user cancels it. Rejects with what is wrong. `cli`: the path of the command line; `overlays`: paths. */
export async function compareRecording(cli: string, recording: vscode.Uri, scenario: vscode.Uri, overlays: readonly string[]): Promise<ComparedRecording | undefined> {
  const args = [cli, 'compare', '--json', '--coverage', ...overlays.flatMap((path) => ['--overlay', path]), '--', recording.fsPath, scenario.fsPath];
  const options = { location: vscode.ProgressLocation.Notification, title: `Comparing with ${vscode.workspace.asRelativePath(recording)}`, cancellable: true };
  return vscode.window.withProgress(options, (_, token) => new Promise((resolve, reject) => {
    // On a desktop the program of this process is Electron, which is Node.js when told to be.
    const process = execFile(globalThis.process.execPath, args, { cwd: dirname(scenario.fsPath), maxBuffer: LARGEST, env: { ...globalThis.process.env, ELECTRON_RUN_AS_NODE: '1' } }, (error, text, problems) => {
      cancelled.dispose();
      if (token.isCancellationRequested) {
        resolve(undefined);
        return;
      }
      // An exit status that is not 0 is an answer, too.
      const answer = parsed(text);
      if (answer?.comparison) resolve({ comparison: answer.comparison, coverage: answer.coverage ?? [] });
      else reject(new Error(answer?.errors?.map(({ message }) => message).join('\n') ?? (problems.trim() || String(error))));
    });
    const cancelled = token.onCancellationRequested(() => process.kill());
  }));
}

function parsed(text: string): RecordingAnswer | undefined {
  try {
    return JSON.parse(text) as RecordingAnswer;
  } catch {
    return undefined;
  }
}
