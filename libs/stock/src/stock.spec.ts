import { newId } from '@luyue/kernel';
import { AT, part, station, StockHarness, SUPPLIER, USED } from './stock.harness.ts';

let here: StockHarness;
beforeAll(async () => { here = await StockHarness.start(); }, 60_000);
afterAll(() => here.stop());

const codes = (done: PromiseSettledResult<unknown>[]): (string | undefined)[] => done.flatMap((d) => (d.status === 'rejected' ? [(d.reason as { options?: { code: string } }).options?.code] : []));

describe('a movement', () => {
  it('takes from one place what it brings to another, and says what both hold then', async () => {
    const [ctx, item, warehouse, east] = [here.tenant(), part(), station(), station()];
    expect(await here.bring(ctx, warehouse, item, 10)).toMatchObject({ after: { from: null, to: 10 }, repeated: false });
    expect(await here.move(ctx, { item, from: warehouse, to: east, quantity: 4 })).toMatchObject({ after: { from: 6, to: 4 } });
    expect(await here.use(ctx, east, item, 4)).toMatchObject({ after: { from: 0, to: null } });
    expect([await here.held(ctx, warehouse, item), await here.held(ctx, east, item), await here.held(ctx, station(), item)]).toEqual([6, 0, 0]);
    expect(await here.verify(ctx)).toEqual([]);
  });

  it('OC-3.2.3a of more than is there is refused, with the clause and what is there; to the last unit it is not', async () => {
    const [ctx, item, east] = [here.tenant(), part(), station()];
    await expect(here.use(ctx, east, item, 1)).rejects.toMatchObject({ options: { status: 422, code: 'insufficient', clause: 'OC-3.2.3a', extra: { itemId: item.id, placeId: east.id, held: 0, asked: 1 } } });
    await here.bring(ctx, east, item, 3);
    await expect(here.use(ctx, east, item, 4)).rejects.toMatchObject({ options: { title: { zh: '电源板只有 3 件，不够 4 件', en: 'Power board: 3 there, less than 4' } } });
    await here.use(ctx, east, item, 3);
    expect(await here.held(ctx, east, item)).toBe(0);
  });

  it('under one reference is one movement, and a conflict where anything of it differs', async () => {
    const [ctx, item, east] = [here.tenant(), part(), station()];
    const first = await here.bring(ctx, east, item, 5, { reference: 'delivery-1' });
    expect(await here.bring(ctx, east, item, 5, { reference: 'delivery-1' })).toEqual({ reference: first.reference, after: { from: null, to: 5 }, repeated: true });
    for (const more of [{ quantity: 6 }, { kind: 'gift' }, { at: new Date(AT.getTime() + 1) }, { to: station() }, { item: part() }]) {
      await expect(here.bring(ctx, east, item, 5, { reference: 'delivery-1', ...more })).rejects.toMatchObject({ options: { status: 409, code: 'reference_taken', clause: 'OC-3.2.3a', extra: { reference: 'delivery-1' } } });
    }
    expect(await here.held(ctx, east, item)).toBe(5);
  });

  it('repeated when nothing is left any more is still the one that is there', async () => {
    const [ctx, item, east] = [here.tenant(), part(), station()];
    await here.bring(ctx, east, item, 1);
    const used = await here.use(ctx, east, item, 1, { reference: 'order-1' });
    expect(await here.use(ctx, east, item, 1, { reference: 'order-1' })).toMatchObject({ reference: used.reference, repeated: true });
  });

  it('of several things happens in their order, all or none', async () => {
    const [ctx, board, fan, warehouse, east] = [here.tenant(), part(), part(), station(), station()];
    await here.bring(ctx, warehouse, board, 2);
    const line = (item: typeof board, quantity: number, reference: string) => ({ item, from: warehouse, to: east, quantity, kind: 'shipment', reference, at: AT, clause: 'OC-3.2.3a' });
    await expect(here.write(ctx, (tx) => here.stock.moveAll(tx, [line(board, 1, 'a'), line(fan, 1, 'b')]))).rejects.toMatchObject({ options: { code: 'insufficient', extra: { itemId: fan.id } } });
    expect(await here.held(ctx, warehouse, board)).toBe(2);
    const done = await here.write(ctx, (tx) => here.stock.moveAll(tx, [{ ...line(fan, 3, 'c'), from: SUPPLIER, to: warehouse }, line(fan, 2, 'd'), line(fan, 1, 'e'), line(board, 2, 'a')]));
    expect(done.map((d) => d.after)).toEqual([{ from: null, to: 3 }, { from: 1, to: 2 }, { from: 0, to: 3 }, { from: 0, to: 2 }]);
    expect(await here.write(ctx, (tx) => here.stock.moveAll(tx, []))).toEqual([]);
    await expect(here.write(ctx, (tx) => here.stock.moveAll(tx, Array.from({ length: 501 }, () => line(fan, 1, 'f'))))).rejects.toMatchObject({ code: 'stock.many' });
    expect(await here.verify(ctx)).toEqual([]);
  });

  it('is gone with its transaction, and so is a refused one that the caller swallows', async () => {
    const [ctx, item, east] = [here.tenant(), part(), station()];
    const movement = { item, from: SUPPLIER, to: east, quantity: 1, kind: 'supply', reference: 'lost', at: AT, clause: 'OC-3.2.3a' };
    await expect(here.write(ctx, async (tx) => { await here.stock.move(tx, movement); throw new Error('no'); })).rejects.toThrow('no');
    await expect(here.write(ctx, async (tx) => {
      await here.stock.moveAll(tx, [movement, { ...movement, reference: 'too much', from: east, to: USED, quantity: 9 }]).catch(() => undefined);
    })).rejects.toThrow('rolled back');
    expect(await here.held(ctx, east, item)).toBe(0);
    expect(await here.bring(ctx, east, item, 1, { reference: 'lost' })).toMatchObject({ repeated: false });
  });
});

