import { Injectable } from '@nestjs/common';
import { InvalidValue } from '@luyue/kernel';
import { type Page, type Problem, refuse, statement, type Tx } from '@luyue/platform';
import { checked, type Item, locksOf, type Movement, type Place, sameMovement } from './movements.rules.ts';
import { type StockDiscrepancy, VERIFY } from './stock-checks.ts';
import { movementByReference, statementOf, type StockLine } from './stock-statement.ts';

export interface Moved {
  reference: string;
  /** What the two places held of the item right after it; null outside. */
  after: { from: number | null; to: number | null };
  /** It was there already, under the same reference. */
  repeated: boolean;
}

/** What a place holds of an item. */
export interface Held { placeId: string; placeType: string; itemId: string; itemType: string; quantity: number }

/** What came to and went from a place of an item, by kind of movement. A reversal counts under its kind on the other side, so that the difference is what really happened. */
export interface Flow { placeId: string; itemId: string; kind: string; came: number; went: number }

type Written = Movement & { reversalOf: string | null };

const MOST_AT_ONCE = 500;

// Called as a value: in FROM its one row would go through a table of its own, a tenth of a movement's time. OFFSET keeps it one call.
const MOVE = statement('stock_move', `
  SELECT (m.done).state, (m.done).left_there AS "from", (m.done).now_there AS "to"
  FROM (SELECT stock_move($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) AS done OFFSET 0) m`);
// Only units that lie where they are said to come from, or, from outside, were never seen.
const UNITS = statement('stock_units', `
  INSERT INTO stock_serial AS u (tenant_id, item_id, serial, place_type, place_id, reference)
  SELECT $1::uuid, $3::uuid, s, $6::text, $7::uuid, $2::text FROM unnest($8::text[]) AS s
  WHERE EXISTS (SELECT 1 FROM stock_movement WHERE tenant_id = $1::uuid AND reference = $2::text) AND ($5::uuid IS NULL OR EXISTS (SELECT 1 FROM stock_serial k WHERE k.tenant_id = $1::uuid AND k.item_id = $3::uuid AND k.serial = s))
  ON CONFLICT (tenant_id, item_id, serial) DO UPDATE SET place_type = excluded.place_type, place_id = excluded.place_id, reference = excluded.reference
    WHERE u.place_type = $4::text AND u.place_id IS NOT DISTINCT FROM $5::uuid RETURNING serial`);
// A refusal that the caller swallows is refused at the commit: part of what belongs together may have been written.
const GIVE_UP = statement('stock_give_up', `SELECT 1 / 0`);
const KEPT = statement('stock_kept', `SELECT place_id AS "placeId", quantity, serial FROM stock_balance WHERE tenant_id = $1 AND place_id = ANY ($2::uuid[]) AND item_id = $3`);
const BALANCES = statement('stock_balances', `
  SELECT place_id AS "placeId", place_type AS "placeType", item_id AS "itemId", item_type AS "itemType", quantity FROM stock_balance
  WHERE tenant_id = $1 AND place_id = ANY ($2::uuid[]) AND ($3::uuid[] IS NULL OR item_id = ANY ($3::uuid[])) AND quantity > 0 ORDER BY place_id, item_id`);
const WHERE_HELD = statement('stock_where_held', `
  SELECT place_id AS "placeId", place_type AS "placeType", item_id AS "itemId", item_type AS "itemType", quantity FROM stock_balance
  WHERE tenant_id = $1 AND item_id = ANY ($2::uuid[]) AND ($3::text IS NULL OR place_type = $3) AND quantity > 0 ORDER BY item_id, place_id`);
const FLOWS = statement('stock_flows', `
  SELECT place_id AS "placeId", item_id AS "itemId", kind, sum(came)::int AS came, sum(went)::int AS went FROM (
    SELECT from_id AS place_id, item_id, kind, 0 AS came, quantity AS went FROM stock_movement WHERE tenant_id = $1 AND from_id = ANY ($2::uuid[]) AND item_id = ANY ($3::uuid[]) AND happened_at >= $4 AND happened_at < $5
    UNION ALL SELECT to_id, item_id, kind, quantity, 0 FROM stock_movement WHERE tenant_id = $1 AND to_id = ANY ($2::uuid[]) AND item_id = ANY ($3::uuid[]) AND happened_at >= $4 AND happened_at < $5) f
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`);
const SERIALS_AT = statement('stock_serials_at', `SELECT serial FROM stock_serial WHERE tenant_id = $1 AND place_id = $2 AND item_id = $3 ORDER BY serial`);
const PLACES_OF = statement('stock_places_of', `SELECT serial, place_type AS type, place_id AS id FROM stock_serial WHERE tenant_id = $1 AND item_id = $2 AND serial = ANY ($3::text[]) ORDER BY serial`);
const VERIFIED = statement('stock_verify', VERIFY);

