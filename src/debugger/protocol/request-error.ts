/** A request that cannot be answered, with the reason in words for the person who made it. */
export class RequestError extends Error {
  constructor(
    message: string,
    /** Whether the client should show it by itself; otherwise it is only the answer. */
    readonly showUser = false,
  ) {
    super(message);
    this.name = 'RequestError';
  }
}
