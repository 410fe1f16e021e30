import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

export class Cases1700000000100 implements MigrationInterface {
  name = 'Cases1700000000100';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE intake (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, channel text NOT NULL, caller_phone text, opened_by uuid, received_at timestamptz NOT NULL, case_id uuid,
        end_reason text, ended_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      ...secureTable('intake'),

      `CREATE TABLE service_case (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, kind text NOT NULL, fault_scope text, severity text NOT NULL, status text NOT NULL,
        title text NOT NULL, symptom text, description text NOT NULL, answers jsonb NOT NULL, channel text NOT NULL, unit_id uuid NOT NULL, owner_user_id uuid, account_id uuid,
        caller_name text NOT NULL, caller_phone text NOT NULL, caller_relation text, address text NOT NULL, special_care text, received_at timestamptz NOT NULL, master_id uuid, agreed_window jsonb,
        referral_reason text, informed_at timestamptz, replied_at timestamptz, milestones jsonb NOT NULL, closed_at timestamptz, origin text NOT NULL, clock_due_at timestamptz, clock_risk_at timestamptz,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX service_case_number ON service_case (tenant_id, number)`,
      `CREATE INDEX service_case_received ON service_case (tenant_id, received_at DESC, id DESC)`,
      `CREATE INDEX service_case_clock ON service_case (tenant_id, clock_due_at, id) WHERE closed_at IS NULL`,
      `CREATE INDEX service_case_account ON service_case (tenant_id, account_id, received_at DESC)`,
      `CREATE INDEX service_case_master ON service_case (tenant_id, master_id) WHERE master_id IS NOT NULL`,
      `CREATE INDEX service_case_phone ON service_case (tenant_id, caller_phone, received_at DESC)`,
      ...secureTable('service_case'),

      `CREATE TABLE case_entry (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, case_id uuid NOT NULL, at timestamptz NOT NULL, kind text NOT NULL, by_name text NOT NULL, title text NOT NULL,
        text text NOT NULL, clause_id text, attachment_ids uuid[] NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX case_entry_case ON case_entry (tenant_id, case_id, at DESC, id DESC)`,
      ...secureTable('case_entry'),

      `CREATE TABLE work_order (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, case_id uuid NOT NULL, case_number text NOT NULL, kind text NOT NULL, status text NOT NULL,
        unit_id uuid NOT NULL, assignee_user_id uuid, title text NOT NULL, address text NOT NULL, phone text NOT NULL, special_care text, urgency int NOT NULL, agreed_window jsonb, milestones jsonb NOT NULL,
        created_at timestamptz NOT NULL, finished_at timestamptz, clock_due_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX work_order_number ON work_order (tenant_id, number)`,
      `CREATE INDEX work_order_case ON work_order (tenant_id, case_id)`,
      // The queue: urgency first, special care before the rest, then the least time left (capability 2, UC-7.7).
      `CREATE INDEX work_order_queue ON work_order (tenant_id, urgency DESC, clock_due_at, id) WHERE finished_at IS NULL`,
      `CREATE INDEX work_order_assignee ON work_order (tenant_id, assignee_user_id) WHERE finished_at IS NULL`,
      ...secureTable('work_order'),

      `CREATE TABLE case_transfer (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, case_id uuid NOT NULL, from_user_id uuid, to_user_id uuid NOT NULL, to_unit_id uuid NOT NULL, reason text NOT NULL, status text NOT NULL,
        requested_at timestamptz NOT NULL, answered_at timestamptz, answer text, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX case_transfer_pending ON case_transfer (tenant_id, case_id) WHERE status = 'pending'`,
      ...secureTable('case_transfer'),

      `CREATE TABLE callback (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, case_id uuid NOT NULL, case_number text NOT NULL, case_kind text NOT NULL, title text NOT NULL, caller_name text NOT NULL,
        caller_phone text NOT NULL, unit_id uuid NOT NULL, closed_at timestamptz NOT NULL, due_at timestamptz, status text NOT NULL, attempts jsonb NOT NULL, score int, opinion text, topics text[] NOT NULL,
        needed_attempts int NOT NULL, needed_days int NOT NULL, finished_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX callback_due ON callback (tenant_id, due_at, id) WHERE finished_at IS NULL`,
      `CREATE INDEX callback_done ON callback (tenant_id, finished_at DESC, id DESC)`,
      `CREATE INDEX callback_case ON callback (tenant_id, case_id)`,
      ...secureTable('callback'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
