// Verdicts in the background: which scenarios are looked at, when they are examined and searched, and what is known of them.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { LiveVerdicts, type LiveJob, type LiveVerdict } from '../../explorer/live/live-verdicts';
import { KeptVerdicts } from './kept-verdicts';
import { knownVerdict } from './known-verdict';
import { LivePolicy } from './live-policy';
import { LIVE_SETTINGS, type LiveSettings } from './live-settings';
import { LiveTexts } from './live-texts';
import { LiveThread } from './live-thread';
import { linesOf } from './expect-lines';
import type { KnownVerdict, VerdictSource } from './verdict-source';
import { WatchedScenarios } from './watched-scenarios';

/** An `expect`, with the verdicts on its versions; or without a range what is to be said of a version of which the scenario expects nothing. */
export interface ExpectVerdicts {
  readonly range: vscode.Range | undefined;
  readonly verdicts: readonly LiveVerdict[];
}

export class LiveChecks implements VerdictSource, vscode.Disposable {
  readonly verdicts: LiveVerdicts;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #watched = new WatchedScenarios();
  readonly #texts = new LiveTexts();
  readonly #thread: LiveThread;
  readonly #kept: KeptVerdicts;
  readonly #policy = new LivePolicy(() => this.#tellAll());
  readonly #subscriptions: vscode.Disposable[];
  /** What earlier sessions have left has been read. */
  readonly #ready: Promise<void>;
  #log: vscode.LogOutputChannel | undefined;
  readonly onDidChange = this.#changed.event;

  constructor(context: vscode.ExtensionContext) {
    const log = (message: string): void => (this.#log ??= vscode.window.createOutputChannel('DAX Verdicts', { log: true })).warn(message);
    const inDist = (name: string): string => vscode.Uri.joinPath(context.extensionUri, 'dist', name).fsPath;
    this.verdicts = new LiveVerdicts(this.#policy.settings.budget);
    this.#thread = new LiveThread({
      script: inDist('live-worker.js'), kernel: inDist('kernel.jsonl'), log,
      examined: ({ name, revision, result }) => {
        if (!this.verdicts.examined(name, revision, result)) return;
        if (this.verdicts.isPlaced(name)) this.#watched.place(name, linesOf(this.verdicts.examinationOf(name)!.wanted));
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
      this.#texts, this.#changed, this.#kept, this.#thread, this.#policy, this.#watched,
      this.#texts.onDidChange(({ overlay, isCode }) => this.#overlayChanged(overlay, isCode)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#watchVisible()),
      vscode.window.onDidChangeActiveTextEditor((editor) => { if (editor) this.verdicts.lookAt(editor.document.uri.toString()); }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => { if (contentChanges.length > 0) this.#edited(document, contentChanges); }),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => { if (this.#policy.goesOn('onSave')) for (const name of [uri.toString(), ...this.#usersOf(uri)]) this.#allow(name); }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#close(uri.toString())),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(LIVE_SETTINGS)) this.#settingsChanged();
        if (change.affectsConfiguration('daxscn.overlays')) for (const name of this.#watched.names) this.#changedAround(name, true);
      }),
    ];
    this.#watchVisible();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  get settings(): LiveSettings {
    return this.#policy.settings;
  }

  /** Why nothing is searched by itself, if that is so. */
  get pause(): 'battery' | 'request' | undefined {
    return this.#policy.pause;
  }

  get(scenario: vscode.Uri, version: string): readonly KnownVerdict[] {
    const name = scenario.toString();
    const problem = this.verdicts.mistakeOf(name);
    return this.verdicts.verdictsOf(name).filter(({ wanted }) => wanted.version === version).map((verdict) => knownVerdict(verdict, basename(scenario.path), this.verdicts.examinationOf(name)!.title, problem));
  }

  /** In the order of the text. */
  expectsOf(scenario: vscode.Uri): ExpectVerdicts[] {
    const name = scenario.toString();
    const verdicts = new Map(this.verdicts.verdictsOf(name).map((verdict) => [verdict.wanted.id, verdict]));
    return this.#watched.linesOf(name).map(({ range, ids }) => ({ range, verdicts: ids.flatMap((id) => verdicts.get(id) ?? []) })).filter((line) => line.verdicts.length > 0);
  }

  /** The one that a link or an action is about, as long as it is current. */
  find(scenario: vscode.Uri, id: string): LiveVerdict | undefined {
    return this.verdicts.verdictsOf(scenario.toString()).find(({ wanted, state }) => wanted.id === id && state === 'current');
  }

  get scenarios(): readonly vscode.Uri[] {
    return this.#watched.names.map((name) => this.#watched.document(name)!.uri);
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
    if (!document || !isScenario(document) || this.#policy.settings.when === 'off' || this.#watched.document(name!)) return;
    this.#policy.begin();
    this.#watched.add(document);
    this.#examine(name!, this.verdicts.open(name!));
    if (this.#policy.goesOn('onSave')) this.#allow(name!);
  }

  #edited(document: vscode.TextDocument, changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    const isCode = this.#watched.edited(document, changes);
    if (isCode !== undefined) this.#changedAround(document.uri.toString(), isCode);
  }

  #overlayChanged(overlay: vscode.Uri, isCode: boolean): void {
    const isOnDisk = !vscode.workspace.textDocuments.some(({ uri, isDirty }) => isDirty && uri.toString() === overlay.toString());
    for (const name of this.#usersOf(overlay)) {
      this.#changedAround(name, isCode);
      // As if it had been saved, by whomever.
      if (isOnDisk && this.#policy.goesOn('onSave')) this.#allow(name);
    }
  }

  /** The scenarios that an overlay is laid beneath. */
  #usersOf(overlay: vscode.Uri): string[] {
    return this.#watched.names.filter((name) => this.#texts.overlaysOf(this.#watched.document(name)!).some((uri) => uri.toString() === overlay.toString()));
  }

  #changedAround(name: string, isCode: boolean): void {
    this.#examine(name, this.verdicts.edited(name, isCode));
    if (isCode) this.#tell(name);
    this.#watched.afterPause(name, this.#policy.goesOn('onType') ? this.#policy.settings.delay : undefined, () => this.#allow(name));
  }

  #examine(name: string, revision: number): void {
    const document = this.#watched.document(name)!;
    const texts = this.#texts.of(document);
    const send = (made: Awaited<typeof texts>): void => this.#thread.examine({ type: 'examine', name, revision, ...made });
    if (!(texts instanceof Promise)) return send(texts);
    void texts.then((made) => { if (this.#watched.document(name) === document && made.text === document.getText()) send(made); });
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
    const { outcome, failure } = await this.#thread.search({ name, revision, wanted: wanted.id, budget: this.#policy.settings.budget });
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
    const { when, budget } = this.#policy.readSettings();
    this.verdicts.budget = budget;
    if (when === 'off') for (const name of this.#watched.names) this.#close(name);
    else this.#watchVisible();
    if (this.#policy.goesOn('onSave')) for (const name of this.#watched.names) if (this.#policy.goesOn('onType') || !this.#watched.document(name)!.isDirty) this.#allow(name);
    this.#tellAll();
  }

  #tellAll(): void {
    for (const name of this.#watched.names) this.#tell(name);
  }

  #tell(name: string): void {
    this.#changed.fire(vscode.Uri.parse(name));
  }
}

/** What somebody can edit: not what a comparison shows of an earlier text. */
function isScenario({ languageId, uri: { scheme } }: vscode.TextDocument): boolean {
  return languageId === 'daxscn' && (scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) !== false);
}
