import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** The database keeps what makes a ledger one, whatever the code does: entries in balance, nothing altered, nothing below its floor. */
export class Ledger1700000000005 implements MigrationInterface {
  name = 'Ledger1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE ledger_account (
        tenant_id uuid NOT NULL, book_type text NOT NULL, book_id uuid NOT NULL, code text NOT NULL, side text NOT NULL CHECK (side IN ('debit', 'credit')), floor bigint CHECK (floor <= 0),
        balance bigint NOT NULL, postings int NOT NULL, PRIMARY KEY (tenant_id, book_type, book_id, code), CONSTRAINT ledger_account_floor CHECK (balance >= floor))`,
      ...secureTable('ledger_account', { definer: true }),

      `CREATE TABLE ledger_entry (
        tenant_id uuid NOT NULL, id uuid NOT NULL, book_type text NOT NULL, book_id uuid NOT NULL, number int NOT NULL, kind text NOT NULL, reference text NOT NULL, happened_at timestamptz NOT NULL,
        posted_at timestamptz NOT NULL, posted_by uuid, posted_by_name text NOT NULL, note text, clause_id text NOT NULL, reversal_of uuid,
        PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, book_type, book_id, number), UNIQUE (tenant_id, book_type, book_id, reference), UNIQUE (tenant_id, reversal_of),
        FOREIGN KEY (tenant_id, reversal_of) REFERENCES ledger_entry (tenant_id, id))`,
      ...secureTable('ledger_entry', { definer: true }),

      // `seq` numbers the postings of an account without a gap; `balance` is the account's after this one, on its own side.
      `CREATE TABLE ledger_posting (
        tenant_id uuid NOT NULL, book_type text NOT NULL, book_id uuid NOT NULL, code text NOT NULL, seq int NOT NULL, entry_id uuid NOT NULL, amount bigint NOT NULL CHECK (amount <> 0), balance bigint NOT NULL,
        PRIMARY KEY (tenant_id, book_type, book_id, code, seq), UNIQUE (tenant_id, entry_id, code), FOREIGN KEY (tenant_id, entry_id) REFERENCES ledger_entry (tenant_id, id),
        FOREIGN KEY (tenant_id, book_type, book_id, code) REFERENCES ledger_account (tenant_id, book_type, book_id, code))`,
      ...secureTable('ledger_posting', { definer: true }),

      `CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is append-only: take an entry back by a reversal', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$`,
      ...['ledger_entry', 'ledger_posting'].map((table) => `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change()`),
      `CREATE TRIGGER ledger_account_stays BEFORE DELETE OR TRUNCATE ON ledger_account FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change()`,

      // At the commit, when the transaction may have gone on to another tenant: it adds the row's own.
      `CREATE FUNCTION ledger_check_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        DECLARE entry uuid := CASE TG_TABLE_NAME WHEN 'ledger_entry' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'entry_id')::uuid END; lines int; rest numeric;
        BEGIN
          SELECT count(*), coalesce(sum(p.amount), 0) INTO lines, rest FROM ledger_posting p WHERE p.tenant_id = NEW.tenant_id AND p.entry_id = entry;
          IF lines < 2 OR rest <> 0 THEN RAISE EXCEPTION 'ledger entry % is not in balance: % postings, sum %', entry, lines, rest USING ERRCODE = 'check_violation'; END IF;
          RETURN NULL;
        END $$`,
      ...['ledger_entry', 'ledger_posting'].map((table) => `CREATE CONSTRAINT TRIGGER ${table}_balanced AFTER INSERT ON ${table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_entry()`),

      // For the verification of a whole database. Ids only, no business data.
      `CREATE FUNCTION ledger_tenants() RETURNS TABLE (id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT tenant_id FROM ledger_account UNION SELECT tenant_id FROM ledger_entry UNION SELECT tenant_id FROM ledger_posting $$`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
