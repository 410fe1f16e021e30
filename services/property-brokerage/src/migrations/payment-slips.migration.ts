import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Pay-outs that contracts provide for, the slips (F3) that finance pays them by, and the fields that it asks for (PB-4.7). */
export class PaymentSlips1700000000450 implements MigrationInterface {
  name = 'PaymentSlips1700000000450';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE payout_condition (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, label text NOT NULL, purpose text NOT NULL, from_account text NOT NULL, payee_party_id uuid, payee_name text NOT NULL,
        amount_fen bigint NOT NULL CHECK (amount_fen > 0), on_step text, on_date date, on_date_at timestamptz, on_text text, met_at timestamptz, met_by text, met_note text NOT NULL, made_by text NOT NULL, made_at timestamptz NOT NULL,
        dropped_at timestamptz, dropped_reason text, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX payout_condition_deal ON payout_condition (tenant_id, deal_id, made_at, id)`,
      `CREATE INDEX payout_condition_due ON payout_condition (tenant_id, on_date_at) WHERE on_date_at IS NOT NULL AND met_at IS NULL AND dropped_at IS NULL`,
      ...secureTable('payout_condition', { definer: true }),

      // Tenants with a condition whose day has begun by their own clock. Ids only, no business data.
      `CREATE FUNCTION payout_tenants_due(real_now timestamptz) RETURNS TABLE (id uuid, sandbox boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT t.id, t.sandbox FROM directory_tenant t WHERE EXISTS (
          SELECT 1 FROM payout_condition c WHERE c.tenant_id = t.id AND c.on_date_at <= real_now + make_interval(secs => t.clock_offset_ms / 1000.0) AND c.met_at IS NULL AND c.dropped_at IS NULL) $$`,

      `CREATE TABLE payment_slip (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, deal_id uuid NOT NULL, shop_unit_id uuid NOT NULL, department_unit_id uuid NOT NULL, condition_id uuid, purpose text NOT NULL, from_account text NOT NULL,
        payee_party_id uuid, payee_name text NOT NULL, amount_fen bigint NOT NULL CHECK (amount_fen > 0), fields jsonb NOT NULL, note text NOT NULL, status text NOT NULL, round int NOT NULL, maker_id uuid NOT NULL, maker_name text NOT NULL,
        made_at timestamptz NOT NULL, submitted_at timestamptz, form_edition int, reservation_id uuid, request_id uuid, auditor_ids uuid[] NOT NULL, auditor_names text[] NOT NULL, audited_at timestamptz, reason text, paid_at timestamptz, paid_by text,
        recorded_paid_at timestamptz, bank_reference text, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX payment_slip_number ON payment_slip (tenant_id, number)`,
      // Each instalment is its own slip (reading 7), and has one.
      `CREATE UNIQUE INDEX payment_slip_condition ON payment_slip (tenant_id, condition_id) WHERE condition_id IS NOT NULL AND status <> 'withdrawn'`,
      `CREATE INDEX payment_slip_deal ON payment_slip (tenant_id, deal_id, made_at, id)`,
      `CREATE INDEX payment_slip_made ON payment_slip (tenant_id, made_at DESC, id DESC)`,
      `CREATE INDEX payment_slip_status ON payment_slip (tenant_id, status, made_at DESC, id DESC)`,
      `CREATE INDEX payment_slip_paid ON payment_slip (tenant_id, paid_at, id) WHERE paid_at IS NOT NULL`,
      ...secureTable('payment_slip'),

      `CREATE TABLE slip_form (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, edition int NOT NULL, fields jsonb NOT NULL, effective_from timestamptz NOT NULL, reason text NOT NULL, published_by text NOT NULL, published_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX slip_form_edition ON slip_form (tenant_id, edition)`,
      ...secureTable('slip_form'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
