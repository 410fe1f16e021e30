import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MessageSettled, make } from '@luyue/contracts';
import { EmbeddedBroker } from '@luyue/platform/brokers/embedded-broker';
import pino from 'pino';
import type { Json } from '../../../infra/local/client.mjs';
import { withClient } from '../../../infra/local/databases.mjs';
import { type Answer, PropertyPeople } from './property-people.ts';
import { openPropertyStage, type PropertyStage } from './property-stage.mjs';

/** Kills of property brokerage during pay-outs, and of both services during requests. */
const ROUNDS = Number(process.env['FAULTS_KILLS'] ?? 1);
/** Asked at once in a round: one has been answered when the kill comes, the others are under way. */
const [PAY_OUTS, REQUESTS] = [8, 4];
const CONFIRMED = 450;
const [BROKERAGE, CARE, LOG] = ['property_brokerage', 'utility_care', 'luyue_log'] as const;
const REQUESTED = 'property-brokerage.utility-transfer.requested.v1';

let stage: PropertyStage;
let people: PropertyPeople;
jest.setTimeout(120_000 + ROUNDS * 30_000);

beforeAll(async () => {
  stage = await openPropertyStage();
  people = new PropertyPeople(stage);
  await people.found();
  await Promise.all([stage.brokerage.start(), stage.care.start()]);
  await until('the company is known', async () => (await waiting('property-brokerage')) + (await waiting('utility-care')) === 0);
}, 120_000);
afterAll(async () => {
  await people?.close();
  await stage?.close();
}, 60_000);

const sql = async (database: string, text: string, values: unknown[] = []): Promise<Json[]> => withClient(stage.superuser(database), async (client) => (await client.query(text, values)).rows);
const count = async (database: string, from: string, values: unknown[] = []): Promise<number> => (await sql(database, `SELECT count(*)::int AS n FROM ${from}`, values))[0].n;

async function until(what: string, done: () => Promise<unknown>, withinMs = 30_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await done()); await sleep(50)) if (Date.now() > end) throw new Error(`not within ${withinMs / 1_000} s: ${what}`);
}

/** Messages that a service has not heard yet, of one topic or of all. */
const waiting = async (group: string, topic: string | null = null): Promise<number> =>
  Number((await sql(LOG, 'SELECT coalesce(sum(h.position - o.position), 0) AS n FROM log_offset o JOIN log_head h USING (topic, partition) WHERE o.consumer_group = $1 AND ($2::text IS NULL OR topic = $2)', [group, topic]))[0].n);

/** Everything that was begun is through: sent, heard, applied; nothing failed for good, and nobody ended by themselves. */
async function settled(): Promise<void> {
  await until('outboxes empty and everything heard', async () => {
    const left = await Promise.all([count(BROKERAGE, 'outbox'), count(CARE, 'outbox'), waiting('property-brokerage'), waiting('utility-care')]);
    return left.every((n) => n === 0);
  });
  expect(await Promise.all([count(BROKERAGE, 'dead_letter'), count(CARE, 'dead_letter')])).toEqual([0, 0]);
  expect([...stage.brokerage.crashes, ...stage.care.crashes]).toEqual([]);
}

const balanced = { status: 0, says: 'everything fits' };

async function restart(part: PropertyStage['brokerage']): Promise<void> {
  await part.kill();
  await part.start();
}

/** Property brokerage dies while it waits for `table`, in the middle of what was asked; then it starts again, and the asking goes on. */
async function killedAt<T>(table: string, mode: 'SHARE' | 'ACCESS EXCLUSIVE', asked: () => Promise<T>): Promise<T> {
  return withClient(stage.superuser(BROKERAGE), async (client) => {
    await client.query('BEGIN');
    await client.query(`LOCK TABLE ${table} IN ${mode} MODE`);
    const answer = asked();
    // Heard of below; a failure meanwhile is no unhandled one.
    answer.catch(() => undefined);
    await until(`somebody waits for ${table}`, async () => (await client.query('SELECT 1 FROM pg_locks WHERE NOT granted AND relation = $1::regclass', [table])).rowCount);
    await stage.brokerage.kill();
    await client.query('ROLLBACK');
    await stage.brokerage.start();
    return answer;
  });
}