describe('many at once', () => {
  it('one reference at several places by several at once is one movement: the others repeat it, or are told that it is taken', async () => {
    const [ctx, item, east, west] = [here.tenant(), part(), station(), station()];
    const done = await Promise.allSettled([east, west, east, west, east, west].map((to) => here.bring(ctx, to, item, 5, { reference: 'delivery-1' })));
    const first = done.filter((d) => d.status === 'fulfilled' && !(d.value as { repeated: boolean }).repeated);
    expect([first.length, done.filter((d) => d.status === 'fulfilled').length, codes(done)]).toEqual([1, 3, ['reference_taken', 'reference_taken', 'reference_taken']]);
    expect((await here.held(ctx, east, item)) + (await here.held(ctx, west, item))).toBe(5);
    expect(await here.verify(ctx)).toEqual([]);
  });

  it('50 issues of the last unit: exactly one passes', async () => {
    const [ctx, item, east] = [here.tenant(), part(), station()];
    await here.bring(ctx, east, item, 1);
    const done = await Promise.allSettled(Array.from({ length: 50 }, () => here.use(ctx, east, item, 1)));
    expect(done.filter((d) => d.status === 'fulfilled')).toHaveLength(1);
    expect(codes(done)).toEqual(Array.from({ length: 49 }, () => 'insufficient'));
    expect(await here.held(ctx, east, item)).toBe(0);
    expect(await here.verify(ctx)).toEqual([]);
  }, 30_000);

  it('50 with one reference are one, also at a place that has never held anything', async () => {
    const [ctx, item, east] = [here.tenant(), part(), station()];
    const done = await Promise.all(Array.from({ length: 50 }, () => here.bring(ctx, east, item, 2, { reference: 'delivery' })));
    expect(new Set(done.map((d) => d.reference)).size).toBe(1);
    expect(done.filter((d) => !d.repeated)).toHaveLength(1);
    expect(await here.held(ctx, east, item)).toBe(2);
  }, 30_000);

  it('two stations that send each other things, several at a time and in either order, lock nobody out', async () => {
    const [ctx, items, east, west] = [here.tenant(), [part(), part()], station(), station()];
    for (const item of items) for (const place of [east, west]) await here.bring(ctx, place, item, 50);
    await Promise.all(Array.from({ length: 30 }, (_, i) => here.write(ctx, (tx) => here.stock.moveAll(tx, (i % 3 ? items : items.toReversed()).map((item) => ({
      item, from: i % 2 ? east : west, to: i % 2 ? west : east, quantity: 1, kind: 'transfer', reference: `${i}/${item.id}`, at: AT, clause: 'OC-3.2.3a' }))))));
    expect(await Promise.all(items.flatMap((item) => [east, west].map((place) => here.held(ctx, place, item))))).toEqual([50, 50, 50, 50]);
    expect(await here.verify(ctx)).toEqual([]);
  }, 30_000);
});

