import type { Locator, Page } from 'playwright-core';
import { openCase } from './arrange.mjs';
import { sidewaysBy } from './in-page.mjs';
import { focusIn, journey, openWorld, PHONE, settled } from './world.ts';

const world = openWorld();
const network = { kind: 'repair', faultScope: 'network', symptom: 'yd', description: '压力不足' };

const indoor = { kind: 'repair', faultScope: 'equipment', symptom: 'dh', description: '打不着火' };
const rowOf = (page: Page, name: string) => page.getByRole('region', { name: '人员与工单' }).getByRole('listitem').filter({ has: page.locator('.who', { hasText: name }) });

/** Takes the order in the hand and holds it over the person's row, beside the name: the hours may have been scrolled, and in the evening they are. */
async function hold(page: Page, card: Locator, over: Locator): Promise<void> {
  const [from, to] = [await card.boundingBox(), await over.locator('.who').boundingBox()];
  await page.mouse.move(from!.x + 40, from!.y + 12);
  await page.mouse.down();
  await page.mouse.move(to!.x + to!.width + 60, to!.y + to!.height / 2, { steps: 4 });
}

journey(world, 'UC-10a: who lacks the qualification is refused while the order is still in the hand, with the rule and who may go instead', async () => {
  const found = await openCase(await world.api('east', 'callTaker'), world.stage.homesOf('dispatch')[0]!, network);
  const page = await world.enter('east', 'dispatcher', { at: '/board' });
  const card = page.locator(`#order-${found.workOrder.id}`);
  const apprentice = rowOf(page, '吴志远');
  await Promise.all([card.waitFor(), apprentice.waitFor()]);
  await hold(page, card, apprentice);
  const denial = apprentice.getByRole('alert');
  await denial.filter({ hasText: '不能派给吴志远' }).filter({ hasText: '缺管网检修上岗资格' }).filter({ hasText: 'UC-10a' }).filter({ hasText: '有资格：' }).waitFor();
  await page.mouse.up();
  await denial.waitFor();
  // Nothing was sent, and the rules decide at the server, too.
  const dispatcher = await world.api('east', 'dispatcher');
  expect((await dispatcher.get(`/v1/utility-care/work-orders/${found.workOrder.id}`)).status).toBe('queued');
  const refusal = await dispatcher.refused(422, 'POST', `/v1/utility-care/work-orders/${found.workOrder.id}/assign`, { userId: world.stage.east.people.unqualified!.id });
  expect(refusal.clause).toBe('UC-10a');
  await page.keyboard.press('Escape');
  await denial.waitFor({ state: 'hidden' });
});

journey(world, 'an order is carried to a person with the mouse, and on to another; Escape leaves it where it was', async () => {
  const found = await openCase(await world.api('east', 'callTaker'), world.stage.homesOf('dispatch')[4]!, { ...network, description: '调压箱有声响' });
  const page = await world.enter('east', 'dispatcher', { at: '/board' });
  const card = page.locator(`#order-${found.workOrder.id}`);
  const [technician, rescuer] = [rowOf(page, '马晓东'), rowOf(page, '张海峰')];
  await Promise.all([card.waitFor(), technician.waitFor()]);
  await hold(page, card, technician);
  await page.locator('.in-hand').getByText('压力不足').waitFor();
  await technician.locator('.ghost').waitFor();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await page.locator('.in-hand, .people-row.aimed').count()).toBe(0);

  await hold(page, card, technician);
  await page.mouse.up();
  await card.waitFor({ state: 'detached' });
  const block = (row: Locator) => row.locator(`a[href="/cases/${found.id}"]`);
  await block(technician).waitFor();
  await hold(page, block(technician), rescuer);
  await page.mouse.up();
  await block(rescuer).waitFor();
  expect(await block(technician).count()).toBe(0);
  // The release of what was carried is no click on it.
  expect(new URL(page.url()).pathname).toBe('/board');
});

