// Where the scenarios of the workspace stand among the tests: in their folders, as in the explorer.
import * as vscode from 'vscode';

export class TestFiles {
  /** By URI. */
  readonly #files = new Map<string, vscode.TestItem>();

  constructor(private readonly controller: vscode.TestController) {}

  get(scenario: vscode.Uri): vscode.TestItem | undefined {
    return this.#files.get(scenario.toString());
  }

  all(): vscode.TestItem[] {
    return [...this.#files.values()];
  }

  /** The item of a scenario, made if there is none. */
  of(scenario: vscode.Uri): vscode.TestItem {
    const known = this.get(scenario);
    if (known) return known;
    const [name, ...folders] = vscode.workspace.asRelativePath(scenario).split('/').reverse() as [string, ...string[]];
    const item = this.controller.createTestItem(scenario.toString(), name.replace(/\.daxscn$/, ''), scenario);
    item.canResolveChildren = true;
    this.#folder(scenario, folders.length).add(item);
    this.#files.set(scenario.toString(), item);
    return item;
  }

  /** With the folders that have nothing else. */
  delete(scenario: vscode.Uri): void {
    const item = this.get(scenario);
    this.#files.delete(scenario.toString());
    for (let next = item; next && (next === item || next.children.size === 0);) {
      const { parent } = next;
      (parent?.children ?? this.controller.items).delete(next.id);
      next = parent;
    }
  }

  /** What is in the folder of a scenario, `depth` folders below the tests. */
  #folder(scenario: vscode.Uri, depth: number): vscode.TestItemCollection {
    let items = this.controller.items;
    for (let above = depth; above > 0; above--) {
      const uri = vscode.Uri.joinPath(scenario, ...Array.from({ length: above }, () => '..'));
      const id = uri.toString();
      if (!items.get(id)) items.add(this.controller.createTestItem(id, uri.path.split('/').at(-1)!, uri));
      items = items.get(id)!.children;
    }
    return items;
  }
}
