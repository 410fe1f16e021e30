import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** What is kept on a trip (OC-3.1.4b), and what each person owes, which a phone asks for. */
export class TripEvidence1700000000676 implements MigrationInterface {
  name = 'TripEvidence1700000000676';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE trip_evidence (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, trip_id uuid NOT NULL, occurred_at timestamptz NOT NULL, recorded_at timestamptz NOT NULL, counted_at timestamptz NOT NULL, text text NOT NULL,
        latitude double precision, longitude double precision, accuracy_m int, attachment_ids jsonb NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX trip_evidence_trip ON trip_evidence (tenant_id, trip_id, counted_at)`,
      ...secureTable('trip_evidence'),
      `CREATE INDEX obligation_open_owner ON obligation (tenant_id, owner_user_id, due_at, id) WHERE status = 'open'`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