describe('PB-4.7: property brokerage killed with -9 while it pays out', () => {
  test('each slip is paid once, in the books as in its file and in its event, and every fen is accounted for', async () => {
    const deal = await people.deal();
    const all = ROUNDS * PAY_OUTS + 1;
    await people.receive(deal, `${all * 100}.00`);
    const slips = await people.audited(deal, '100.00', all);
    const paidAt = new Date().toISOString();
    const pay = (slip: Json): Promise<Json> => people.insist('finance', `payment-slips/${slip.id}/pay`, { paidAt });
    people.repeated = 0;
    await killedAt('ledger_posting', 'SHARE', () => pay(slips[0]));
    for (let round = 0; round < ROUNDS; round += 1) {
      const paying = slips.slice(1 + round * PAY_OUTS, 1 + (round + 1) * PAY_OUTS).map(pay);
      await Promise.race(paying);
      await sleep(Math.random() * 30);
      await restart(stage.brokerage);
      await Promise.all(paying);
    }
    expect(people.repeated).toBeGreaterThan(0);
    await settled();
    const booked = await sql(BROKERAGE, `SELECT reference, count(*)::int AS n FROM ledger_entry WHERE book_id = $1 AND kind = 'pay_out' GROUP BY 1 ORDER BY 1`, [deal.id]);
    expect(booked).toEqual(slips.map(({ id }) => ({ reference: id, n: 1 })).toSorted((a, b) => (a.reference < b.reference ? -1 : 1)));
    expect(await count(BROKERAGE, `payment_slip WHERE deal_id = $1 AND status = 'paid'`, [deal.id])).toBe(all);
    expect(await count(BROKERAGE, `deal_entry WHERE deal_id = $1 AND title LIKE '付出 %'`, [deal.id])).toBe(all);
    expect((await sql(LOG, `SELECT count(DISTINCT event_id)::int AS n FROM log_record WHERE type = 'property-brokerage.deal.changed.v1' AND key = $1 AND payload::json ->> 'change' = 'slip-paid'`, [deal.id]))[0].n).toBe(all);
    expect(await people.get('finance', `deals/${deal.id}/book`)).toMatchObject({ held: '0.00', inPayment: '0.00' });
    expect(stage.verifyBooks()).toEqual(balanced);
  });

  test('fifty pay-outs at once with ten keys pay at most what the deal holds, each slip once', async () => {
    const deal = await people.deal();
    await people.receive(deal, '100000.00');
    const slips: Json[] = [];
    for (let n = 0; n < 10; n += 1) slips.push(await people.slip(deal, '20000.00'));
    // Ten drafts promise 200 000; those that fit into 100 000 set their money aside.
    const atOnce = (who: 'specialist' | 'finance', verb: string, body: object): Promise<(Answer | null)[]> =>
      Promise.all(Array.from({ length: 50 }, (_, i) => people.ask(who, 'POST', `payment-slips/${slips[i % 10].id}/${verb}`, body, `${verb}-${slips[i % 10].id}`)));
    const statusesOf = (answers: (Answer | null)[], i: number): number[] => answers.filter((_, n) => n % 10 === i).map((answer) => answer!.status);
    const sent = await atOnce('specialist', 'submit', {});
    const held = slips.map((_, i) => statusesOf(sent, i).includes(200));
    expect(held.filter(Boolean)).toHaveLength(5);
    for (const [i, slip] of slips.entries()) if (held[i]) await people.insist('supervisor', `payment-slips/${slip.id}/decide`, { decision: 'approve' });
    const paid = await atOnce('finance', 'pay', { paidAt: new Date().toISOString() });
    for (const [i, is] of held.entries()) {
      // A repetition is told the first answer, or that the first is still on its way.
      expect(statusesOf(paid, i).filter((status) => status !== 200 && status !== 409)).toEqual([]);
      expect(statusesOf(paid, i).includes(200)).toBe(is);
    }
    const booked = await sql(BROKERAGE, `SELECT reference FROM ledger_entry WHERE book_id = $1 AND kind = 'pay_out' ORDER BY 1`, [deal.id]);
    expect(booked.map((e) => e.reference)).toEqual(slips.filter((_, i) => held[i]).map(({ id }) => id).toSorted());
    expect(await people.get('finance', `deals/${deal.id}/book`)).toMatchObject({ held: '0.00', inPayment: '0.00' });
    expect(stage.verifyBooks()).toEqual(balanced);
  });
});

