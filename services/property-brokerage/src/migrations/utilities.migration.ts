import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Applications to transfer utilities, by hand or over the platform (PB-4.9b). */
export class Utilities1700000000461 implements MigrationInterface {
  name = 'Utilities1700000000461';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE utility_application (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, shop_unit_id uuid NOT NULL, department_unit_id uuid NOT NULL, step_id uuid NOT NULL, utility text NOT NULL, channel text NOT NULL, status text NOT NULL,
        account_number text, place text NOT NULL, partner_tenant_id uuid, agreement_id uuid, withheld text[] NOT NULL, lodged_at timestamptz NOT NULL, lodged_by text NOT NULL, lodged_by_id uuid, phone text, recorded_at timestamptz NOT NULL,
        acknowledgement text, acknowledged_at timestamptz, answered_at timestamptz, debt text, appointment_at timestamptz, reading text, reason text, ended_at timestamptz, attachment_ids uuid[] NOT NULL, history jsonb NOT NULL,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX utility_application_deal ON utility_application (tenant_id, deal_id, lodged_at, id)`,
      // A utility of a deal is applied for once at a time, whoever asks at the same moment.
      `CREATE UNIQUE INDEX utility_application_running ON utility_application (tenant_id, deal_id, utility) WHERE ended_at IS NULL`,
      `CREATE INDEX utility_application_lodged ON utility_application (tenant_id, lodged_at DESC, id DESC)`,
      `CREATE INDEX utility_application_status ON utility_application (tenant_id, status, lodged_at DESC, id DESC)`,
      `CREATE INDEX utility_application_agreement ON utility_application (tenant_id, agreement_id) WHERE ended_at IS NULL AND agreement_id IS NOT NULL`,
      ...secureTable('utility_application'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