describe('a reversal', () => {
  it('takes a movement back, once, under its own kind', async () => {
    const [ctx, item, east] = [here.tenant(), part(), station()];
    const brought = await here.bring(ctx, east, item, 7);
    const reversal = await here.reverse(ctx, brought.reference);
    expect(await here.held(ctx, east, item)).toBe(0);
    await expect(here.reverse(ctx, brought.reference)).rejects.toMatchObject({ options: { status: 409, code: 'already_reversed', clause: 'OC-3.2.3a' } });
    await expect(here.reverse(ctx, reversal.reference)).rejects.toMatchObject({ options: { status: 422, code: 'reversal_reversed' } });
    const flows = await here.database.read(ctx, (tx) => here.stock.flows(tx, { places: [east.id], items: [item.id], from: AT, to: new Date('2100-01-01') }));
    expect(flows).toEqual([{ placeId: east.id, itemId: item.id, kind: 'supply', came: 7, went: 7 }]);
    expect(await here.verify(ctx)).toEqual([]);
  });

  it('by several at once happens once', async () => {
    const [ctx, item, east] = [here.tenant(), part(), station()];
    await here.bring(ctx, east, item, 9);
    const brought = await here.bring(ctx, east, item, 7);
    const done = await Promise.allSettled(Array.from({ length: 6 }, () => here.reverse(ctx, brought.reference)));
    expect(done.filter((d) => d.status === 'fulfilled')).toHaveLength(1);
    expect(new Set(codes(done))).toEqual(new Set(['already_reversed']));
    expect(await here.held(ctx, east, item)).toBe(9);
  });

  it('of what was used meanwhile is refused with what is there', async () => {
    const [ctx, item, east] = [here.tenant(), part(), station()];
    const brought = await here.bring(ctx, east, item, 7);
    await here.use(ctx, east, item, 5);
    await expect(here.reverse(ctx, brought.reference)).rejects.toMatchObject({ options: { code: 'insufficient', extra: { held: 2, asked: 7 } } });
  });
});

