import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

export class Approvals1700000000006 implements MigrationInterface {
  name = 'Approvals1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE approval_request (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, matter text NOT NULL, subject_type text NOT NULL, subject_id uuid NOT NULL, subject_number text NOT NULL, subject_title text NOT NULL,
        unit_id uuid NOT NULL, maker_id uuid NOT NULL, maker_name text NOT NULL, amount bigint, status text NOT NULL CHECK (status IN ('pending', 'approved', 'returned', 'withdrawn')), round int NOT NULL, previous_id uuid,
        chain_version int NOT NULL, steps jsonb NOT NULL, step int NOT NULL, timeout_at timestamptz, submitted_at timestamptz NOT NULL, ended_at timestamptz, reason text, reminders int NOT NULL, reminded_at timestamptz,
        history jsonb NOT NULL, PRIMARY KEY (tenant_id, id))`,
      // One round at a time, also when two submit at once.
      `CREATE UNIQUE INDEX approval_request_one_pending ON approval_request (tenant_id, matter, subject_id) WHERE status = 'pending'`,
      `CREATE UNIQUE INDEX approval_request_round ON approval_request (tenant_id, matter, subject_id, round)`,
      `CREATE INDEX approval_request_subject ON approval_request (tenant_id, subject_id)`,
      `CREATE INDEX approval_request_waiting ON approval_request (tenant_id, submitted_at, id) WHERE status = 'pending'`,
      `CREATE INDEX approval_request_maker ON approval_request (tenant_id, maker_id, submitted_at DESC, id DESC)`,
      `CREATE INDEX approval_request_timeout ON approval_request (tenant_id, timeout_at) WHERE timeout_at IS NOT NULL`,
      ...secureTable('approval_request', { definer: true }),
      // For the sweep: tenants with a step whose time is over, each by its own clock. Ids only, no business data.
      `CREATE FUNCTION approval_tenants_due(real_now timestamptz) RETURNS TABLE (id uuid, sandbox boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT t.id, t.sandbox FROM directory_tenant t
        WHERE EXISTS (SELECT 1 FROM approval_request r WHERE r.tenant_id = t.id AND r.timeout_at <= real_now + make_interval(secs => t.clock_offset_ms / 1000.0)) $$`,

      `CREATE TABLE approval_seat (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, request_id uuid NOT NULL, step int NOT NULL, for_role text NOT NULL, role text NOT NULL, unit_id uuid NOT NULL, levels_up int NOT NULL,
        outcome text CHECK (outcome IN ('approved', 'returned', 'moot')), decided_by uuid, on_behalf_of uuid, decided_at timestamptz,
        PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, request_id, step, for_role), FOREIGN KEY (tenant_id, request_id) REFERENCES approval_request (tenant_id, id))`,
      `CREATE INDEX approval_seat_open ON approval_seat (tenant_id, role, unit_id) WHERE outcome IS NULL`,
      ...secureTable('approval_seat'),

      `CREATE TABLE approval_chain (
        tenant_id uuid NOT NULL, matter text NOT NULL, version int NOT NULL, effective_from timestamptz NOT NULL, steps jsonb NOT NULL, set_by text NOT NULL, set_at timestamptz NOT NULL, reason text NOT NULL,
        PRIMARY KEY (tenant_id, matter, version), UNIQUE (tenant_id, matter, effective_from))`,
      ...secureTable('approval_chain'),

      `CREATE TABLE approval_delegation (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, user_id uuid NOT NULL, delegate_id uuid NOT NULL CHECK (delegate_id <> user_id), from_at timestamptz NOT NULL, to_at timestamptz NOT NULL,
        matters text[], set_by text NOT NULL, set_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX approval_delegation_user ON approval_delegation (tenant_id, user_id, to_at)`,
      `CREATE INDEX approval_delegation_delegate ON approval_delegation (tenant_id, delegate_id, to_at)`,
      ...secureTable('approval_delegation'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
