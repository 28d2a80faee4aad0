// The gallery: examples and museum as a tree.
import * as vscode from 'vscode';
import { formatGate } from '../../language/versions';
import { brokenAndFixed } from '../scenario/broken-and-fixed';
import { packagedScenarios, type PackagedScenario } from '../scenario/packaged-scenarios';
import { storyOf } from '../scenario/story';
import { grouped, symptomsOf, type Group, type Grouping } from './groupings';

/** A scenario in the tree. The commands about scenarios take it as they take a file. */
export interface GalleryScenario {
  readonly uri: vscode.Uri;
  readonly scenario: PackagedScenario;
  readonly group: Group<PackagedScenario>;
  /** The version that its group is about. */
  readonly kernel?: string;
}

type Node = Group<PackagedScenario> | GalleryScenario;

const EXAMPLES = 'Examples, in order';

export class GalleryTree implements vscode.TreeDataProvider<Node> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly context: vscode.ExtensionContext, private shown: Grouping) {}

  get grouping(): Grouping { return this.shown; }

  group(grouping: Grouping): void {
    this.shown = grouping;
    this.changed.fire();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) {
      const { examples, museum } = await packagedScenarios(this.context);
      return [{ label: EXAMPLES, scenarios: examples }, ...grouped(museum, this.shown)];
    }
    if ('scenario' in node) return [];
    return node.scenarios.map((scenario) => ({ uri: scenario.uri, scenario, group: node, ...(node.kernel !== undefined && { kernel: node.kernel }) }));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return 'scenario' in node ? scenarioItem(node) : groupItem(node, this.shown);
  }

  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    if ('scenario' in node) item.tooltip = new vscode.MarkdownString(storyOf(node.scenario));
    return item;
  }
}

function groupItem({ label, scenarios, detail }: Group<PackagedScenario>, grouping: Grouping): vscode.TreeItem {
  const isOfExamples = label === EXAMPLES;
  const item = new vscode.TreeItem(label, isOfExamples ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
  item.id = isOfExamples ? label : `${grouping} ${label}`;
  item.description = String(scenarios.length);
  item.contextValue = 'group';
  if (detail !== undefined) item.tooltip = `${label}: ${detail}`;
  return item;
}

function scenarioItem({ uri, scenario, group, kernel }: GalleryScenario): vscode.TreeItem {
  const { number, summary, history, name } = scenario;
  const item = new vscode.TreeItem(summary === '' ? name : `${summary[0]!.toUpperCase()}${summary.slice(1)}`, vscode.TreeItemCollapsibleState.None);
  item.id = `${group.label} ${uri.toString()}`;
  const [symptom = ''] = symptomsOf(scenario);
  const where = history && [history.place, ...history.affected.map(formatGate)].filter(Boolean).join(' ');
  // A side bar is narrow: the rest is in the tooltip.
  item.description = number ?? (history ? '' : name.replace(/-.*/, ''));
  item.iconPath = new vscode.ThemeIcon(iconOf(symptom));
  item.accessibilityInformation = { label: [item.label as string, number, symptom, where, kernel && `on ${kernel}`].filter(Boolean).join(', ') };
  // Which commands make sense is asked by their `when`.
  item.contextValue = ['scenario', ...(brokenAndFixed(scenario) ? ['fixed'] : []), ...((history?.commits.length ?? 0) > 0 ? ['commit'] : [])].join(' ');
  item.command = { command: 'vscode.open', title: 'Open', arguments: [uri] };
  return item;
}

/** The shapes are those of the verdicts. */
function iconOf(symptom: string): string {
  if (symptom.startsWith('violates')) return 'flame';
  if (symptom === 'hang') return 'debug-pause';
  if (symptom === 'deadlock') return 'lock';
  if (symptom === 'livelock') return 'sync';
  return symptom.startsWith('reaches') ? 'warning' : 'pass';
}
