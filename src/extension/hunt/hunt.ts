// One hunt, from its start to its end: what it has tried, and its findings, which are scenarios in files and are checked like any other.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { HuntFound } from '../../hunt/hunt-messages';
import type { ResultsOfChecks } from '../check/results';
import { configuredOverlays } from '../scenario/overlays';
import { HuntProcess } from './hunt-process';
import type { HuntRequest } from './hunt-request';
import type { HuntState } from './hunt-status';

/** A finding, in a file. */
export interface HuntFinding extends HuntFound {
  readonly scenario: vscode.Uri;
}

type Progress = Pick<HuntState, 'step' | 'problem' | 'isOver' | 'isCancelled'>;

export class Hunt {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #process: HuntProcess;
  readonly #since = new Date();
  readonly #findings: HuntFinding[] = [];
  /** The checks of findings, one after the other. */
  #checks = Promise.resolve();
  #state: Progress = { isOver: false, isCancelled: false };
  #isForgotten = false;
  isDisposed = false;
  readonly onDidChange = this.#changed.event;
  /** The process has ended. Never rejects. */
  readonly ended: Promise<void>;

  /** `folder`: of the findings. Those of an earlier hunt stay until there are new ones of the same name: somebody may have them open, and sees that they hold now. */
  constructor(readonly request: HuntRequest, cli: string, folder: string, private readonly results: ResultsOfChecks) {
    mkdirSync(folder, { recursive: true });
    this.#process = new HuntProcess(cli, request.overlay ? dirname(request.overlay.fsPath) : folder, optionsOf(request, folder));
    this.#process.onMessage((message) => {
      if (message.type === 'found') this.#found(message, folder);
      else this.#change({ step: message });
    });
    this.ended = this.#process.ended.then((problem) => this.#change({ isOver: true, ...(problem !== undefined && !this.#state.isCancelled && { problem }) }));
  }

  get findings(): readonly HuntFinding[] {
    return this.#findings;
  }

  /** `isEdited`: whether the overlay has been edited and not saved since it was read. */
  state(isEdited: boolean): HuntState {
    const { kernel, fileSystem, overlay } = this.request;
    const target = `${overlay ? `${overlay.path.split('/').at(-1)} on ` : ''}${kernel}, ${fileSystem}`;
    return { ...this.#state, target, since: this.#since.toLocaleTimeString(), isEdited, found: this.#findings };
  }

  cancel(): void {
    this.#change({ isCancelled: true });
    this.#process.cancel();
  }

  /** Ends it at once. What it has found is no longer among the verdicts: it was about another text. */
  forget(): void {
    this.dispose();
    this.#isForgotten = true;
    this.#forgetVerdicts();
  }

  dispose(): void {
    this.isDisposed = true;
    this.#process.dispose();
    this.#changed.dispose();
  }

  #found(found: HuntFound, folder: string): void {
    if (found.file === null) return;
    const scenario = vscode.Uri.file(join(folder, found.file.split(/[\\/]/).at(-1)!));
    this.#findings.push({ ...found, scenario });
    this.#changed.fire();
    this.#checks = this.#checks.then(async () => {
      if (!this.#isForgotten) await this.results.check(scenario, `finding ${found.number}`);
      // A check that was under way has told what it found.
      if (this.#isForgotten) this.#forgetVerdicts();
    });
  }

  #forgetVerdicts(): void {
    this.results.forget(this.#findings.map(({ scenario }) => scenario));
  }

  #change(change: Partial<Progress>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed.fire();
  }
}

/** As the command line has them. Overlays of the settings apply before the one that is hunted in, as they do in a check. */
function optionsOf({ kernel, fileSystem, processes, maxCalls, maxSeconds, calls, overlay }: HuntRequest, folder: string): string[] {
  const configured = configuredOverlays(overlay ?? vscode.Uri.file(folder));
  const overlays = overlay && !configured.includes(overlay.fsPath) ? [...configured, overlay.fsPath] : configured;
  return [
    '--kernel', kernel, '--file-system', fileSystem, '--processes', String(processes), '--max-calls', String(maxCalls), '--max-seconds', String(maxSeconds),
    ...(calls ? ['--calls', calls.join()] : []), ...overlays.flatMap((path) => ['--overlay', path]), ...(overlay ? ['--unlike', kernel] : []), '--out', folder,
  ];
}
