import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

export class Messages1700000000300 implements MigrationInterface {
  name = 'Messages1700000000300';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE inbox_message (
        tenant_id uuid NOT NULL, id uuid NOT NULL, notice_id uuid NOT NULL, user_id uuid NOT NULL, at timestamptz NOT NULL, kind text NOT NULL, title jsonb NOT NULL, text jsonb NOT NULL,
        link text NOT NULL, clause_id text, urgent boolean NOT NULL, read_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      // One message per notice and person, however often the notice is sent.
      `CREATE UNIQUE INDEX inbox_message_notice ON inbox_message (tenant_id, notice_id, user_id)`,
      `CREATE INDEX inbox_message_user ON inbox_message (tenant_id, user_id, at DESC, id DESC)`,
      `CREATE INDEX inbox_message_unread ON inbox_message (tenant_id, user_id, at DESC, id DESC) WHERE read_at IS NULL`,
      ...secureTable('inbox_message'),

      `CREATE TABLE outbound_message (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, notice_id uuid NOT NULL, at timestamptz NOT NULL, recipient text NOT NULL, recipient_name text NOT NULL, unit_id uuid, address text,
        channel text NOT NULL CHECK (channel IN ('inapp', 'email', 'sms')), subject text NOT NULL, text text NOT NULL, urgent boolean NOT NULL,
        status text NOT NULL CHECK (status IN ('queued', 'held', 'accepted', 'bounced', 'retried', 'vacant', 'withheld')), reason text, send_at timestamptz, attempts int NOT NULL, provider_id text,
        settled_at timestamptz, retry_of uuid, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX outbound_message_notice ON outbound_message (tenant_id, notice_id, recipient, channel)`,
      `CREATE INDEX outbound_message_list ON outbound_message (tenant_id, at DESC, id DESC)`,
      `CREATE INDEX outbound_message_due ON outbound_message (tenant_id, send_at) WHERE send_at IS NOT NULL`,
      ...secureTable('outbound_message', { definer: true }),
      // For the sender: tenants with something to send, each by its own clock; nothing leaves a suspended one (R26). Ids only.
      `CREATE FUNCTION outbound_tenants_due(real_now timestamptz) RETURNS TABLE (id uuid, sandbox boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT t.id, t.sandbox FROM directory_tenant t
        WHERE t.status = 'active' AND EXISTS (SELECT 1 FROM outbound_message m WHERE m.tenant_id = t.id AND m.send_at <= real_now + make_interval(secs => t.clock_offset_ms / 1000.0)) $$`,

      `CREATE TABLE contact (tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, email text, phone text, PRIMARY KEY (tenant_id, id))`,
      ...secureTable('contact'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
