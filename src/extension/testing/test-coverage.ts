// Which lines, branches and functions of the model kernel, of overlays and scenarios a run of tests has reached, as VS Code shows coverage.
import { resolve } from 'node:path';
import * as vscode from 'vscode';
import type { BranchCoverage, FileCoverage } from '../../explorer/answers/coverage';
import { kernelUri } from '../kernel/kernel-sources';

const known = new WeakMap<vscode.FileCoverage, vscode.FileCoverageDetail[]>();

/** `folder`: from which paths are told. */
export function addCoverage(run: vscode.TestRun, files: readonly FileCoverage[], folder: string): void {
  for (const file of files) {
    const uri = file.isKernel ? kernelUri(file.source) : vscode.Uri.file(resolve(folder, file.source));
    const details = detailsOf(file);
    const coverage = vscode.FileCoverage.fromDetails(uri, details);
    known.set(coverage, details);
    run.addCoverage(coverage);
  }
}

export function loadDetailedCoverage(_run: vscode.TestRun, coverage: vscode.FileCoverage): Promise<vscode.FileCoverageDetail[]> {
  return Promise.resolve(known.get(coverage) ?? []);
}

function detailsOf({ lines, branches, functions }: FileCoverage): vscode.FileCoverageDetail[] {
  return [
    ...lines.map(({ line, hits }) => new vscode.StatementCoverage(hits, lineOf(line), branches.filter((branch) => branch.line === line).map(branchOf))),
    ...functions.map(({ name, line, hits }) => new vscode.DeclarationCoverage(name, hits, lineOf(line))),
  ];
}

function branchOf({ hits, line, name }: BranchCoverage): vscode.BranchCoverage {
  return new vscode.BranchCoverage(hits ?? 0, lineOf(line), name);
}

/** The whole line; the editor knows where it ends. */
function lineOf(line: number): vscode.Range {
  return new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
}
