// Opening a period: the morning on which a week and a month begin for everybody's duties at once.
import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '../../infra/local/databases.mjs';
import { row } from './row.mjs';
import { openStage } from './stage.mjs';

const DATABASE = 'outstation_channel';
const STAFF = 20;
/** A Monday and the first of its month, half a minute after midnight in Shanghai. */
const MORNING = Date.parse('2026-06-01T00:00:30+08:00');

// Sandboxes, so that the morning is theirs whatever day it is here: each owes a weekly report and a monthly check by each of its staff.
const SEED = [
  `INSERT INTO directory_tenant SELECT t, t, '企业' || n, 'company', NULL, ARRAY[t], true, NULL, $2, 'Asia/Shanghai', ARRAY['outstation-channel'], 'active', 1 FROM (SELECT n, gen_random_uuid() AS t FROM generate_series(1, $1::int) n) x`,
  `INSERT INTO directory_adoption SELECT id, gen_random_uuid(), 'outstation-channel', '2020', '2020-01-01', '2020-01-01', NULL, NULL, 1 FROM directory_tenant`,
  `INSERT INTO recurring_duty SELECT t.id, gen_random_uuid(), 1, d.clause, d.parameter, '', d.cadence, NULL, d.by, d.due, d.partial, 'posting', gen_random_uuid(), 'PZ' || n, '外派人员' || n, NULL, gen_random_uuid(), gen_random_uuid(),
    '2026-01-01', NULL, '2026-06-01', '2026-06-01T00:00:00+08:00', 0
    FROM directory_tenant t, generate_series(1, $1::int) n, (VALUES ('OC-3.1.3', 'oc.weekly.weekday', 'week', NULL, 'after', true), ('OC-3.1.2b', 'oc.station.check.everyMonths', 'months', 'oc.station.check.everyMonths', 'within', false)) d(clause, parameter, cadence, by, due, partial)`,
];

/** All weekly and monthly duties of 10 000 tenants; the process is killed on the way and begun again, and once more when nothing is left. */
export async function recurringBench({ fast, note }) {
  const tenants = fast ? 500 : 10_000;
  const stage = await openStage();
  try {
    const schema = await stage.service('outstation-channel', { WORK: 'http' });
    await schema.stop();
    return await withClient(stage.postgres.url(DATABASE), (client) => measured({ stage, client, tenants, fast, note }));
  } finally {
    await stage.close();
  }
}

async function measured({ stage, client, tenants, fast, note }) {
  // By one connection: to open one costs as much as a hundred questions.
  const ask = async (text, values = []) => (await client.query(text, values)).rows;
  note(`seeding ${tenants} tenants`);
  await ask(SEED[0], [tenants, Math.round(MORNING - Date.now())]);
  await ask(SEED[1]);
  await ask(SEED[2], [STAFF]);
  await ask('VACUUM ANALYZE');
  const left = async () => Number((await ask(`SELECT count(*) FROM recurring_duty WHERE next_opens_at <= '2026-06-01T00:00:00+08:00'`))[0].count);
  const opened = async () => (await ask('SELECT count(*)::int AS obligations, (SELECT count(*)::int FROM outbox) AS events FROM obligation'))[0];
  const total = tenants * STAFF * 2;
  // Asked of the sequence, which answers at once: a count of the rows four times a second would take a fifth of what is measured.
  const written = async () => Number((await ask('SELECT last_value FROM outbox_id_seq'))[0].last_value);
  const run = async (until) => {
    const opener = await stage.service('outstation-channel', { WORK: 'sweep' });
    const from = performance.now();
    while ((await written()) < until) await sleep(100);
    while (until === total && (await left())) await sleep(100);
    const seconds = (performance.now() - from) / 1_000;
    process.kill(opener.pid, 'SIGKILL');
    return seconds;
  };
  note('opening');
  const seconds = (await run(total / 2)) + (await run(total));
  const { obligations, events } = await opened();
  const again = await stage.service('outstation-channel', { WORK: 'sweep' });
  await sleep(3_000);
  await again.stop();
  const after = await opened();
  return [
    row(`opening a period for ${tenants} tenants x ${STAFF} staff`, seconds, 's', { most: fast ? 5 : 60 }, `${obligations} obligations and ${events} events, ${Math.round(obligations / seconds)}/s; killed half-way and begun again`),
    row('obligations beside one for each duty and period', Math.abs(obligations - total) + Math.abs(events - total), 'rows', { most: 0 }, `${total} owed`),
    row('a second run adds', after.obligations - obligations, 'rows', { most: 0 }),
  ];
}
