/**
 * Releases of the npm package `code-server`, wanted for the VS Code server inside them: 4.100.3 holds VS Code 1.100.3.
 * The oldest is the one that `engines.vscode` in package.json admits.
 */
export const releases = { oldest: '4.100.3', current: '4.139.1' } as const;

export const vscodeVersion = (release: string): string => release.replace(/^4\./, '1.');