describe('units with serial numbers', () => {
  it('are each at one place at a time, and go only from where they are', async () => {
    const [ctx, item, east, west] = [here.tenant(), part(), station(), station()];
    await here.bring(ctx, east, item, 2, { serials: ['SN2', 'SN1'] });
    await here.move(ctx, { item, from: east, to: west, quantity: 1, serials: ['SN2'] });
    const at = (place: { id: string }) => here.database.read(ctx, (tx) => here.stock.serialsAt(tx, place.id, item.id));
    expect([await at(east), await at(west)]).toEqual([['SN1'], ['SN2']]);
    await expect(here.move(ctx, { item, from: east, to: west, quantity: 1, serials: ['SN2'] })).rejects.toMatchObject({ options: { status: 422, code: 'serials', clause: 'OC-3.2.3a', extra: { serials: ['SN2'], at: [{ serial: 'SN2', type: 'station', id: west.id }] } } });
    await expect(here.use(ctx, east, item, 1, { serials: ['SN9'] })).rejects.toMatchObject({ options: { code: 'serials', extra: { serials: ['SN9'], at: [] } } });
    await expect(here.bring(ctx, east, item, 2, { serials: ['SN3', 'SN1'] })).rejects.toMatchObject({ options: { code: 'serials', extra: { serials: ['SN1'] } } });
    expect([await at(east), await here.held(ctx, east, item)]).toEqual([['SN1'], 1]);
    await here.use(ctx, west, item, 1, { serials: ['SN2'] });
    await expect(here.bring(ctx, east, item, 1, { serials: ['SN2'] })).rejects.toMatchObject({ options: { code: 'serials', extra: { at: [{ serial: 'SN2', type: 'used', id: null }] } } });
    await here.move(ctx, { item, from: USED, to: east, quantity: 1, serials: ['SN2'] });
    expect(await here.database.read(ctx, (tx) => here.stock.placesOf(tx, item.id, ['SN1', 'SN2', 'SN9']))).toEqual(new Map([['SN1', { type: 'station', id: east.id }], ['SN2', { type: 'station', id: east.id }]]));
    expect(await here.verify(ctx)).toEqual([]);
  });

  it('are named each time, and not where the item is counted without', async () => {
    const [ctx, item, plain, east, west] = [here.tenant(), part(), part(), station(), station()];
    await here.bring(ctx, east, item, 1, { serials: ['SN1'] });
    await here.bring(ctx, east, plain, 1);
    await expect(here.use(ctx, east, item, 1)).rejects.toMatchObject({ options: { code: 'serials', title: { zh: '电源板按序列号管理，请逐件写明序列号' } } });
    await expect(here.bring(ctx, east, item, 1)).rejects.toMatchObject({ options: { code: 'serials' } });
    await expect(here.use(ctx, east, plain, 1, { serials: ['X'] })).rejects.toMatchObject({ options: { code: 'serials', title: { zh: '电源板在这里不按序列号管理' } } });
    await here.bring(ctx, west, plain, 1);
    expect(await here.verify(ctx)).toEqual([]);
  });

  it('of one unit by many at once: one gets it, and a reversal brings it back', async () => {
    const [ctx, item, east] = [here.tenant(), part(), station()];
    await here.bring(ctx, east, item, 2, { serials: ['SN1', 'SN2'] });
    const done = await Promise.allSettled(Array.from({ length: 8 }, () => here.move(ctx, { item, from: east, to: station(), quantity: 1, serials: ['SN1'] })));
    const [passed, ...more] = done.flatMap((d) => (d.status === 'fulfilled' ? [d.value] : []));
    expect([more, new Set(codes(done))]).toEqual([[], new Set(['serials'])]);
    await here.reverse(ctx, passed!.reference);
    expect(await here.database.read(ctx, (tx) => here.stock.serialsAt(tx, east.id, item.id))).toEqual(['SN1', 'SN2']);
    expect(await here.verify(ctx)).toEqual([]);
  });

  it('brought from outside by two at once under one number are one unit', async () => {
    const [ctx, item] = [here.tenant(), part()];
    const done = await Promise.allSettled(Array.from({ length: 6 }, () => here.bring(ctx, station(), item, 1, { serials: ['SN1'] })));
    expect([done.filter((d) => d.status === 'fulfilled').length, new Set(codes(done))]).toEqual([1, new Set(['serials'])]);
    expect(await here.verify(ctx)).toEqual([]);
  });
});

