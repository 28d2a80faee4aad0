import type { Client } from './client';

/** How far one long movement is, for a client that wants to know. It begins with the first report and ends once. */
export class ProgressReporter {
  private state: 'none' | 'shown' | 'over' = 'none';

  /** `id` is different for each movement of a session. */
  constructor(private readonly client: Client, private readonly isWanted: boolean, readonly id: string) {}

  report(title: string, details: { readonly message: string; readonly percentage?: number }): void {
    if (!this.isWanted || this.state === 'over') return;
    if (this.state === 'shown') this.client.event('progressUpdate', { progressId: this.id, ...details });
    else this.client.event('progressStart', { progressId: this.id, title, cancellable: true, ...details });
    this.state = 'shown';
  }

  end(): void {
    if (this.state === 'shown') this.client.event('progressEnd', { progressId: this.id });
    this.state = 'over';
  }
}
