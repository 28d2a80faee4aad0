import * as vscode from 'vscode';
import { evaluatablesDownTo } from '../language/evaluatable';
import { documentSelector } from './language-client';

/** While a thread rests, the values of variables, fields and elements stand beside the lines of its function that lead there. */
export function registerInlineValues(context: vscode.ExtensionContext): void {
  context.subscriptions.push(vscode.languages.registerInlineValuesProvider(documentSelector, {
    provideInlineValues: (document, viewPort, { stoppedLocation }) =>
      evaluatablesDownTo(document.getText(), stoppedLocation.end.line)
        .map(({ text, span }) => ({ text, range: new vscode.Range(...span) }))
        .filter(({ range }) => viewPort.intersection(range) !== undefined)
        .map(({ text, range }) => (/\W/.test(text)
          ? new vscode.InlineValueEvaluatableExpression(range, text) : new vscode.InlineValueVariableLookup(range, text))),
  }));
}
