import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@luyue/platform';
import { type Signal, signals, type Topic } from './stream.rules.ts';

export const CHANNEL = 'luyue_stream';
const NOTIFY = statement('stream_notify', `SELECT pg_notify('${CHANNEL}', payload) FROM unnest($1::text[]) AS payload`);
/** A change of an hour ago is news to nobody: when the service catches up, it does so silently. */
const FRESH_MS = 300_000;

export interface Change { topic: Topic; id: string; unitId: string; at: string }

/** Tells every replica's open streams, through the database's own notifications: they leave with the commit of the handler or not at all. */
@Injectable()
export class Hints {
  async changed(tx: Tx, changes: Change[]): Promise<void> {
    const fresh = changes.filter((c) => tx.now.getTime() - Date.parse(c.at) < FRESH_MS);
    const unique = new Map(fresh.map((c) => [`${c.topic}/${c.id}/${c.unitId}`, c]));
    await this.notify(tx, signals(tx.tenantId, { c: [...unique.values()].map((c) => [c.topic, c.id, c.unitId]) }));
  }

  async unread(tx: Tx, counts: [userId: string, unread: number][]): Promise<void> {
    await this.notify(tx, signals(tx.tenantId, { i: counts }));
  }

  private async notify(tx: Tx, found: Signal[]): Promise<void> {
    if (found.length) await tx.sql(NOTIFY, [found.map((s) => JSON.stringify(s))]);
  }
}
