import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Workbooks } from '@luyue/reports';
import type { Page } from 'playwright-core';
import { eventually } from './arrange.mjs';
import { sidewaysBy } from './in-page.mjs';
import { DESKTOP, journey, openWorld, PHONE, PICTURES, settled } from './world.ts';

const world = openWorld();
const OC = '/v1/outstation-channel';
const HEADS = ['授权站编号', '工单号', '机型', '串号', '故障', '维修级别', '配件', '客户', '客户电话', '销售日期', '维修日期'];
const dialog = (page: Page) => page.getByRole('dialog');
const draw = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `${name}-${page.viewportSize()!.width}-light.png`) });
/** The month before last: nothing of it is furnished. */
const MONTH = (() => {
  const [year, month] = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7).split('-').map(Number);
  return new Date(Date.UTC(year!, month! - 3, 1)).toISOString().slice(0, 7);
})();
const inWords = `${MONTH.slice(0, 4)} 年 ${Number(MONTH.slice(5))} 月`;

async function sheetOf(rows: string[][]): Promise<Buffer> {
  const books = new Workbooks({} as never);
  const sheet = await buffer(books.writeTable(HEADS.map((label) => ({ key: label, label })), rows.map((cells) => Object.fromEntries(HEADS.map((head, at) => [head, cells[at] ?? null]))), { title: '维修工单', zone: 'Asia/Shanghai' }));
  await books.onApplicationShutdown();
  return sheet;
}

journey(world, 'OC-3.2.2a: a station types its orders on the phone, one after the other; an incomplete one says what it lacks', async () => {
  const page = await world.enter('device', 'stationUser2', { viewport: PHONE, hasTouch: true, isMobile: true, deviceScaleFactor: 2, at: '/repair-orders/new' });
  await settled(page);
  expect(await page.evaluate(sidewaysBy)).toBe(0);
  await page.getByLabel('工单号').fill('J0098');
  await page.getByLabel(/^维修日期/).fill(`${MONTH}-10`);
  await page.getByLabel(/^机型/).fill('C118');
  await page.getByLabel(/^串号/).fill('SN-J98');
  await page.getByLabel(/^故障/).fill('不开机');
  await page.getByRole('radio', { name: '小修' }).click();
  await page.getByRole('radio', { name: '没用配件' }).click();
  await page.locator('#field-customerName').fill('钱七');
  await page.locator('#field-customerPhone').fill('13800000077');
  await page.locator('#field-soldOn').fill('2025-03-01');
  await draw(page, 'order-entry');
  await page.getByRole('button', { name: '存下，录下一张' }).click();
  await page.getByText('工单 J0098 已存').waitFor();
  // The next form of the block: its number is there, the day too.
  await eventually('the next number stands there', async () => (await page.getByLabel('工单号').inputValue()) === 'J0099');
  await page.locator('#field-serial').fill('SN-J99');
  await page.getByRole('button', { name: '只存这一张' }).click();
  await page.waitForURL('**/repair-orders?id=*');
  await page.getByText('还缺：机型、故障、维修级别、配件、客户、客户电话、销售日期').waitFor();
  expect(await page.evaluate(sidewaysBy)).toBe(0);
});

journey(world, 'PF-6: a station finds its own pages in menu and palette, and nothing else', async () => {
  const page = await world.enter('device', 'stationUser2', { viewport: DESKTOP, at: '/stations' });
  // One station: its own record at once.
  await page.waitForURL(`**/stations/${world.stage.channel.station2}`);
  await settled(page);
  await draw(page, 'own-station');
  const places = await page.locator('nav.side a').evaluateAll((links) => links.map((link) => new URL((link as unknown as { href: string }).href).pathname));
  const own = ['/', '/inbox', '/stations', '/station-messages', '/repair-orders', '/station-settlements'];
  expect(places).toEqual(expect.arrayContaining(own));
  expect(places.filter((place) => !own.includes(place) && !['/approvals', '/spares', '/spare-loans', '/replacements', '/obligations'].includes(place))).toEqual([]);
  await page.keyboard.press('Control+k');
  await dialog(page).getByRole('combobox').fill('>');
  expect(await dialog(page).getByRole('option').count()).toBe(places.length);
  await page.keyboard.press('Escape');
  await page.goto('/fraud-cases');
  await page.getByText('您没有看这一页的权限').waitFor();
});