describe('capability 4, PF-15: property brokerage killed with -9 in the middle of long work', () => {
  test('a day that was being reconciled is reconciled once, with every line', async () => {
    const deal = await people.deal();
    // Reconciled is the day before, in Shanghai; no other test of this file touches it.
    const at = new Date(Date.now() - 86_400_000);
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(at);
    const receipts = 12;
    for (let n = 0; n < receipts; n += 1) {
      await people.insist('agent', `deals/${deal.id}/receipts`, { kind: 'deposit', payerPartyId: deal.parties[1].id, amount: `${n + 1}.00`, receivedAt: at.toISOString(), method: 'transfer', reference: `R${n}` });
    }
    const statement = ['日期,金额,收付,对方户名,流水号', ...Array.from({ length: receipts }, (_, n) => `${day},${n + 1}.00,收,周子涵,R${n}`), `${day},77.00,付,银行手续费,F1`].join('\n');
    const form = (): FormData => {
      const made = new FormData();
      made.append('file', new Blob([statement], { type: 'text/csv' }), 'day.csv');
      return made;
    };
    const done = await killedAt('reconciliation_line', 'SHARE', () => people.insist('finance', `reconciliations?day=${day}`, form()));
    expect(done).toMatchObject({ day, status: 'open', movements: receipts + 1, matched: receipts, differences: 1 });
    expect(await sql(BROKERAGE, 'SELECT id FROM reconciliation')).toEqual([{ id: done.id }]);
    expect(await sql(BROKERAGE, 'SELECT state, count(*)::int AS n FROM reconciliation_line GROUP BY 1 ORDER BY 1')).toEqual([{ state: 'bank_only', n: 1 }, { state: 'matched', n: receipts }]);
    expect(stage.verifyBooks()).toEqual(balanced);
  });

  test('an export is written again from its start, and is there once', async () => {
    const deal = await people.deal();
    // Confirmations as they stand in a statement: checked in one month.
    await sql(BROKERAGE, `
      INSERT INTO commission_confirmation (tenant_id, id, version, deal_id, shop_unit_id, department_unit_id, agent_user_id, round, status, agreed_seller_fen, agreed_buyer_fen, received_seller_fen, received_buyer_fen, reason_seller, reason_buyer,
        confirmed_by_id, confirmed_by, confirmed_at, settled_by, settled_at)
      SELECT $1, gen_random_uuid(), 1, $2, d.shop_unit_id, d.department_unit_id, d.agent_user_id, n, 'checked', 0, n * 100, 0, n * 100, '', '', d.agent_user_id, '孙莉', '2026-01-10', '何静', timestamptz '2026-01-10' + n * interval '1 minute'
      FROM deal d, generate_series(1, $3::int) n WHERE d.tenant_id = $1 AND d.id = $2`, [people.tenantId, deal.id, CONFIRMED]);
    const asked = { kind: 'commission-statement', format: 'csv', filter: { month: '2026-01' } };
    let id = '';
    await killedAt('commission_confirmation', 'ACCESS EXCLUSIVE', async () => { ({ id } = await people.insist('supervisor', 'exports', asked)); });
    expect(await people.get('supervisor', `exports/${id}`)).toMatchObject({ status: 'running', rows: 0, contentUrl: null });
    // The lease of two minutes that the killed run held runs out.
    await sql(BROKERAGE, 'UPDATE export_job SET lease_until = now() WHERE id = $1', [id]);
    await until('the export is written', async () => (await people.get('supervisor', `exports/${id}`)).status === 'done');
    expect(await people.get('supervisor', `exports/${id}`)).toMatchObject({ rows: CONFIRMED, total: CONFIRMED });
    const lines = ((await people.get('supervisor', `exports/${id}/content`)) as string).trim().split(/\r?\n/);
    expect([lines.length, new Set(lines).size]).toEqual([CONFIRMED + 1, CONFIRMED + 1]);
    expect(await sql(BROKERAGE, 'SELECT id, attempts FROM export_job')).toEqual([{ id, attempts: 2 }]);
    // Of the first run nothing is left.
    expect(readdirSync(join(stage.exportsFolder, people.tenantId, id))).toEqual(['2']);
  });
});

