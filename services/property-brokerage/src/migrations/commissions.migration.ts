import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Commission of deals, confirmed by the specialist and checked by somebody else (PB-3.2). */
export class Commissions1700000000473 implements MigrationInterface {
  name = 'Commissions1700000000473';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE commission_confirmation (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, shop_unit_id uuid NOT NULL, department_unit_id uuid NOT NULL, agent_user_id uuid NOT NULL, round int NOT NULL, status text NOT NULL,
        agreed_seller_fen bigint NOT NULL, agreed_buyer_fen bigint NOT NULL, received_seller_fen bigint NOT NULL, received_buyer_fen bigint NOT NULL, reason_seller text NOT NULL, reason_buyer text NOT NULL, confirmed_by_id uuid NOT NULL,
        confirmed_by text NOT NULL, confirmed_at timestamptz NOT NULL, settled_by text, settled_at timestamptz, return_reason text, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX commission_confirmation_round ON commission_confirmation (tenant_id, deal_id, round)`,
      `CREATE INDEX commission_confirmation_status ON commission_confirmation (tenant_id, status, confirmed_at, id)`,
      // The statement of a month.
      `CREATE INDEX commission_confirmation_checked ON commission_confirmation (tenant_id, settled_at, id) WHERE status = 'checked'`,
      ...secureTable('commission_confirmation'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