journey(world, 'the keys go where the mouse goes: any person, and the refusal before it is sent', async () => {
  const found = await openCase(await world.api('east', 'callTaker'), world.stage.homesOf('dispatch')[5]!, network);
  const page = await world.enter('east', 'dispatcher', { at: '/board' });
  const card = page.locator(`#order-${found.workOrder.id}`);
  await card.click();
  await page.locator('.suggested button').first().waitFor();
  await page.keyboard.press('ArrowRight');
  await focusIn(page, '.people-row.aimed');
  const walkTo = async (name: string) => {
    for (const key of [...Array(8).fill('ArrowUp'), ...Array(8).fill('ArrowDown')]) {
      if (await page.locator('.people-row.aimed', { has: page.locator('.who', { hasText: name }) }).count()) return;
      await page.keyboard.press(key);
    }
    throw new Error(`the keys do not reach ${name}`);
  };
  await walkTo('吴志远');
  await rowOf(page, '吴志远').getByRole('alert').filter({ hasText: 'UC-10a' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await focusIn(page, `#order-${found.workOrder.id}`);
  expect(await page.getByRole('alert').filter({ hasText: '不能派给' }).count()).toBe(0);
  await page.keyboard.press('ArrowRight');
  await walkTo('张海峰');
  await page.keyboard.press('Enter');
  await rowOf(page, '张海峰').locator(`a[href="/cases/${found.id}"]`).waitFor();
  await page.keyboard.press('u');
  await card.waitFor();
});

journey(world, 'UC-7.4: two visits agreed for the same hours stand at their time of tomorrow and are shown as a clash; filters are in the address', async () => {
  const [taker, dispatcher] = await Promise.all([world.api('east', 'callTaker'), world.api('east', 'dispatcher')]);
  const tomorrow = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);
  for (const [n, from, to] of [[6, '10:00', '12:00'], [7, '11:00', '13:00']] as const) {
    const found = await openCase(taker, world.stage.homesOf('dispatch')[n]!, indoor);
    await taker.post(`/v1/utility-care/cases/${found.id}/agree-window`, { from: `${tomorrow}T${from}:00+08:00`, to: `${tomorrow}T${to}:00+08:00`, agreedBy: '户主', channel: 'phone' });
    await dispatcher.post(`/v1/utility-care/work-orders/${found.workOrder.id}/assign`, { userId: world.stage.east.people.technician2!.id });
  }
  const page = await world.enter('east', 'dispatcher', { at: '/board' });
  await page.getByRole('radio', { name: '明天' }).click();
  await page.waitForURL(/day=tomorrow/);
  const row = rowOf(page, '陆小军');
  await row.getByText('时间冲突').waitFor();
  const blocks = row.locator('.block:not(.ghost)');
  expect(await blocks.count()).toBe(2);
  expect(await blocks.nth(0).getAttribute('style')).toContain('left: 20%');
  expect(await row.getByLabel('和“打不着火”同时').count()).toBe(2);
  expect(await page.locator('.scale .now').count()).toBe(0);

  await page.getByRole('combobox', { name: '资格' }).selectOption('network_repair');
  await row.waitFor({ state: 'detached' });
  await page.reload();
  await rowOf(page, '马晓东').waitFor();
  expect(await row.count()).toBe(0);
  expect(await page.getByRole('combobox', { name: '资格' }).inputValue()).toBe('network_repair');
});

journey(world, 'on a phone the board is a list: nothing hangs over the edge, and a tap gives the order', async () => {
  const found = await openCase(await world.api('east', 'callTaker'), world.stage.homesOf('dispatch')[8]!, network);
  const page = await world.enter('east', 'dispatcher', { at: '/board', viewport: PHONE, isMobile: true, hasTouch: true });
  const card = page.locator(`#order-${found.workOrder.id}`);
  await card.tap();
  const suggested = page.locator('.queued.on .suggested button').first();
  await suggested.waitFor();
  expect(await page.evaluate(sidewaysBy)).toBe(0);
  expect((await suggested.boundingBox())!.height).toBeGreaterThanOrEqual(44);
  await suggested.tap();
  await card.waitFor({ state: 'detached' });
  await page.getByRole('region', { name: '人员与工单' }).locator(`a[href="/cases/${found.id}"]`).getByText(/^已派 今天/).waitFor();
});

journey(world, 'UC-7.3: an order is given by a key, the second dispatcher sees it at once, and it can be taken back', async () => {
  const found = await openCase(await world.api('east', 'callTaker'), world.stage.homesOf('dispatch')[1]!, network);
  const [page, second] = await Promise.all([world.enter('east', 'dispatcher', { at: '/board' }), world.enter('east', 'supervisor', { at: '/board' })]);
  const waits = second.locator(`#order-${found.workOrder.id}`);
  await Promise.all([settled(page), waits.waitFor()]);
  await page.locator(`#order-${found.workOrder.id}`).click();
  const suggested = page.locator('.suggested button').first();
  const name = (await suggested.locator('b').textContent())!;
  await page.keyboard.press('1');
  await page.getByText(`派给了${name}`).waitFor();
  await waits.waitFor({ state: 'detached' });
  await second.getByRole('region', { name: '人员与工单' }).getByRole('listitem').filter({ hasText: name }).getByText('压力不足').first().waitFor();

  await page.getByRole('button', { name: '撤回' }).click();
  await waits.waitFor();
});

journey(world, 'UC-10a: several orders are given at once; what the rules refuse is listed with its clause, the rest is done', async () => {
  const taker = await world.api('east', 'callTaker');
  const [, , first, second] = world.stage.homesOf('dispatch');
  const inside = await openCase(taker, first!, indoor);
  const outside = await openCase(taker, second!, network);
  const page = await world.enter('east', 'dispatcher', { at: '/cases?assignee=none' });
  for (const { number } of [inside, outside]) await page.getByRole('row').filter({ hasText: number.slice(-9) }).getByRole('checkbox').check();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: '把 2 条派给谁' });
  await dialog.getByRole('combobox').fill('陆小军');
  await page.locator('.ant-select-item-option-active', { hasText: '陆小军' }).waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: '派工' }).click();
  await dialog.getByText('派了 1 条，1 条没派。').waitFor();
  await dialog.getByRole('listitem').filter({ hasText: outside.number.slice(-9) }).filter({ hasText: '不能派给陆小军' }).getByText('UC-10a').waitFor();
});
