// Verdicts in the background: which scenarios are looked at, when they are examined and searched, and what is known of them.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { codeOf } from '../../explorer/live/code-of';
import { LiveVerdicts, type LiveJob, type LiveVerdict } from '../../explorer/live/live-verdicts';
import { meets } from '../../explorer/expectations';
import type { CheckedResult } from '../../explorer/check-messages';
import { Battery } from './battery';
import { KeptVerdicts } from './kept-verdicts';
import { LIVE_SETTINGS, liveSettings, type LiveSettings } from './live-settings';
import { LiveTexts } from './live-texts';
import { LiveThread } from './live-thread';
import { linesOf, movedBy, type ExpectLine } from './expect-lines';
import type { KnownVerdict, VerdictSource } from './verdict-source';

const BEFORE = 'before the last edit';

interface Watched {
  readonly document: vscode.TextDocument;
  code: string;
  timer?: NodeJS.Timeout;
  /** Where each `expect` stands in the text as it is. */
  lines: ExpectLine[];
}

/** An `expect`, with the verdicts on its versions; or without a range what is to be said of a version of which the scenario expects nothing. */
export interface ExpectVerdicts {
  readonly range: vscode.Range | undefined;
  readonly verdicts: readonly LiveVerdict[];
}

export class LiveChecks implements VerdictSource, vscode.Disposable {
  readonly verdicts: LiveVerdicts;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  /** By URI. */
  readonly #watched = new Map<string, Watched>();
  readonly #texts = new LiveTexts();
  readonly #thread: LiveThread;
  readonly #kept: KeptVerdicts;
  readonly #battery = new Battery(() => this.#tellAll());
  readonly #subscriptions: vscode.Disposable[];
  /** What earlier sessions have left has been read. */
  readonly #ready: Promise<void>;
  #log: vscode.LogOutputChannel | undefined;
  #settings = liveSettings();
  readonly onDidChange = this.#changed.event;

