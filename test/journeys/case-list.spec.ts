import type { Page } from 'playwright-core';
import { eventually, openCase } from './arrange.mjs';
import { journey, openWorld } from './world.ts';

const world = openWorld();
const HOUR = 3_600_000;

/** Waits until the rows are these, in this order; the numbers are written short in the current year. */
async function expectRows(page: Page, rows: { number: string }[]): Promise<void> {
  const links = page.getByRole('table', { name: '受理单' }).locator('tbody tr td:nth-child(2) a');
  const wanted = rows.map(({ number }) => number.replace(/^SL\d{4}/, 'SL')).join(' ');
  await eventually(`the rows ${wanted}`, async () => (await links.allTextContents()).join(' ') === wanted);
}

journey(world, 'a view is an address: filters made by hand survive a reload and show a colleague the same rows', async () => {
  const taker = await world.api('east', 'callTaker');
  const [near, far] = world.stage.homesOf('cases');
  await openCase(taker, near!, { kind: 'complaint', symptom: 'td', description: '态度生硬' });
  await openCase(taker, far!, { kind: 'complaint', symptom: 'sf', description: '收费有误' });
  const page = await world.enter('east', 'dispatcher', { at: '/cases' });
  await page.getByRole('button', { name: '加条件' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '投诉' }).click();
  await page.waitForURL('**/cases?kind=complaint');
  const rows = (await taker.get('/v1/utility-care/cases?kind=complaint&sort=dueAt')).items;
  expect(rows.length).toBeGreaterThanOrEqual(2);
  await expectRows(page, rows);
  await page.reload();
  await expectRows(page, rows);

  const colleague = await world.enter('east', 'supervisor', { at: page.url() });
  await expectRows(colleague, rows);

  await page.getByRole('button', { name: '存为视图' }).click();
  await page.getByLabel('视图名字').fill('投诉专看');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '全部未结' }).click();
  await page.waitForURL('**/cases');
  await page.getByRole('button', { name: '投诉专看' }).click();
  await page.waitForURL('**/cases?kind=complaint');
});

journey(world, 'UC-7.3a: a clock goes from 剩 to 临近 to 超时 with time alone, without a reload or another answer of the server', async () => {
  const home = world.stage.homesOf('cases')[2]!;
  const found = await openCase(await world.api('east', 'callTaker'), home, { kind: 'repair', faultScope: 'network', symptom: 'lg', description: '立管锈蚀' });
  const page = await world.enter('east', 'dispatcher', { at: `/cases?q=${found.number}`, before: (fresh) => fresh.clock.install() });
  const chip = page.getByRole('table', { name: '受理单' }).locator('.clock-chip');
  await chip.filter({ hasText: /^剩 (5 时 59 分|6 时)$/ }).waitFor();
  let answers = 0;
  page.on('response', () => { answers += 1; });
  // The first reminder is due after four fifths of six hours.
  await page.clock.fastForward(5 * HOUR);
  await chip.filter({ hasText: /^临近，剩 (59 分|1 时)/ }).waitFor();
  await page.clock.fastForward(HOUR + 60_000);
  await chip.filter({ hasText: /^超时 [12] 分/ }).waitFor();
  expect(answers).toBe(0);
  expect(found.obligations.find((each: { clauseId: string }) => each.clauseId === 'UC-7.3a').status).toBe('open');
});

journey(world, 'a list is walked and opened by keys, and a condition that fits nothing says which way out there is', async () => {
  const rows = (await (await world.api('east', 'dispatcher')).get('/v1/utility-care/cases?sort=dueAt')).items;
  const page = await world.enter('east', 'dispatcher', { at: '/cases' });
  await expectRows(page, rows);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/cases/${rows[0].id}`);
  await page.goBack();
  await expectRows(page, rows);
  await page.keyboard.press('/');
  await page.keyboard.type('没有这样的地址');
  await page.getByRole('heading', { name: '没有同时满足 1 个条件的受理单' }).waitFor();
  await page.getByRole('main').getByRole('button', { name: '清空' }).last().click();
  await expectRows(page, rows);
});
