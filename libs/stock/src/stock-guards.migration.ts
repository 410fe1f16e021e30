import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The same guards for less: PostgreSQL reads the text of a CHECK anew for each statement that writes (a third of a movement's time in the database), a domain's and a trigger's once for a connection.
 * A reference that is taken is found by its key when the movement is written, not by a question before it.
 */
export class StockGuards1700000000016 implements MigrationInterface {
  name = 'StockGuards1700000000016';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE DOMAIN stock_units AS int CONSTRAINT stock_balance_floor CHECK (VALUE >= 0)`,
      `ALTER TABLE stock_balance DROP CONSTRAINT stock_balance_floor, ALTER COLUMN quantity TYPE stock_units`,
      `ALTER TABLE stock_movement DROP CONSTRAINT stock_movement_quantity_check, DROP CONSTRAINT stock_movement_places, DROP CONSTRAINT stock_movement_serials, DROP CONSTRAINT stock_movement_after`,
      `CREATE FUNCTION stock_movement_sound() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE broken text;
        BEGIN
          IF new.quantity <= 0 THEN broken := 'quantity';
          ELSIF new.from_id IS NOT DISTINCT FROM new.to_id THEN broken := 'places';
          ELSIF cardinality(new.serials) <> new.quantity THEN broken := 'serials';
          ELSIF num_nonnulls(new.from_id, new.from_seq, new.from_after) NOT IN (0, 3) OR num_nonnulls(new.to_id, new.to_seq, new.to_after) NOT IN (0, 3) OR new.from_after < 0 OR new.to_after < 0 THEN broken := 'after';
          ELSE RETURN new;
          END IF;
          RAISE EXCEPTION 'no movement: stock_movement_%', broken USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movement_' || broken, TABLE = TG_TABLE_NAME;
        END $$`,
      `CREATE TRIGGER stock_movement_sound BEFORE INSERT ON stock_movement FOR EACH ROW EXECUTE FUNCTION stock_movement_sound()`,

      // 'taken' where the reference is there already, also by a transaction that ended while this one waited for it; then all is as before. 'refused' where the place holds too little or one of them
      // keeps the item the other way; the caller then gives the transaction up. The locks stay in either case: what follows in the same flight needs them.
      `CREATE OR REPLACE FUNCTION stock_move(locks text[], tenant uuid, ref text, type_of_item text, item uuid, type_from text, place_from uuid, type_to text, place_to uuid, units int, what text, happened timestamptz,
          posted timestamptz, author uuid, author_name text, remark text, clause text, numbers text[], reverses text, OUT state text, OUT left_there int, OUT now_there int) LANGUAGE plpgsql AS $$
        DECLARE key text; seq_from int; seq_to int; broken text;
        BEGIN
          FOREACH key IN ARRAY locks LOOP PERFORM pg_advisory_xact_lock(hashtextextended(key, 0)); END LOOP;
          BEGIN
            state := 'moved';
            IF place_from IS NOT NULL THEN
              UPDATE stock_balance b SET quantity = b.quantity - units, moves = b.moves + 1 WHERE b.tenant_id = tenant AND b.place_id = place_from AND b.item_id = item AND b.quantity >= units AND b.serial = (numbers IS NOT NULL)
                RETURNING b.quantity, b.moves INTO left_there, seq_from;
              IF NOT FOUND THEN state := 'refused'; END IF;
            END IF;
            IF place_to IS NOT NULL AND state = 'moved' THEN
              UPDATE stock_balance b SET quantity = b.quantity + units, moves = b.moves + 1 WHERE b.tenant_id = tenant AND b.place_id = place_to AND b.item_id = item AND b.serial = (numbers IS NOT NULL)
                RETURNING b.quantity, b.moves INTO now_there, seq_to;
              IF NOT FOUND THEN
                INSERT INTO stock_balance (tenant_id, place_id, item_id, place_type, item_type, serial, quantity, moves) VALUES (tenant, place_to, item, type_to, type_of_item, numbers IS NOT NULL, units, 1)
                  ON CONFLICT DO NOTHING RETURNING quantity, moves INTO now_there, seq_to;
                IF NOT FOUND THEN state := 'refused'; END IF;
              END IF;
            END IF;
            IF state = 'moved' THEN
              INSERT INTO stock_movement (tenant_id, reference, item_type, item_id, from_type, from_id, to_type, to_id, quantity, kind, happened_at, posted_at, posted_by, posted_by_name, note, clause_id, serials, reversal_of, from_seq, from_after, to_seq, to_after)
                VALUES (tenant, ref, type_of_item, item, type_from, place_from, type_to, place_to, units, what, happened, posted, author, author_name, remark, clause, numbers, reverses, seq_from, left_there, seq_to, now_there);
            ELSIF EXISTS (SELECT 1 FROM stock_movement m WHERE m.tenant_id = tenant AND m.reference = ref) THEN
              RAISE EXCEPTION USING ERRCODE = 'unique_violation', CONSTRAINT = 'stock_movement_pkey';
            END IF;
          EXCEPTION WHEN unique_violation THEN
            GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
            IF broken <> 'stock_movement_pkey' THEN RAISE; END IF;
            state := 'taken'; left_there := NULL; now_there := NULL;
          END;
        END $$`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