  constructor(context: vscode.ExtensionContext) {
    const log = (message: string): void => (this.#log ??= vscode.window.createOutputChannel('DAX Verdicts', { log: true })).warn(message);
    const inDist = (name: string): string => vscode.Uri.joinPath(context.extensionUri, 'dist', name).fsPath;
    this.verdicts = new LiveVerdicts(this.#settings.budget);
    this.#thread = new LiveThread({
      script: inDist('live-worker.js'), kernel: inDist('kernel.jsonl'), log,
      examined: ({ name, revision, result }) => {
        if (!this.verdicts.examined(name, revision, result)) return;
        const watched = this.#watched.get(name);
        if (watched && this.verdicts.isPlaced(name)) watched.lines = linesOf(this.verdicts.examinationOf(name)!.wanted);
        this.#tell(name);
        this.#go();
      },
    });
    this.#kept = new KeptVerdicts(context, () => this.verdicts.known(), log);
    this.#ready = this.#kept.read().then((all) => {
      for (const [key, outcome] of all) this.verdicts.learn(key, outcome);
      this.#tellAll();
    });
    this.#subscriptions = [
      this.#texts, this.#changed, this.#kept, this.#thread, this.#battery,
      this.#texts.onDidChange(({ overlay, isCode }) => this.#overlayChanged(overlay, isCode)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#watchVisible()),
      vscode.window.onDidChangeActiveTextEditor((editor) => { if (editor) this.verdicts.lookAt(editor.document.uri.toString()); }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => { if (contentChanges.length > 0) this.#edited(document, contentChanges); }),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => { if (this.#goesOn('onSave')) for (const name of [uri.toString(), ...this.#usersOf(uri)]) this.#allow(name); }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#close(uri.toString())),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(LIVE_SETTINGS)) this.#settingsChanged();
        if (change.affectsConfiguration('daxscn.overlays')) for (const name of this.#watched.keys()) this.#changedAround(name, true);
      }),
    ];
    this.#watchVisible();
  }

  dispose(): void {
    for (const { timer } of this.#watched.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  get settings(): LiveSettings {
    return this.#settings;
  }

  /** Why nothing is searched by itself, if that is so. */
  get pause(): 'battery' | 'request' | undefined {
    if (this.#settings.when === 'onRequest') return 'request';
    return this.#battery.isOnBattery && !this.#settings.onBattery ? 'battery' : undefined;
  }

  get(scenario: vscode.Uri, version: string): readonly KnownVerdict[] {
    const name = scenario.toString();
    const problem = this.verdicts.mistakeOf(name);
    return this.verdicts.verdictsOf(name).filter(({ wanted }) => wanted.version === version).map((verdict) => known(verdict, basename(scenario.path), this.verdicts.examinationOf(name)!.title, problem));
  }

  /** In the order of the text. */
  expectsOf(scenario: vscode.Uri): ExpectVerdicts[] {
    const name = scenario.toString();
    const verdicts = new Map(this.verdicts.verdictsOf(name).map((verdict) => [verdict.wanted.id, verdict]));
    return (this.#watched.get(name)?.lines ?? []).map(({ range, ids }) => ({ range, verdicts: ids.flatMap((id) => verdicts.get(id) ?? []) })).filter((line) => line.verdicts.length > 0);
  }

  /** The one that a link or an action is about, as long as it is current. */
  find(scenario: vscode.Uri, id: string): LiveVerdict | undefined {
    return this.verdicts.verdictsOf(scenario.toString()).find(({ wanted, state }) => wanted.id === id && state === 'current');
  }

  get scenarios(): readonly vscode.Uri[] {
    return [...this.#watched.values()].map(({ document }) => document.uri);
  }

  /** What is there now is searched, whatever the settings say. */
  request(scenario: vscode.Uri): void {
    this.#watch(vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === scenario.toString()));
    this.#allow(scenario.toString());
  }

  #watchVisible(): void {
    for (const { document } of vscode.window.visibleTextEditors) this.#watch(document);
  }

  #watch(document: vscode.TextDocument | undefined): void {
    const name = document?.uri.toString();
    if (!document || !isScenario(document) || this.#settings.when === 'off' || this.#watched.has(name!)) return;
    if (!this.#settings.onBattery) this.#battery.watch();
    this.#watched.set(name!, { document, code: codeOf(document.getText()), lines: [] });
    this.#examine(name!, this.verdicts.open(name!));
    if (this.#goesOn('onSave')) this.#allow(name!);
  }

  /** Whether a search begins by itself at such a moment. */
  #goesOn(moment: 'onType' | 'onSave'): boolean {
    const { when } = this.#settings;
    return this.pause === undefined && (when === 'onType' || when === moment);
  }

  #edited(document: vscode.TextDocument, changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    const watched = this.#watched.get(document.uri.toString());
    if (!watched) return;
    // Until it is examined.
    watched.lines = changes.reduce((lines, change) => lines.map((line) => movedBy(line, change)), watched.lines);
    const code = codeOf(document.getText());
    const isCode = code !== watched.code;
    watched.code = code;
    this.#changedAround(document.uri.toString(), isCode);
  }

  #overlayChanged(overlay: vscode.Uri, isCode: boolean): void {
    const isOnDisk = !vscode.workspace.textDocuments.some(({ uri, isDirty }) => isDirty && uri.toString() === overlay.toString());
    for (const name of this.#usersOf(overlay)) {
      this.#changedAround(name, isCode);
      // As if it had been saved, by whomever.
      if (isOnDisk && this.#goesOn('onSave')) this.#allow(name);
    }
  }

  /** The scenarios that an overlay is laid beneath. */
  #usersOf(overlay: vscode.Uri): string[] {
    return [...this.#watched].filter(([, { document }]) => this.#texts.overlaysOf(document).some((uri) => uri.toString() === overlay.toString())).map(([name]) => name);
  }

  #changedAround(name: string, isCode: boolean): void {
    const watched = this.#watched.get(name)!;
    this.#examine(name, this.verdicts.edited(name, isCode));
    if (isCode) this.#tell(name);
    clearTimeout(watched.timer);
    if (this.#goesOn('onType')) watched.timer = setTimeout(() => this.#allow(name), this.#settings.delay);
  }

  #examine(name: string, revision: number): void {
    const { document } = this.#watched.get(name)!;
    const texts = this.#texts.of(document);
    const send = (made: Awaited<typeof texts>): void => this.#thread.examine({ type: 'examine', name, revision, ...made });
    if (!(texts instanceof Promise)) return send(texts);
    void texts.then((made) => { if (this.#watched.get(name)?.document === document && made.text === document.getText()) send(made); });
  }

  #allow(name: string): void {
    this.verdicts.allow(name);
    this.#tell(name);
    this.#go();
  }

  /** Ends what nobody wants any more, and begins what is wanted next. */
  #go(): void {
    if (this.verdicts.superseded()) this.#thread.cancel();
    void this.#ready.then(() => {
      const job = this.verdicts.next();
      if (job) void this.#search(job);
    });
  }

  async #search(job: LiveJob): Promise<void> {
    this.verdicts.begin(job);
    this.#tell(job.document);
    const { document: name, revision, wanted } = job;
    const { outcome, failure } = await this.#thread.search({ name, revision, wanted: wanted.id, budget: this.#settings.budget });
    this.verdicts.end(job, outcome ?? (failure === undefined ? undefined : { problem: failure, positions: this.verdicts.examinationOf(name)?.positions ?? '' }), Date.now());
    if (outcome) this.#kept.write();
    // Another scenario may be the same program.
    this.#tellAll();
    this.#go();
  }

  #close(name: string): void {
    if (!this.#watched.delete(name)) return;
    this.verdicts.close(name);
    this.#thread.forget(name);
    this.#tell(name);
    this.#go();
  }

  #settingsChanged(): void {
    this.#settings = liveSettings();
    this.verdicts.budget = this.#settings.budget;
    if (this.#settings.when === 'off') for (const name of [...this.#watched.keys()]) this.#close(name);
    else this.#watchVisible();
    if (this.#goesOn('onSave')) for (const [name, { document }] of this.#watched) if (this.#goesOn('onType') || !document.isDirty) this.#allow(name);
    this.#tellAll();
  }

  #tellAll(): void {
    for (const name of this.#watched.keys()) this.#tell(name);
  }

  #tell(name: string): void {
    this.#changed.fire(vscode.Uri.parse(name));
  }
}

