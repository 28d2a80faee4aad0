// What the editor asks the debugger for while a thread rests.
import * as vscode from 'vscode';
import { documentSelector } from './document-selector';

export function registerEvaluatableExpressions(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.languages.registerEvaluatableExpressionProvider(documentSelector, { provideEvaluatableExpression }),
    vscode.languages.registerInlineValuesProvider(documentSelector, { provideInlineValues }),
  );
}

/** Nothing is asked before a session, which needs it, too. */
const parser = () => import('../../language/evaluatable');

/** What a hover is about: `mapping.host.i_size`, not the word under the mouse. */
async function provideEvaluatableExpression(document: vscode.TextDocument, { line, character }: vscode.Position): Promise<vscode.EvaluatableExpression | undefined> {
  const { evaluatableAt } = await parser();
  const found = evaluatableAt(document.getText(), line, character);
  return found && new vscode.EvaluatableExpression(new vscode.Range(...found.span), found.text);
}

/** The values of variables, fields and elements, beside the lines of the thread's function that lead to where it rests. */
async function provideInlineValues(document: vscode.TextDocument, viewPort: vscode.Range, { stoppedLocation }: vscode.InlineValueContext): Promise<vscode.InlineValue[]> {
  const { evaluatablesDownTo } = await parser();
  return evaluatablesDownTo(document.getText(), stoppedLocation.end.line)
    .map(({ text, span }) => ({ text, range: new vscode.Range(...span) }))
    .filter(({ range }) => viewPort.intersection(range) !== undefined)
    .map(({ text, range }) => (/\W/.test(text)
      ? new vscode.InlineValueEvaluatableExpression(range, text) : new vscode.InlineValueVariableLookup(range, text)));
}
