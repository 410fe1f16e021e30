import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Documents of a deal on their way to the archivist (PB-4.10), the files that they become, and their loans (capability 7). */
export class Archives1700000000470 implements MigrationInterface {
  name = 'Archives1700000000470';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE archive_handing (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, department_unit_id uuid NOT NULL, round int NOT NULL, status text NOT NULL, catalogue jsonb NOT NULL, handed_at timestamptz NOT NULL,
        handed_by text NOT NULL, note text NOT NULL, settled_at timestamptz, settled_by text, reason text, lacking jsonb NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX archive_handing_round ON archive_handing (tenant_id, deal_id, round)`,
      `CREATE INDEX archive_handing_intake ON archive_handing (tenant_id, status, handed_at, id)`,
      ...secureTable('archive_handing'),

      `CREATE TABLE archive_item (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, name text NOT NULL, medium text NOT NULL, note text NOT NULL, attachment_ids uuid[] NOT NULL, added_at timestamptz NOT NULL, added_by text NOT NULL,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX archive_item_deal ON archive_item (tenant_id, deal_id, added_at, id)`,
      ...secureTable('archive_item'),

      `CREATE TABLE archive_file (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, deal_id uuid NOT NULL, department_unit_id uuid NOT NULL, room text NOT NULL, cabinet text NOT NULL, box text NOT NULL, mark text NOT NULL,
        documents int NOT NULL, received_at timestamptz NOT NULL, received_by text NOT NULL, moves jsonb NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX archive_file_number ON archive_file (tenant_id, number)`,
      // A deal is archived once.
      `CREATE UNIQUE INDEX archive_file_deal ON archive_file (tenant_id, deal_id)`,
      `CREATE INDEX archive_file_received ON archive_file (tenant_id, received_at DESC, id DESC)`,
      `CREATE INDEX archive_file_place ON archive_file (tenant_id, room, cabinet, received_at DESC, id DESC)`,
      ...secureTable('archive_file'),

      `CREATE TABLE archive_loan (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, file_id uuid NOT NULL, department_unit_id uuid NOT NULL, borrower_user_id uuid NOT NULL, borrower_name text NOT NULL, purpose text NOT NULL, lent_at timestamptz NOT NULL,
        lent_by text NOT NULL, due_on text NOT NULL, due_at timestamptz NOT NULL, status text NOT NULL, returned_at timestamptz, returned_to text, return_note text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      // Nobody borrows what somebody has, whoever asks at the same moment.
      `CREATE UNIQUE INDEX archive_loan_out ON archive_loan (tenant_id, file_id) WHERE status = 'out'`,
      `CREATE INDEX archive_loan_file ON archive_loan (tenant_id, file_id, lent_at)`,
      `CREATE INDEX archive_loan_due ON archive_loan (tenant_id, due_at, id) WHERE status = 'out'`,
      `CREATE INDEX archive_loan_returned ON archive_loan (tenant_id, returned_at DESC, id DESC) WHERE status = 'returned'`,
      ...secureTable('archive_loan'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
