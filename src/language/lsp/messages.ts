import { ErrorCodes, Message, ResponseError } from 'vscode-languageserver';
import type { Connection, ConnectionOptions } from 'vscode-languageserver';

/** What a part of the parameters must be. Members that are not named are not looked at. */
type Form = 'a text' | 'a whole number from 0 on' | { readonly [name: string]: Form } | readonly [Form] | Optional;

class Optional {
  constructor(readonly form: Form) {}
}

const position: Form = { line: 'a whole number from 0 on', character: 'a whole number from 0 on' };
const range: Form = { start: position, end: position };
const textDocument: Form = { uri: 'a text' };
const inDocument: Form = { textDocument };
const atPosition: Form = { textDocument, position };

/** What we read of each message. Others are not ours to check. */
const forms: Readonly<Record<string, Form>> = {
  'initialize': { capabilities: {} },
  '$/setTrace': { value: 'a text' },
  'textDocument/didOpen': { textDocument: { uri: 'a text', text: 'a text' } },
  'textDocument/didChange': {
    textDocument,
    contentChanges: [{ text: 'a text', range: new Optional(range) }],
  },
  'textDocument/didClose': inDocument,
  'workspace/didChangeWatchedFiles': { changes: [{ uri: 'a text' }] },
  'textDocument/completion': atPosition,
  'textDocument/definition': atPosition,
  'textDocument/documentHighlight': atPosition,
  'textDocument/hover': atPosition,
  'textDocument/references': atPosition,
  'textDocument/signatureHelp': atPosition,
  'textDocument/formatting': inDocument,
  'textDocument/rangeFormatting': { textDocument, range },
  'textDocument/onTypeFormatting': atPosition,
  'textDocument/prepareRename': atPosition,
  'textDocument/rename': { ...atPosition, newName: 'a text' },
  'textDocument/prepareCallHierarchy': atPosition,
  'callHierarchy/incomingCalls': { item: { uri: 'a text', selectionRange: range } },
  'callHierarchy/outgoingCalls': { item: { uri: 'a text', selectionRange: range } },
  'workspace/symbol': { query: 'a text' },
  'textDocument/inlayHint': { textDocument, range },
  'textDocument/documentLink': inDocument,
  'textDocument/selectionRange': { textDocument, positions: [position] },
  'textDocument/codeAction': { textDocument, range },
  'workspace/executeCommand': { command: 'a text' },
  'textDocument/documentSymbol': inDocument,
  'textDocument/foldingRange': inDocument,
  'textDocument/semanticTokens/full': inDocument,
};

interface Refusal {
  readonly code: number;
  readonly message: string;
}

/** Stands for a message that is refused, so that the connection answers it in its turn. */
const REFUSED = 'daxscn/refused';

/**
 * Lets only those messages through to the handlers that the protocol allows at that time, and whose parameters have what is
 * read of them: handlers need no checks. A refused request is answered with the reason, a refused notification is logged.
 */
export class MessageGate {
  #state: 'new' | 'running' | 'shut down' = 'new';

  /** For the connection that is to have the gate. */
  readonly options: ConnectionOptions = {
    messageStrategy: { handleMessage: (message, next) => next(this.#pass(message)) },
  };

  /** Answers what has been refused, over that connection. */
  answer(connection: Connection): void {
    connection.onRequest(REFUSED, ({ code, message }: Refusal) => new ResponseError(code, message));
    connection.onRequest((method) => new ResponseError(ErrorCodes.MethodNotFound, unknown(method)));
    connection.onNotification(REFUSED, ({ code, message }: Refusal) => {
      // The protocol wants the server to drop what comes too early or too late.
      if (code === ErrorCodes.InvalidParams) connection.console.error(message);
    });
  }

  #pass(message: Message): Message {
    if (!Message.isRequest(message) && !Message.isNotification(message)) return message;
    const { method, params } = message;
    const refusal = this.#refuse(method, params);
    if (refusal) return { ...message, method: REFUSED, params: refusal } as Message;
    if (method === 'initialize') this.#state = 'running';
    if (method === 'shutdown') this.#state = 'shut down';
    return message;
  }

  #refuse(method: string, params: unknown): Refusal | undefined {
    if (method === 'exit') return undefined;
    if (method === REFUSED) return { code: ErrorCodes.MethodNotFound, message: unknown(method) };
    if (this.#state === 'shut down') return { code: ErrorCodes.InvalidRequest, message: 'the server is shut down; only `exit` can follow' };
    if (method === 'initialize' && this.#state !== 'new') return { code: ErrorCodes.InvalidRequest, message: '`initialize` was sent before; it is sent once' };
    if (method !== 'initialize' && this.#state === 'new') return { code: ErrorCodes.ServerNotInitialized, message: '`initialize` comes first' };
    const form = Object.hasOwn(forms, method) ? forms[method] : undefined;
    const problem = form && misfit(form, params, '');
    return problem ? { code: ErrorCodes.InvalidParams, message: `${method}: ${problem}` } : undefined;
  }
}

function unknown(method: string): string {
  return `this server does not answer \`${method.slice(0, 80)}\``;
}

/** What in a value does not have the form; `path` is where the value stands in the parameters. */
function misfit(form: Form, value: unknown, path: string): string | undefined {
  if (form instanceof Optional) return value === undefined ? undefined : misfit(form.form, value, path);
  const name = path ? `\`${path}\`` : 'the parameters';
  if (value === undefined) return `${name} ${path ? 'is' : 'are'} missing`;
  const must = `${name} must be`;
  if (form === 'a text') return typeof value === 'string' ? undefined : `${must} a text`;
  if (form === 'a whole number from 0 on') return Number.isInteger(value) && Number(value) >= 0 ? undefined : `${must} ${form}`;
  if (form instanceof Array) {
    if (!Array.isArray(value)) return `${must} a list`;
    return value.map((each, index) => misfit(form[0], each, `${path}[${index}]`)).find(Boolean);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${must} an object`;
  return Object.entries(form).map(([key, part]) => misfit(part, (value as Record<string, unknown>)[key], path ? `${path}.${key}` : key)).find(Boolean);
}
