import * as vscode from 'vscode';
import { evaluatableAt } from '../language/evaluatable';
import { documentSelector } from './language-client';

/** What a hover asks the debugger for: `mapping.host.i_size`, not the word under the mouse. */
export function registerHoverExpressions(context: vscode.ExtensionContext): void {
  context.subscriptions.push(vscode.languages.registerEvaluatableExpressionProvider(documentSelector, {
    provideEvaluatableExpression: (document, { line, character }) => {
      const found = evaluatableAt(document.getText(), line, character);
      return found && new vscode.EvaluatableExpression(new vscode.Range(...found.span), found.text);
    },
  }));
}
