// What the editor asks the debugger for while a thread rests.
import * as vscode from 'vscode';
import { evaluatableAt, evaluatablesDownTo } from '../../language/evaluatable';
import { documentSelector } from './language-client';

export function registerEvaluatableExpressions(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.languages.registerEvaluatableExpressionProvider(documentSelector, { provideEvaluatableExpression }),
    vscode.languages.registerInlineValuesProvider(documentSelector, { provideInlineValues }),
  );
}

/** What a hover is about: `mapping.host.i_size`, not the word under the mouse. */
function provideEvaluatableExpression(document: vscode.TextDocument, { line, character }: vscode.Position): vscode.EvaluatableExpression | undefined {
  const found = evaluatableAt(document.getText(), line, character);
  return found && new vscode.EvaluatableExpression(new vscode.Range(...found.span), found.text);
}

/** The values of variables, fields and elements, beside the lines of the thread's function that lead to where it rests. */
function provideInlineValues(document: vscode.TextDocument, viewPort: vscode.Range, { stoppedLocation }: vscode.InlineValueContext): vscode.InlineValue[] {
  return evaluatablesDownTo(document.getText(), stoppedLocation.end.line)
    .map(({ text, span }) => ({ text, range: new vscode.Range(...span) }))
    .filter(({ range }) => viewPort.intersection(range) !== undefined)
    .map(({ text, range }) => (/\W/.test(text)
      ? new vscode.InlineValueEvaluatableExpression(range, text) : new vscode.InlineValueVariableLookup(range, text)));
}
