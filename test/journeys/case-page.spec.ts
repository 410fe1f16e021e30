import { openCase, people, work } from './arrange.mjs';
import { sidewaysBy } from './in-page.mjs';
import { focusIn, journey, openWorld, PHONE, settled } from './world.ts';

const world = openWorld();
const network = { kind: 'repair', faultScope: 'network', symptom: 'fj', description: '阀门井渗漏，井盖边有气味' };

journey(world, 'UC-7.3b: "why this date?" tells start, hours, clause and who set the number; closing it returns to the clock', async () => {
  const [home] = world.stage.homesOf('case');
  const found = await openCase(await world.api('east', 'callTaker'), home!, network);
  const page = await world.enter('east', 'callTaker', { at: `/cases/${found.id}` });
  const card = page.getByRole('button', { name: /UC-7\.3b/ });
  await card.focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('heading', { level: 2, name: /^为什么是.+？$/ }).waitFor();
  await drawer.getByText(/连续数 24 小时，夜间和假日照算/).waitFor();
  const said = await drawer.innerText();
  for (const part of ['起点', found.number.slice(-9), '本条款不能暂停', 'UC-7.3b', '原则上的规定', 'uc.fault.network.repairHours', '规程默认', '24 小时']) expect(said).toContain(part);
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
  await focusIn(page, '.clock-card');
  expect(await page.evaluate('document.activeElement.textContent')).toContain('UC-7.3b');
});

journey(world, 'the page of a case follows the work of others live, and keeps a note that was begun', async () => {
  const home = world.stage.homesOf('case')[1]!;
  const [taker, dispatcher, technician] = await Promise.all([world.api('east', 'callTaker'), world.api('east', 'dispatcher'), world.api('east', 'technician')]);
  const found = await openCase(taker, home, network);
  const page = await world.enter('east', 'callTaker', { at: `/cases/${found.id}` });
  await settled(page);
  await page.getByText('未派').first().waitFor();
  await page.keyboard.press('n');
  await page.keyboard.type('用户说下午在家');
  await dispatcher.post(`/v1/utility-care/work-orders/${found.workOrder.id}/assign`, { userId: (await people(dispatcher)).get('0205') });
  await work(technician, found.workOrder, 'arrive');
  await page.getByRole('complementary', { name: '接下来' }).getByText('马晓东').first().waitFor();
  await page.locator('.entity').getByText('到场').first().waitFor();
  await page.reload();
  expect(await page.getByRole('textbox', { name: '备注' }).inputValue()).toBe('用户说下午在家');
  await page.getByRole('textbox', { name: '备注' }).press('Enter');
  await page.getByRole('main').getByText('用户说下午在家').waitFor();
});

journey(world, 'UC-7.3d: a major fault of the network gets its hours with its grading and with a change of side; what the server says about a field stands there', async () => {
  const home = world.stage.homesOf('case')[2]!;
  const [taker, supervisor] = await Promise.all([world.api('east', 'callTaker'), world.api('east', 'supervisor')]);
  const found = await openCase(taker, home, { kind: 'repair', faultScope: 'equipment', symptom: 'bz', description: '表后漏气，闻着很浓' });
  await supervisor.post(`/v1/utility-care/cases/${found.id}/grade`, { severity: 'major', reason: '楼道浓度超标' });
  const page = await world.enter('east', 'supervisor', { at: `/cases/${found.id}` });
  await settled(page);
  const entity = page.locator('.entity');
  expect(await entity.innerText()).toContain('等调度派工');
  expect(await entity.innerText()).not.toContain('责任人 —');
  await entity.getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: '改归属' }).click();
  const dialog = page.getByRole('dialog');
  const hours = dialog.getByRole('spinbutton', { name: '修复时限（小时）' });
  await dialog.getByRole('radio', { name: '用户设备' }).click();
  await dialog.getByRole('textbox', { name: '理由' }).fill('漏点在表前立管');
  expect(await hours.count()).toBe(0);
  await dialog.getByRole('button', { name: '改归属' }).click();
  await dialog.locator('.field', { hasText: '归属' }).getByText('归属没有变').waitFor();

  await dialog.getByRole('radio', { name: '管网' }).click();
  await dialog.getByText('还差：修复时限（小时）').waitFor();
  await hours.fill('12');
  await dialog.getByRole('button', { name: '改归属' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await entity.getByText('管网', { exact: true }).waitFor();
  const clocks = (await supervisor.get(`/v1/utility-care/cases/${found.id}`)).obligations.filter((clock: { clauseId: string; status: string }) => clock.clauseId === 'UC-7.3d' && clock.status === 'open');
  expect(clocks.length).toBeGreaterThan(0);
});

journey(world, 'on a phone what can be done lies under the thumb: one big action, the others with a word', async () => {
  const home = world.stage.homesOf('case')[3]!;
  const [taker, dispatcher] = await Promise.all([world.api('east', 'callTaker'), world.api('east', 'dispatcher')]);
  const found = await openCase(taker, home, network);
  const page = await world.enter('east', 'dispatcher', { at: `/cases/${found.id}`, viewport: PHONE, isMobile: true, hasTouch: true });
  await settled(page);
  const bar = page.getByRole('group', { name: '接下来' });
  const main = bar.getByRole('button', { name: '派工' });
  const [way, assign] = [await bar.getByRole('link', { name: '导航' }).boundingBox(), await main.boundingBox()];
  for (const box of [way!, assign!]) {
    expect(box.height).toBeGreaterThanOrEqual(52);
    expect(box.width).toBeGreaterThanOrEqual(52);
    expect(box.y + box.height).toBeLessThanOrEqual(PHONE.height);
  }
  expect(assign!.width).toBeGreaterThan(way!.width * 2);
  // The same deed stands once, and the menu leaves its place to the bar.
  expect(await page.getByRole('button', { name: '派工' }).count()).toBe(1);
  expect(await page.getByRole('navigation', { name: '主菜单' }).isVisible()).toBe(false);
  expect(await page.evaluate(sidewaysBy)).toBe(0);

  await main.tap();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /马晓东/ }).check();
  await dialog.getByRole('button', { name: '派工' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await bar.getByRole('button', { name: '改派' }).waitFor();
  await bar.getByText('等马晓东在现场的下一步。').waitFor();
  expect((await dispatcher.get(`/v1/utility-care/cases/${found.id}`)).workOrder.status).toBe('assigned');
});
