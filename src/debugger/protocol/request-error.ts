/** The error of a request that cannot be answered; the message is for the person who made it. */
export class RequestError extends Error {
  constructor(
    message: string,
    /** Whether the client should show it to the user (`showUser` in the protocol); otherwise it is only the response. */
    readonly showUser = false,
  ) {
    super(message);
    this.name = 'RequestError';
  }
}
