// Requests are a table: what each needs, and how it is answered.
import type { RequestName } from './capabilities';
import type { RequestArguments } from './request-arguments';

/** The body of a response, and what happens once it has been sent: an answer always precedes what it causes. */
export interface Answer {
  readonly body?: object;
  readonly after?: () => void;
}

/** `client`: it has said hello. `program`: something is launched. `stop`: and it rests. */
export type Need = 'nothing' | 'client' | 'program' | 'stop';

export interface RequestDefinition {
  readonly needs: Need;
  /** Throws a RequestError when there is no answer. */
  answer(args: RequestArguments): Answer | Promise<Answer>;
}

/** A part of the table: nothing that is not declared. */
export type SomeRequests = Readonly<Partial<Record<RequestName, RequestDefinition>>>;

/** The whole table: all that is declared. */
export type RequestTable = Readonly<Record<RequestName, RequestDefinition>>;
