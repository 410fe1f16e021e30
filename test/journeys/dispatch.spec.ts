import { openCase } from './arrange.mjs';
import { journey, openWorld, settled } from './world.ts';

const world = openWorld();
const network = { kind: 'repair', faultScope: 'network', symptom: 'yd', description: '压力不足' };

journey(world, 'UC-10a: the board refuses whoever lacks the qualification, names the rule and who may go instead', async () => {
  const found = await openCase(await world.api('east', 'callTaker'), world.stage.homesOf('dispatch')[0]!, network);
  const page = await world.enter('east', 'dispatcher', { at: '/board' });
  await page.locator(`#order-${found.workOrder.id}`).click();
  const people = page.getByRole('region', { name: '人员与工单' });
  const apprentice = people.getByRole('listitem').filter({ hasText: '吴志远' });
  await apprentice.waitFor();
  await page.locator('.queued.on').dragTo(apprentice);
  const denial = people.getByRole('alert');
  await denial.filter({ hasText: '不能派给吴志远' }).filter({ hasText: 'UC-10a' }).filter({ hasText: '有资格：' }).waitFor();
  // The rules decide at the server, too.
  const dispatcher = await world.api('east', 'dispatcher');
  const refusal = await dispatcher.refused(422, 'POST', `/v1/utility-care/work-orders/${found.workOrder.id}/assign`, { userId: world.stage.east.people.unqualified!.id });
  expect(refusal.clause).toBe('UC-10a');
  await page.keyboard.press('Escape');
  await denial.waitFor({ state: 'hidden' });
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
  const inside = await openCase(taker, first!, { kind: 'repair', faultScope: 'equipment', symptom: 'dh', description: '打不着火' });
  const outside = await openCase(taker, second!, network);
  const page = await world.enter('east', 'dispatcher', { at: '/cases?assignee=none' });
  for (const { number } of [inside, outside]) await page.getByRole('row').filter({ hasText: number.slice(-4) }).getByRole('checkbox').check();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: '把 2 条派给谁' });
  await dialog.getByRole('combobox').fill('陆小军');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: '派工' }).click();
  await dialog.getByText('派了 1 条，1 条没派。').waitFor();
  await dialog.getByRole('listitem').filter({ hasText: outside.number.slice(-4) }).filter({ hasText: '不能派给陆小军' }).getByText('UC-10a').waitFor();
});
