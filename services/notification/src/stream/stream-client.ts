import type { ServerResponse } from 'node:http';
import { type Sight, sees, type Topic } from './stream.rules.ts';

/** What of a response a stream needs. */
export type Outlet = Pick<ServerResponse, 'write' | 'end' | 'destroy' | 'on'>;

/**
 * One open stream. Nothing is kept for a slow reader but the newest unread count: hints that do not fit are dropped, and once the reader has
 * caught up the stream ends, because only a new connection makes it ask for everything again.
 */
export class StreamClient {
  private blockedSince: number | null = null;
  private dropped = 0;
  private waitingUnread: number | null = null;

  constructor(private readonly out: Outlet, readonly tenantId: string, readonly userId: string | null, private readonly sight: Sight, readonly openedAt: number) {
    out.on('drain', () => this.drained());
  }

  get lost(): number { return this.dropped; }

  inbox(unread: number): void {
    if (this.blockedSince === null) this.write('inbox', { unread });
    else this.waitingUnread = unread;
  }

  changed(topic: Topic, id: string, unitId: string): void {
    if (!sees(this.sight, topic, unitId)) return;
    if (this.blockedSince === null) this.write('changed', { topic, id });
    else this.dropped += 1;
  }

  /** Keeps proxies from closing a silent connection. Who has not read for `patienceMs` is cut off; true when it was. */
  ping(now: number, patienceMs: number): boolean {
    if (this.blockedSince === null) {
      this.write('ping', {});
      return false;
    }
    if (now - this.blockedSince < patienceMs) return false;
    this.out.destroy();
    return true;
  }

  end(): void { this.out.end(); }

  private write(event: string, data: object): void {
    if (!this.out.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)) this.blockedSince = Date.now();
  }

  private drained(): void {
    this.blockedSince = null;
    if (this.dropped) return this.end();
    if (this.waitingUnread !== null) this.write('inbox', { unread: this.waitingUnread });
    this.waitingUnread = null;
  }
}
