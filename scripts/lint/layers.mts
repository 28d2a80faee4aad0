// What may import what in src. The lint rules, and the test that they fire, are made from this list alone.

/** Packages that run in a browser as well as in Node. */
const browser = {
  parsing: ['langium', 'chevrotain'],
  editors: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
  comparing: ['fast-myers-diff'],
  debugging: ['@vscode/debugprotocol', 'fast-string-width', 'fast-wrap-ansi', 'picocolors'],
  drawing: ['preact', 'preact/hooks', 'marked'],
};

export interface Layer {
  /** The folder in src. */
  readonly name: string;
  /** The other layers, or files of them, that it may import. */
  readonly uses: readonly string[];
  /** All that it may import from outside. */
  readonly packages: readonly string[];
  /** It may import the modules of Node as well (`node:fs`). All others run in a browser, and have neither clock nor chance. */
  readonly needsNode?: true;
  /** Its folders and files, lowest first; each may import those before it. */
  readonly order?: readonly string[];
}

/** Lowest first. */
export const layers: readonly Layer[] = [
  { name: 'language', uses: [], packages: [...browser.parsing, ...browser.editors] },
  {
    name: 'compiler', uses: ['language'], packages: [],
    order: [
      'version-set.ts', 'state.ts', 'bit-set.ts', 'local-state.ts', 'analyses.ts', 'watched.ts', 'program.ts', 'compile-error.ts', 'set-words.ts', 'ir.ts', 'lowering', 'codegen', 'interference', 'symmetry', 'used-functions.ts',
      // Last: an export is no part of a compilation.
      'footprint.ts', 'assemble.ts', 'compilation.ts', 'compile.ts', 'family.ts', 'promela',
    ],
  },
  {
    name: 'machine', uses: ['language', 'compiler'], packages: browser.comparing,
    order: ['fmix32.ts', 'execution', 'verdict', 'schedule', 'explain', 'compare'],
  },
  {
    name: 'explorer', uses: ['language', 'compiler', 'machine'], packages: [],
    order: [
      'rows', 'graph', 'store', 'reduction', 'symmetry', 'search', 'counterexample', 'livelock', 'verdict-words.ts', 'conclusion.ts', 'checkpoint',
      'underway.ts', 'explore.ts', 'search-together.ts', 'family-searches.ts', 'passing', 'answers', 'expectations.ts', 'check-messages.ts', 'live',
    ],
  },
  {
    name: 'hunt', uses: ['language', 'compiler', 'machine', 'explorer'], packages: [],
    order: ['file-systems.ts', 'signatures.ts', 'workload.ts', 'workload-text.ts', 'calls.ts', 'compose.ts', 'dry-run.ts', 'fault.ts', 'difference.ts', 'trial.ts', 'known-faults.ts', 'findings.ts', 'changed-kernel.ts', 'bisect.ts', 'hunt-messages.ts'],
  },
  {
    name: 'trace', uses: ['language', 'compiler', 'machine', 'explorer', 'hunt'], packages: [],
    order: [
      'source-name.ts', 'release.ts', 'linux-calls.ts', 'recording', 'recording-script.ts', 'stack-report.ts', 'file-system-of.ts', 'stack-match.ts', 'call-bounds.ts', 'validation', 'scenario', 'reported-calls.ts', 'report-scenario.ts', 'explain-report.ts',
    ],
  },
  { name: 'view', uses: [], packages: browser.drawing, order: ['messages', 'drawing', 'common', 'ownership', 'timeline', 'compare', 'results'] },
  // The debugger makes the snapshots that the view draws, so it knows their form.
  {
    name: 'debugger', uses: ['language', 'compiler', 'machine', 'view/messages'], packages: browser.debugging,
    order: [
      'protocol', 'sources', 'history', 'passing', 'launch', 'expressions', 'stops', 'values', 'ownership', 'motion', 'timeline', 'compare', 'console', 'session.ts',
      'requests', 'debug-adapter.ts',
    ],
  },
  {
    name: 'page', uses: ['language', 'compiler', 'machine', 'explorer', 'debugger', 'view'], packages: ['@vscode/debugprotocol', 'preact', 'preact/hooks'],
    order: ['document.ts', 'boot.ts', 'engine', 'parts', 'app.tsx', 'main.tsx'],
  },
  { name: 'node', uses: ['language'], packages: [], needsNode: true },
  {
    name: 'cli', uses: ['language', 'compiler', 'machine', 'explorer', 'hunt', 'trace', 'debugger', 'view/messages', 'view/drawing', 'page/document.ts', 'node'], needsNode: true,
    packages: [
      '@vscode/debugadapter/lib/protocol', '@vscode/debugprotocol', 'commander', 'fast-string-width', 'fast-wrap-ansi', 'picocolors',
      'tinyglobby', 'vscode-languageserver/node', 'workerpool',
    ],
    order: [
      'cancellation.ts', 'environment.ts', 'input', 'text', 'recording', 'search', 'run', 'coverage', 'check', 'hunt', 'bisect', 'import', 'record', 'compare', 'export', 'kernels', 'servers', 'commands.ts', 'main.ts',
    ],
  },
  {
    name: 'extension', uses: ['language', 'compiler', 'machine', 'explorer', 'hunt', 'debugger', 'view/messages', 'node'], needsNode: true,
    packages: ['systeminformation', 'vscode', 'vscode-languageclient/node', 'vscode-languageserver/node'],
    order: ['manifest', 'common', 'kernel', 'language', 'link', 'debug', 'scenario', 'launch', 'view', 'ownership', 'timeline', 'check', 'hunt', 'live', 'compare', 'testing', 'gallery', 'commands.ts', 'extension.ts'],
  },
];
