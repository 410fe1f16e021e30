import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Account transfers, and who held an account before (UC-5.2d). */
export class Transfers1700000000140 implements MigrationInterface {
  name = 'Transfers1700000000140';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE account_transfer (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL,
        status text NOT NULL CHECK (status IN ('requested', 'accepted', 'refused', 'appointment', 'read', 'done', 'withdrawn')), channel text NOT NULL CHECK (channel IN ('counter', 'phone', 'web', 'partner')),
        account_id uuid, account_number text, address text NOT NULL, old_holder_name text NOT NULL, old_holder_phone text, old_holder_id_number text, new_holder_name text NOT NULL, new_holder_phone text NOT NULL,
        new_holder_id_number text, contract_number text, requested_date text, unit_id uuid NOT NULL, received_at timestamptz NOT NULL, debt_fen bigint CHECK (debt_fen >= 0), reason text, appointment_at timestamptz,
        reading text, reading_photo_ids uuid[] NOT NULL, history jsonb NOT NULL, partner_tenant_id uuid, partner_name text, agreement_id uuid, partner_request_id uuid, finished_at timestamptz,
        PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, number))`,
      `CREATE INDEX account_transfer_list ON account_transfer (tenant_id, received_at DESC, id DESC)`,
      // An account goes to one new holder at a time.
      `CREATE UNIQUE INDEX account_transfer_running ON account_transfer (tenant_id, account_id) WHERE finished_at IS NULL AND account_id IS NOT NULL`,
      `CREATE UNIQUE INDEX account_transfer_request ON account_transfer (tenant_id, partner_tenant_id, partner_request_id) WHERE partner_request_id IS NOT NULL`,
      ...secureTable('account_transfer'),

      `CREATE TABLE account_holder (
        tenant_id uuid NOT NULL, id uuid NOT NULL, account_id uuid NOT NULL, holder_name text NOT NULL, phone text NOT NULL, contacts jsonb NOT NULL, until timestamptz NOT NULL, transfer_id uuid NOT NULL,
        transfer_number text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX account_holder_account ON account_holder (tenant_id, account_id, until DESC)`,
      ...secureTable('account_holder'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