/**
 * Things in whole units at places, inside the caller's transaction. The room that keeps them says who may move what; here is only what always holds: a movement is one posting with two ends,
 * is never altered, and takes no place below zero. A refusal gives the whole transaction up.
 */
@Injectable()
export class Stock {
  /**
   * Moves an item. The same reference with the same content again is the movement that is there. Throws 422 `insufficient` naming what is there, 422 `serials` where a unit is not where it is
   * said to come from or numbers are missing or not kept, 409 `reference_taken` where the reference stands for something else, InvalidValue for what is no movement.
   */
  async move(tx: Tx, movement: Movement): Promise<Moved> {
    return (await this.moveAll(tx, [movement]))[0]!;
  }

  /** Several of one fact, in one flight and in this order; all of them or none. A transaction that moves more than one thing does it by this, so that two of them cannot wait for each other. At most 500. */
  async moveAll(tx: Tx, movements: readonly Movement[]): Promise<Moved[]> {
    if (movements.length > MOST_AT_ONCE) throw new InvalidValue('movements', 'stock.many', `at most ${MOST_AT_ONCE} movements at once`);
    if (!movements.length) return [];
    const written = movements.map((m): Written => ({ ...checked(m), reversalOf: null }));
    const moved: Moved[] = [];
    for (const [i, done] of (await this.write(tx, written)).entries()) moved.push(done ?? (await repeated(tx, written[i]!)));
    return moved;
  }

  /**
   * Takes a movement back by its opposite, once. What is no longer there cannot be taken back: 422 `insufficient`, or `serials`. Throws 404 for a movement of another tenant, 409 `already_reversed`,
   * 422 `reversal_reversed` for what is a reversal itself: that is moved anew.
   */
  async reverse(tx: Tx, reference: string, reason: string): Promise<Moved> {
    const original = await movementByReference(tx, reference);
    if (!original) throw refuse.notFound({ zh: '出入库记录', en: 'stock movement' });
    if (original.reversalOf) throw refuse.rule(original.clause, 'reversal_reversed', { zh: '冲销不能再冲销，请重新登记', en: 'A reversal is not reversed: move the goods anew' });
    const { item, from, to, quantity, kind, clause, serials } = original;
    const [done] = original.reversedBy ? [null] : await this.write(tx, [{ item, from: to, to: from, quantity, kind, clause, serials, at: tx.now, reference: `reversal/${reference}`, note: reason, reversalOf: reference }]);
    if (!done) throw refuse.conflict('already_reversed', { zh: '这笔出入库已经冲销过', en: 'This movement has been reversed already' }, { clause });
    return done;
  }

  /** What the places hold, of the items named or of all; what is not there is not in it. */
  balances(tx: Tx, where: { places: readonly string[]; items?: readonly string[] }): Promise<Held[]> {
    return tx.sql<Held & Record<string, unknown>>(BALANCES, [tx.tenantId, where.places, where.items ?? null]);
  }

  /** Where the items are, at places of one type or of any. */
  whereHeld(tx: Tx, items: readonly string[], placeType?: string): Promise<Held[]> {
    return tx.sql<Held & Record<string, unknown>>(WHERE_HELD, [tx.tenantId, items, placeType ?? null]);
  }

  /** What came and went by kind, of what happened from `from` up to but not at `to`. */
  flows(tx: Tx, { places, items, from, to }: { places: readonly string[]; items: readonly string[]; from: Date; to: Date }): Promise<Flow[]> {
    return tx.sql<Flow & Record<string, unknown>>(FLOWS, [tx.tenantId, places, items, from, to]);
  }

  /** The movements of an item at a place, the newest first, with what was there after each. */
  statement(tx: Tx, place: Place & { id: string }, item: Item, range: { limit: number; cursor?: string }): Promise<Page<StockLine>> {
    return statementOf(tx, place, item, range);
  }

  /** The serial numbers of the units that lie at a place. */
  async serialsAt(tx: Tx, placeId: string, itemId: string): Promise<string[]> {
    return (await tx.sql<{ serial: string }>(SERIALS_AT, [tx.tenantId, placeId, itemId])).map(({ serial }) => serial);
  }

