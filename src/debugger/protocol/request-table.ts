// Requests are tables: what each needs, and how it is answered.
import type { RequestName } from './capabilities';
import type { RequestArguments } from './request-arguments';

/** The body of a response, and what happens once it has been sent: a response always precedes the events that it causes. */
export interface Answer {
  readonly body?: object;
  readonly after?: () => void;
}

/** What must be so for a request: `client`: it is initialized; `program`: something is launched; `stop`: it is stopped as well. */
export type Need = 'nothing' | 'client' | 'program' | 'stop';

/** One request. */
export interface RequestDefinition {
  readonly needs: Need;
  /** Throws, or rejects with, a RequestError if it cannot be answered. */
  answer(args: RequestArguments): Answer | Promise<Answer>;
}

/** A part of the table: only declared requests. */
export type SomeRequests = Readonly<Partial<Record<RequestName, RequestDefinition>>>;

/** The whole table: all declared requests. */
export type RequestTable = Readonly<Record<RequestName, RequestDefinition>>;
