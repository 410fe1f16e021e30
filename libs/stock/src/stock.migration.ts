import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** The database keeps what makes a ledger one, whatever the code does: nothing altered, nothing below zero, each reference and each reversal once, a serial number at one place. */
export class Stock1700000000015 implements MigrationInterface {
  name = 'Stock1700000000015';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // `serial`: whether its units have numbers. `moves` counts what came and went. No index holds what a movement changes, so that the row stays on its page.
      `CREATE TABLE stock_balance (
        tenant_id uuid NOT NULL, place_id uuid NOT NULL, item_id uuid NOT NULL, place_type text NOT NULL, item_type text NOT NULL, serial boolean NOT NULL,
        quantity int NOT NULL, moves int NOT NULL, PRIMARY KEY (tenant_id, place_id, item_id), CONSTRAINT stock_balance_floor CHECK (quantity >= 0)) WITH (fillfactor = 70)`,
      `CREATE INDEX stock_balance_item ON stock_balance (tenant_id, item_id, place_id)`,
      ...secureTable('stock_balance'),

      // `from_seq` and `to_seq` number the movements of an item at a place without a gap; `from_after` and `to_after` are what was there right after. All four are empty for the world outside.
      `CREATE TABLE stock_movement (
        tenant_id uuid NOT NULL, reference text NOT NULL, item_id uuid NOT NULL, item_type text NOT NULL, from_type text NOT NULL, from_id uuid, to_type text NOT NULL, to_id uuid, quantity int NOT NULL CHECK (quantity > 0),
        kind text NOT NULL, happened_at timestamptz NOT NULL, posted_at timestamptz NOT NULL, posted_by uuid, posted_by_name text NOT NULL, note text, clause_id text NOT NULL, serials text[], reversal_of text,
        from_seq int, from_after int, to_seq int, to_after int, PRIMARY KEY (tenant_id, reference), FOREIGN KEY (tenant_id, reversal_of) REFERENCES stock_movement (tenant_id, reference),
        CONSTRAINT stock_movement_places CHECK (from_id IS DISTINCT FROM to_id), CONSTRAINT stock_movement_serials CHECK (cardinality(serials) = quantity),
        CONSTRAINT stock_movement_after CHECK (num_nonnulls(from_id, from_seq, from_after) IN (0, 3) AND num_nonnulls(to_id, to_seq, to_after) IN (0, 3) AND from_after >= 0 AND to_after >= 0))`,
      `CREATE UNIQUE INDEX stock_movement_from ON stock_movement (tenant_id, from_id, item_id, from_seq) WHERE from_id IS NOT NULL`,
      `CREATE UNIQUE INDEX stock_movement_to ON stock_movement (tenant_id, to_id, item_id, to_seq) WHERE to_id IS NOT NULL`,
      `CREATE UNIQUE INDEX stock_movement_reversal ON stock_movement (tenant_id, reversal_of) WHERE reversal_of IS NOT NULL`,
      ...secureTable('stock_movement'),

      // Where a unit with a number is; without a place it is outside. Its history are the movements.
      `CREATE TABLE stock_serial (
        tenant_id uuid NOT NULL, item_id uuid NOT NULL, serial text NOT NULL, place_type text NOT NULL, place_id uuid, reference text NOT NULL, PRIMARY KEY (tenant_id, item_id, serial),
        FOREIGN KEY (tenant_id, reference) REFERENCES stock_movement (tenant_id, reference))`,
      `CREATE INDEX stock_serial_place ON stock_serial (tenant_id, place_id, item_id) WHERE place_id IS NOT NULL`,
      ...secureTable('stock_serial'),

      // One movement, as a row of the caller's own tenant. Each statement in it sees what was committed before the locks were given: 'taken' where the reference is there already, 'refused' where the
      // place holds too little or one of them keeps the item the other way; the caller then gives the transaction up.
      `CREATE FUNCTION stock_move(locks text[], tenant uuid, ref text, type_of_item text, item uuid, type_from text, place_from uuid, type_to text, place_to uuid, units int, what text, happened timestamptz,
          posted timestamptz, author uuid, author_name text, remark text, clause text, numbers text[], reverses text, OUT state text, OUT left_there int, OUT now_there int) LANGUAGE plpgsql AS $$
        DECLARE key text; seq_from int; seq_to int;
        BEGIN
          FOREACH key IN ARRAY locks LOOP PERFORM pg_advisory_xact_lock(hashtextextended(key, 0)); END LOOP;
          IF EXISTS (SELECT 1 FROM stock_movement m WHERE m.tenant_id = tenant AND m.reference = ref) THEN state := 'taken'; RETURN; END IF;
          state := 'refused';
          IF place_from IS NOT NULL THEN
            UPDATE stock_balance b SET quantity = b.quantity - units, moves = b.moves + 1 WHERE b.tenant_id = tenant AND b.place_id = place_from AND b.item_id = item AND b.quantity >= units AND b.serial = (numbers IS NOT NULL)
              RETURNING b.quantity, b.moves INTO left_there, seq_from;
            IF NOT FOUND THEN RETURN; END IF;
          END IF;
          IF place_to IS NOT NULL THEN
            UPDATE stock_balance b SET quantity = b.quantity + units, moves = b.moves + 1 WHERE b.tenant_id = tenant AND b.place_id = place_to AND b.item_id = item AND b.serial = (numbers IS NOT NULL)
              RETURNING b.quantity, b.moves INTO now_there, seq_to;
            IF NOT FOUND THEN
              INSERT INTO stock_balance (tenant_id, place_id, item_id, place_type, item_type, serial, quantity, moves) VALUES (tenant, place_to, item, type_to, type_of_item, numbers IS NOT NULL, units, 1)
                ON CONFLICT DO NOTHING RETURNING quantity, moves INTO now_there, seq_to;
              IF NOT FOUND THEN RETURN; END IF;
            END IF;
          END IF;
          INSERT INTO stock_movement (tenant_id, reference, item_type, item_id, from_type, from_id, to_type, to_id, quantity, kind, happened_at, posted_at, posted_by, posted_by_name, note, clause_id, serials, reversal_of, from_seq, from_after, to_seq, to_after)
            VALUES (tenant, ref, type_of_item, item, type_from, place_from, type_to, place_to, units, what, happened, posted, author, author_name, remark, clause, numbers, reverses, seq_from, left_there, seq_to, now_there);
          state := 'moved';
        END $$`,

      `CREATE FUNCTION stock_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is append-only: take a movement back by a reversal', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$`,
      `CREATE TRIGGER stock_movement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_movement FOR EACH STATEMENT EXECUTE FUNCTION stock_refuse_change()`,
      ...['stock_balance', 'stock_serial'].map((table) => `CREATE TRIGGER ${table}_stays BEFORE DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION stock_refuse_change()`),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