describe('UC-5.2d, PF-10: both services killed with -9 while gas is asked of the gas company', () => {
  const applicationOf = async (deal: Json): Promise<Json> => (await sql(BROKERAGE, 'SELECT id, status, reason FROM utility_application WHERE deal_id = $1', [deal.id]))[0];
  const transfersOf = (application: Json): Promise<Json[]> => sql(CARE, 'SELECT status, history FROM account_transfer WHERE tenant_id = $1 AND partner_request_id = $2', [people.gasId, application.id]);
  const inTheLog = (type: string, requestId: string): Promise<Json[]> => sql(LOG, `SELECT * FROM log_record WHERE type = $1 AND payload::json ->> 'requestId' = $2`, [type, requestId]);
  const acknowledged = async (deal: Json): Promise<boolean> => (await applicationOf(deal))?.status === 'acknowledged';

  test('each request makes one transfer there, and each is acknowledged here', async () => {
    people.repeated = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const deals: Json[] = [];
      for (let n = 0; n < REQUESTS; n += 1) deals.push(await people.deal());
      const asking = deals.map((deal) => people.requestGas(deal));
      await Promise.race(asking);
      await Promise.all([stage.brokerage, stage.care].map(async (part) => {
        await sleep(Math.random() * 150);
        await restart(part);
      }));
      await Promise.all(asking);
      for (const deal of deals) await until('acknowledged', () => acknowledged(deal));
    }
    await settled();
    const [asked, made] = [await sql(BROKERAGE, 'SELECT id FROM utility_application ORDER BY id'), await sql(CARE, 'SELECT partner_request_id AS id FROM account_transfer ORDER BY 1')];
    expect(asked).toHaveLength(ROUNDS * REQUESTS);
    expect(made).toEqual(asked);
  });

  test('the same request delivered three times, once as a new event, makes one transfer', async () => {
    const deal = await people.deal();
    await people.requestGas(deal);
    await until('acknowledged', () => acknowledged(deal));
    const application = await applicationOf(deal);
    const [sent] = await inTheLog(REQUESTED, application.id);
    const message = { topic: sent.topic, shard: sent.partition, key: sent.key, type: sent.type, at: sent.at, tenantId: sent.tenant_id, sandbox: sent.sandbox, traceparent: sent.traceparent, payload: sent.payload };
    const log = new EmbeddedBroker(stage.logUrl, pino({ level: 'silent' }));
    try {
      for (const eventId of [sent.event_id, sent.event_id, randomUUID()]) await log.publish([{ ...message, eventId }]);
    } finally {
      await log.close();
    }
    await settled();
    expect(await transfersOf(application)).toHaveLength(1);
    expect(await applicationOf(deal)).toMatchObject({ status: 'acknowledged' });
  });

  test('PB-4.6 an answer of the gas company and the last copy of a report, of one deal and in one batch, are both applied', async () => {
    const deal = await people.deal();
    const receipt = await people.receive(deal, '500.00');
    await people.insist('agent', 'receipts/report', { receiptIds: [receipt.id] });
    await stage.care.kill();
    await people.requestGas(deal);
    const application = await applicationOf(deal);
    await until('the request is in the log', async () => (await inTheLog(REQUESTED, application.id)).length);
    await stage.brokerage.kill();
    await stage.care.start();
    await until('the answer is in the log', async () => (await inTheLog('utility-care.transfer.answered.v1', application.id)).length);
    const [message] = await sql(BROKERAGE, `SELECT id, owed FROM deal_message WHERE subject_id = $1`, [receipt.id]);
    await people.publish(people.tenantId, message.owed.filter((o: Json) => o.result === null).map(({ key, channel }: Json) => make(MessageSettled, {
      messageId: message.id, version: 1, context: 'property-brokerage', recipient: key, channel, result: 'accepted', levelsUp: 0, providerId: null, reason: null, at: new Date().toISOString(),
    })));
    // Both wait: the first fetch brings them together.
    for (const topic of ['notification.message', 'utility-care.transfer']) expect([topic, await waiting('property-brokerage', topic)]).not.toEqual([topic, 0]);
    await stage.brokerage.start();
    await until('both applied', async () => (await acknowledged(deal)) && (await count(BROKERAGE, 'receipt WHERE id = $1 AND complete_at IS NOT NULL', [receipt.id])) === 1);
    await settled();
  });

  test('an agreement that ends in between stops what runs, with the reason on both sides', async () => {
    const [known, underWay] = [await people.deal(), await people.deal()];
    await people.requestGas(known);
    await until('acknowledged', () => acknowledged(known));
    await stage.care.kill();
    await people.requestGas(underWay);
    const late = await applicationOf(underWay);
    await until('the request is in the log', async () => (await inTheLog(REQUESTED, late.id)).length);
    await people.agree(2, 'ended');
    await restart(stage.brokerage);
    const stopped = { status: 'stopped', reason: '与海州燃气的合作协议已终止：合作到期' };
    for (const deal of [known, underWay]) await until('stopped', async () => (await applicationOf(deal)).status === 'stopped');
    await stage.care.start();
    await settled();
    for (const deal of [known, underWay]) {
      expect(await applicationOf(deal)).toMatchObject(stopped);
      expect((await people.get('specialist', `deals/${deal.id}/steps`)).steps.find((s: Json) => s.utility === 'gas')).toMatchObject({ state: 'rejected', reason: stopped.reason });
    }
    const told = expect.objectContaining({ text: '与江州置业的合作协议已终止，进度不再告知对方：合作到期' });
    expect((await transfersOf(await applicationOf(known))).map((t) => t.history)).toEqual([expect.arrayContaining([told])]);
    // What was under way came in before the end or not at all.
    for (const { history } of await transfersOf(late)) expect(history).toEqual(expect.arrayContaining([told]));
  });
});