journey(world, 'OC-3.2.2a, OC-3.2.2b: a sheet with bad rows, the settlement of its month, a dispute that is drawn again, and a sign that opens a case', async () => {
  const station = await world.enter('device', 'stationUser2', { at: '/repair-orders/import' });
  await settled(station);
  const row = (number: string, more: string[] = []) => ['GS-002', number, 'C118', `SN-${number}`, '不开机', '小修', '无', '李四', '13800000078', '2025-03-01', `${MONTH}-15`].map((cell, at) => more[at] ?? cell);
  const sheet = await sheetOf([row('J0201'), row('J0202', ['GS-002', 'J0202', 'C118', 'SN-J0201', '反复重启', '中修', '电源板×1', '李四', '13800000078', '2025-03-01', `${MONTH}-20`]), row('J0203', ['GS-001']), row('J0204', ['GS-002', 'J0204', 'C118', 'SN', 'x', '巨修'])]);
  await station.getByLabel('维修工单的 Excel').setInputFiles({ name: '维修工单.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: sheet });
  await station.getByText('收下 2 张，共 4 行').waitFor();
  await station.getByText('是另一个站的工单').waitFor();
  await draw(station, 'order-import');
  const [kept] = await Promise.all([station.waitForEvent('download'), station.getByRole('button', { name: '下载退回的行' }).click()]);
  expect(kept.suggestedFilename()).toBe('未收工单.xlsx');

  const own = await world.api('device', 'stationUser2');
  const { units } = world.stage.device;
  const mailing = await own.post(`${OC}/order-mailings`, { stationId: units.station2, month: MONTH, mailedOn: `${MONTH}-28`, tracking: 'SF2001', leaveIncomplete: true });
  await (await world.api('device', 'assistant')).post(`${OC}/order-mailings/${mailing.id}/accept`);

  const desk = await world.enter('device', 'assistant', { at: '/station-settlements' });
  await settled(desk);
  await desk.getByRole('button', { name: '结算一个月' }).click();
  await dialog(desk).getByLabel('月份').selectOption(MONTH);
  await dialog(desk).getByRole('button', { name: '结算一个月' }).click();
  await desk.getByText(/1 张结算单/).waitFor();
  await desk.goto(`/station-settlements?month=${MONTH}`);
  await desk.getByRole('heading', { name: `西城授权站 ${inWords}` }).waitFor();
  // The device that came again within the days waits for its case.
  await desk.getByText('1 张工单有疑点，查清后再结算。').waitFor();

  await station.goto(`/station-settlements?month=${MONTH}`);
  await station.getByRole('button', { name: '提异议' }).click();
  await dialog(station).getByLabel('哪里不对').fill('J0202 是中修，应当结算');
  await dialog(station).getByRole('button', { name: '提异议' }).click();
  await station.getByText('站方异议：J0202 是中修，应当结算').waitFor();

  const engineer = await world.enter('device', 'engineer', { at: `/fraud-cases?kind=repeat_serial&stationId=${units.station2}` });
  await engineer.getByRole('heading', { name: '工单对照' }).waitFor();
  await settled(engineer);
  await draw(engineer, 'fraud-evidence');
  await engineer.getByRole('button', { name: '排除' }).click();
  await dialog(engineer).getByLabel('理由').fill('客户书面证实两次送修');
  await dialog(engineer).getByRole('button', { name: '排除' }).click();
  await engineer.getByText('没有发现异常工单').waitFor();

  await desk.reload();
  await desk.getByRole('button', { name: '重新出单' }).click();
  await dialog(desk).getByRole('button', { name: '重新出单' }).click();
  await desk.getByText(/第 2 次/).waitFor();
  await draw(desk, 'settlement');
  await station.reload();
  await station.getByRole('button', { name: '确认结算单' }).click();
  await dialog(station).getByRole('button', { name: '确认结算单' }).click();
  await station.locator('.tag', { hasText: '站方已确认' }).waitFor();
});