/** What somebody can edit: not what a comparison shows of an earlier text. */
function isScenario({ languageId, uri: { scheme } }: vscode.TextDocument): boolean {
  return languageId === 'daxscn' && (scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) !== false);
}

function known({ wanted, state, outcome, found }: LiveVerdict, file: string, scenario: string, mistake: string | undefined): KnownVerdict {
  const problem = mistake ?? (outcome && 'problem' in outcome ? outcome.problem : undefined);
  const result = outcome && !('problem' in outcome) ? resultOf(wanted, outcome, file, scenario) : undefined;
  return {
    state, version: wanted.version, expected: wanted.text,
    ...(result && { result, found: found! }), ...(result && state !== 'current' && { before: BEFORE }), ...(problem !== undefined && { problem }),
  };
}

function resultOf({ version: kernel, expected, text }: LiveVerdict['wanted'], outcome: Exclude<LiveVerdict['outcome'], undefined | { problem: string }>, file: string, scenario: string): CheckedResult {
  const { verdict, property, states, transitions, complete, bound, schedule, events, reason, missingWait, seconds } = outcome;
  return {
    file, scenario, kernel, expected: text, pass: meets({ verdict, property }, expected), verdict, property, states, transitions, seconds, complete, bound, schedule, events, reason,
    ...(missingWait && { missingWait }),
  };
}