  /** Where the units are; one that was never seen is not in it. */
  async placesOf(tx: Tx, itemId: string, serials: readonly string[]): Promise<Map<string, Place>> {
    return new Map((await tx.sql<{ serial: string } & Place>(PLACES_OF, [tx.tenantId, itemId, serials])).map(({ serial, type, id }) => [serial, { type, id }]));
  }

  /** What does not fit together in the tenant's stock; empty when all does. As of one moment, also while others move things. */
  verify(tx: Tx): Promise<StockDiscrepancy[]> {
    return tx.sql<StockDiscrepancy & Record<string, unknown>>(VERIFIED, [tx.tenantId]);
  }

  /** Everything in one flight. Null for those whose reference was taken; nothing is written for them. */
  private async write(tx: Tx, movements: readonly Written[]): Promise<(Moved | null)[]> {
    const locks = locksOf(tx.tenantId, movements);
    const answers = await Promise.all(movements.map(({ reference, item, from, to, serials = null, ...m }, i) => Promise.all([
      tx.sql<{ state: 'moved' | 'taken' | 'refused'; from: number | null; to: number | null }>(MOVE, [
        i ? [] : locks, tx.tenantId, reference, item.type, item.id, from.type, from.id, to.type, to.id, m.quantity, m.kind, m.at, tx.now, tx.ctx.userId, tx.ctx.userName, m.note ?? null, m.clause, serials, m.reversalOf]),
      serials && tx.sql<{ serial: string }>(UNITS, [tx.tenantId, reference, item.id, from.type, from.id, to.type, to.id, serials]),
    ])));
    const moved: (Moved | null)[] = [];
    for (const [i, [[answer], units]] of answers.entries()) {
      const movement = movements[i]!;
      const { state, ...after } = answer!;
      if (state === 'refused') throw await givenUp(tx, await missing(tx, movement));
      if (state === 'moved' && units && units.length < movement.quantity) throw await givenUp(tx, await elsewhere(tx, movement, new Set(units.map(({ serial }) => serial))));
      moved.push(state === 'moved' ? { reference: movement.reference, after, repeated: false } : null);
    }
    return moved;
  }
}

/** The movement that has the reference already, when it is this one. */
async function repeated(tx: Tx, movement: Movement): Promise<Moved> {
  const there = (await movementByReference(tx, movement.reference))!;
  if (sameMovement(there, movement)) return { reference: there.reference, after: there.after, repeated: true };
  throw await givenUp(tx, taken(movement));
}

const taken = ({ reference, clause }: Movement): Problem => refuse.conflict('reference_taken', { zh: `“${reference}”已经记过另一笔出入库`, en: `${reference} stands for another movement already` }, { clause, extra: { reference } });

async function givenUp(tx: Tx, problem: Problem): Promise<Problem> {
  await tx.sql(GIVE_UP).catch(() => undefined);
  return problem;
}

/** Why nothing was moved: too little is there, or one of the places keeps the item the other way, with serial numbers or without. */
async function missing(tx: Tx, { item, from, to, quantity, serials, clause }: Movement): Promise<Problem> {
  const kept = await tx.sql<{ placeId: string; quantity: number; serial: boolean }>(KEPT, [tx.tenantId, [from.id, to.id].filter((id) => id !== null), item.id]);
  const name = item.name ?? { zh: '该物料', en: 'The item' };
  if (kept.some(({ serial, placeId, quantity: there }) => serial === !serials && (placeId === to.id || there > 0))) {
    return refuse.rule(clause, 'serials', serials ? { zh: `${name.zh}在这里不按序列号管理`, en: `${name.en} is not kept by serial number here` } : { zh: `${name.zh}按序列号管理，请逐件写明序列号`, en: `${name.en} is kept by serial number: name each unit` });
  }
  const held = kept.find(({ placeId }) => placeId === from.id)?.quantity ?? 0;
  return refuse.rule(clause, 'insufficient', { zh: `${name.zh}只有 ${held} 件，不够 ${quantity} 件`, en: `${name.en}: ${held} there, less than ${quantity}` }, { extra: { itemId: item.id, placeId: from.id, held, asked: quantity } });
}

async function elsewhere(tx: Tx, { item, serials = [], clause }: Movement, moved: ReadonlySet<string>): Promise<Problem> {
  const left = serials.filter((s) => !moved.has(s));
  const at = await tx.sql<{ serial: string } & Place>(PLACES_OF, [tx.tenantId, item.id, left]);
  const shown = left.slice(0, 5).join('、');
  return refuse.rule(clause, 'serials', { zh: `这些序列号不在发出的地方：${shown}`, en: `These serial numbers are not where they are moved from: ${shown}` }, { extra: { itemId: item.id, serials: left, at } });
}