describe('reading', () => {
  it('a statement shows the newest first, with what was there after each, page by page', async () => {
    const [ctx, item, warehouse, east] = [here.tenant(), part(), station(), station()];
    const brought = await here.bring(ctx, warehouse, item, 9, { reference: 'delivery-1', note: '首批' });
    await here.move(ctx, { item, from: warehouse, to: east, quantity: 4, kind: 'shipment', reference: 'shipment-1' });
    await here.move(ctx, { item, from: east, to: warehouse, quantity: 1, kind: 'return', reference: 'return-1' });
    const read = (limit: number, cursor?: string) => here.database.read(ctx, (tx) => here.stock.statement(tx, warehouse, item, { limit, cursor }));
    const first = await read(2);
    expect(first.items.map((l) => [l.number, l.kind, l.change, l.after, l.otherType, l.otherId, l.by, l.at])).toEqual([
      [3, 'return', 1, 6, 'station', east.id, '钱库管', AT.toISOString()], [2, 'shipment', -4, 5, 'station', east.id, '钱库管', AT.toISOString()]]);
    const rest = await read(2, first.nextCursor!);
    expect([rest.items.map((l) => [l.number, l.change, l.after, l.otherType, l.otherId, l.note]), rest.nextCursor]).toEqual([[[1, 9, 9, 'supplier', null, '首批']], null]);
    await expect(read(2, 'x')).rejects.toMatchObject({ options: { status: 400 } });
    await here.bring(ctx, warehouse, item, 9);
    const reversal = await here.reverse(ctx, brought.reference, '供应商退回');
    expect((await read(1)).items[0]).toMatchObject({ reference: reversal.reference, kind: 'supply', reversalOf: brought.reference, note: '供应商退回', reversedBy: null });
    expect((await read(9)).items.at(-1)).toMatchObject({ reference: brought.reference, reversedBy: reversal.reference });
  });

  it('what many places hold, where an item is, and what came and went, are one question each', async () => {
    const [ctx, board, fan, warehouse, east, west] = [here.tenant(), part(), part(), { ...station(), type: 'warehouse' }, station(), station()];
    await here.bring(ctx, warehouse, board, 9);
    await here.bring(ctx, warehouse, fan, 2);
    await here.move(ctx, { item: board, from: warehouse, to: east, quantity: 3, kind: 'shipment' });
    await here.use(ctx, east, board, 1);
    await here.use(ctx, east, board, 1, { at: new Date(AT.getTime() - 1) });
    const read = <T>(work: Parameters<typeof here.database.read<T>>[1]) => here.database.read(ctx, work);
    const of = (held: { placeId: string; itemId: string; quantity: number }[]) => new Set(held.map((h) => `${h.placeId}/${h.itemId}/${h.quantity}`));
    expect(of(await read((tx) => here.stock.balances(tx, { places: [warehouse.id, east.id, west.id] })))).toEqual(new Set([`${warehouse.id}/${board.id}/6`, `${warehouse.id}/${fan.id}/2`, `${east.id}/${board.id}/1`]));
    expect(of(await read((tx) => here.stock.whereHeld(tx, [board.id])))).toEqual(new Set([`${warehouse.id}/${board.id}/6`, `${east.id}/${board.id}/1`]));
    expect(await read((tx) => here.stock.whereHeld(tx, [board.id], 'station'))).toEqual([{ placeId: east.id, placeType: 'station', itemId: board.id, itemType: 'spare_part', quantity: 1 }]);
    expect(await read((tx) => here.stock.flows(tx, { places: [east.id], items: [board.id], from: AT, to: new Date(AT.getTime() + 1) }))).toEqual([
      { placeId: east.id, itemId: board.id, kind: 'shipment', came: 3, went: 0 }, { placeId: east.id, itemId: board.id, kind: 'use', came: 0, went: 1 }]);
  });
});

