import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

export class Requests1700000000302 implements MigrationInterface {
  name = 'Requests1700000000302';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE recipient_result (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, message_id uuid NOT NULL, at timestamptz NOT NULL, context text NOT NULL, key text NOT NULL,
        channel text NOT NULL CHECK (channel IN ('inapp', 'sms', 'email')), people text[] NOT NULL, waiting text[] NOT NULL, levels_up int NOT NULL,
        result text CHECK (result IN ('accepted', 'bounced', 'retried', 'vacant', 'withheld')), provider_id text, reason text, settled_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      // One result for each recipient and channel of a message, however often it is asked for.
      `CREATE UNIQUE INDEX recipient_result_message ON recipient_result (tenant_id, message_id, key, channel)`,
      ...secureTable('recipient_result'),
      // Somebody outside has no address but the one given; and a retry knows until when its message is owed (R23).
      `ALTER TABLE outbound_message ADD COLUMN outside boolean NOT NULL DEFAULT false, ADD COLUMN due_at timestamptz`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
