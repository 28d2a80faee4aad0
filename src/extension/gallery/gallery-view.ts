import * as vscode from 'vscode';
import { registerCommand } from '../common/contributed';
import { GalleryTree } from './gallery-tree';
import { groupings, type Grouping } from './groupings';

const stateKey = 'galleryGrouping';

/** The gallery in the side bar. What is grouped how is remembered for all workspaces. Returns the view. */
export function registerGalleryView(context: vscode.ExtensionContext): vscode.TreeView<unknown> {
  const kept = context.globalState.get<string>(stateKey, 'year');
  const tree = new GalleryTree(context, isGrouping(kept) ? kept : 'year');
  const view = vscode.window.createTreeView('daxscn.gallery', { treeDataProvider: tree, showCollapseAll: true });
  const say = () => { view.description = `by ${groupings[tree.grouping].label.toLowerCase()}`; };
  say();
  const group = async (given?: unknown) => {
    const grouping = isGrouping(given) ? given : await pickGrouping(tree.grouping);
    if (!grouping) return;
    tree.group(grouping);
    say();
    await context.globalState.update(stateKey, grouping);
  };
  context.subscriptions.push(view, registerCommand('groupGallery', group));
  return view;
}

function isGrouping(value: unknown): value is Grouping {
  return typeof value === 'string' && Object.hasOwn(groupings, value);
}

async function pickGrouping(present: Grouping): Promise<Grouping | undefined> {
  const items = (Object.keys(groupings) as Grouping[]).map((grouping) => (
    { label: groupings[grouping].label, description: groupings[grouping].detail, grouping, ...(grouping === present && { detail: 'as now' }) }
  ));
  return (await vscode.window.showQuickPick(items, { title: 'Group the Museum By' }))?.grouping;
}