describe('PF-4 two tenants', () => {
  it('with the same places, items and references have stock of their own, and reverse nothing of each other', async () => {
    const [mine, theirs, item, east] = [here.tenant(), here.tenant(), part(), station()];
    const brought = await here.bring(mine, east, item, 9, { reference: 'delivery-1', serials: Array.from({ length: 9 }, (_, i) => `SN${i}`) });
    expect(await here.held(theirs, east, item)).toBe(0);
    await expect(here.reverse(theirs, brought.reference)).rejects.toMatchObject({ options: { status: 404 } });
    await expect(here.use(theirs, east, item, 1, { serials: ['SN1'] })).rejects.toMatchObject({ options: { code: 'insufficient' } });
    expect(await here.bring(theirs, east, item, 1, { reference: 'delivery-1', serials: ['SN1'] })).toMatchObject({ repeated: false, after: { to: 1 } });
    expect([await here.held(mine, east, item), await here.held(theirs, east, item)]).toEqual([9, 1]);
    expect((await here.database.read(theirs, (tx) => here.stock.statement(tx, east, item, { limit: 9 }))).items).toHaveLength(1);
    expect([await here.verify(mine), await here.verify(theirs)]).toEqual([[], []]);
  });
});

describe('the database itself refuses', () => {
  /** The first movement once more as one that goes from its place, with these columns otherwise. */
  const posting = (otherwise: Record<string, string | number>): string => {
    const columns = { tenant_id: 'tenant_id', reference: `'once more'`, item_type: 'item_type', item_id: 'item_id', from_type: 'to_type', from_id: 'to_id', to_type: 'from_type', to_id: 'from_id', quantity: 'quantity', kind: 'kind', happened_at: 'happened_at', posted_at: 'posted_at',
      posted_by_name: 'posted_by_name', clause_id: 'clause_id', serials: 'serials', from_seq: '2', from_after: '0', to_seq: 'NULL', to_after: 'NULL', ...otherwise };
    return `INSERT INTO stock_movement (${Object.keys(columns).join(', ')}) SELECT ${Object.values(columns).join(', ')} FROM stock_movement`;
  };

  it.each([
    ['a movement that is changed', 'UPDATE stock_movement SET quantity = quantity + 1', 'append-only'], ['a movement that is deleted', 'DELETE FROM stock_movement', 'append-only'],
    ['a balance that is deleted', 'DELETE FROM stock_balance', 'append-only'], ['a unit that is deleted', 'DELETE FROM stock_serial', 'append-only'], ['a balance below zero', 'UPDATE stock_balance SET quantity = -1', 'stock_balance_floor'],
    ['a movement of nothing', posting({ quantity: 0 }), 'stock_movement_quantity'], ['one that goes nowhere', posting({ to_id: 'to_id', to_seq: '9', to_after: '1' }), 'stock_movement_places'],
    ['one with a number too few', posting({ quantity: 2 }), 'stock_movement_serials'], ['one without what was there after it', posting({ from_after: 'NULL' }), 'stock_movement_after'], ['one that leaves less than nothing', posting({ from_after: '-1' }), 'stock_movement_after'],
  ])('%s', async (_what, sql, says) => {
    const [ctx, item, east] = [here.tenant(), part(), station()];
    await here.bring(ctx, east, item, 1, { serials: ['SN1'] });
    await expect(here.write(ctx, ({ manager }) => manager.query(sql))).rejects.toThrow(says);
  });

  it('PF-4 rows of another tenant, and shows none', async () => {
    const [mine, theirs, item, east] = [here.tenant(), here.tenant(), part(), station()];
    await here.bring(mine, east, item, 1, { serials: ['SN1'] });
    for (const table of ['stock_balance', 'stock_movement', 'stock_serial']) expect(await here.write(theirs, ({ manager }) => manager.query(`SELECT * FROM ${table}`))).toEqual([]);
    await expect(here.write(theirs, ({ manager }) => manager.query(`INSERT INTO stock_balance VALUES ($1, $2, $3, 'station', 'spare_part', false, 5, 1)`, [mine.tenantId, newId(), item.id]))).rejects.toThrow('row-level security');
    expect(await here.write(theirs, ({ manager }) => manager.query('UPDATE stock_balance SET quantity = 5 RETURNING item_id'))).toEqual([[], 0]);
  });
});
