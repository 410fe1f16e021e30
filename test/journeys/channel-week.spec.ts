import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { eventually } from './arrange.mjs';
import { shellIsKept } from './in-page.mjs';
import { expectRoomForThumbs, journey, openWorld, PHONE, PICTURES, settled } from './world.ts';

const world = openWorld();
const OC = '/v1/outstation-channel';
const HERE = { latitude: 31.3046, longitude: 120.6212, accuracy: 12 };
const phone = { viewport: PHONE, hasTouch: true, isMobile: true, deviceScaleFactor: 2, geolocation: HERE, permissions: ['geolocation'] };
const dialog = (page: Page) => page.getByRole('dialog');
const inDialog = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true });
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const plus = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();
/** A day of the week that is written about: on a Monday the one before. */
const written = (): string => (weekday(today()) === 1 ? plus(today(), -1) : today());
const row = (page: Page, text: string) => page.locator('.rows > li').filter({ hasText: text });

journey(world, 'OC-3.1.3: the weekly report comes filled from the records, is not submitted without the plan, and is guided by the engineer', async () => {
  const { units, people } = world.stage.device;
  const [manager, account] = [await world.api('device', 'manager'), await world.api('device', 'account')];
  const handed = await manager.send('PUT', `${OC}/station-supervisions/${units['station2']}`, { body: { userId: people['account']!.id, since: written() } });
  expect(handed.status).toBe(200);
  await account.post(`${OC}/station-records`, { stationUnitId: units['station2'], kind: 'settlement_talk', heldOn: written(), text: '十一月劳务费对过账，无异议' });

  const page = await world.enter('device', 'account', { at: '/weekly-reports' });
  await settled(page);
  await page.getByRole('button', { name: '写周报' }).click();
  await inDialog(page, '写周报').click();
  await row(page, '授权站').getByText('十一月劳务费对过账，无异议').waitFor();
  await page.getByText(/还差：.*下周计划 工作安排/).waitFor();
  expect(await page.getByRole('button', { name: '提交周报' }).count()).toBe(0);
  for (const [part, words] of [['运营商', null], ['突发事件', null], ['其他', '陪同总部暗访'], ['工作安排', '周三到东城站培训']] as const) {
    const line = row(page, part).first();
    // What the records filled needs no words.
    if (await line.getByText('还没写').count() === 0) continue;
    await line.getByRole('button', { name: '填写' }).click();
    if (words) await dialog(page).getByLabel(part).fill(words);
    else await dialog(page).getByRole('checkbox', { name: '无' }).check();
    await inDialog(page, '填写').click();
    await dialog(page).waitFor({ state: 'detached' });
  }
  await page.getByRole('button', { name: '提交周报' }).click();
  await dialog(page).getByText('抄送渠道经理').waitFor();
  await inDialog(page, '提交周报').click();
  await page.getByText('已提交').first().waitFor();

  const desk = await world.enter('device', 'engineer', { at: '/weekly-reports?view=unread' });
  await settled(desk);
  await desk.locator('.split-row').filter({ hasText: '李强' }).first().click();
  await desk.getByText('周三到东城站培训').waitFor();
  // The hours of guidance run, and say why this time.
  await desk.locator('.clock-card').filter({ hasText: '周报阅示指导' }).click();
  await desk.getByText(/连续数 48 小时/).first().waitFor();
  await desk.keyboard.press('Escape');
  await desk.getByRole('button', { name: '阅示指导', exact: true }).click();
  await dialog(desk).getByLabel('指导意见').fill('先补主板再培训');
  await inDialog(desk, '阅示指导').click();
  const monday = plus(written(), -((weekday(written()) + 6) % 7));
  const guided = await eventually('the report is guided', async () => (await account.get(`${OC}/weekly-reports?status=accepted&from=${monday}&to=${monday}`)).items.find(({ authorId }: { authorId: string }) => authorId === people['account']!.id));
  expect((await account.get(`${OC}/weekly-reports/${guided.id}`)).obligations.map(({ parameterKey, status }: { parameterKey: string; status: string }) => `${parameterKey} ${status}`)).toContain('oc.weekly.guideHours met');
});

journey(world, 'OC-3.1.2a, OC-3.1.4b, R5: a ping is answered on the phone, which says when it needs a connection; evidence of the trip is kept without one', async () => {
  const [engineer, account] = [await world.api('device', 'engineer'), await world.api('device', 'account')];
  const { items: staff } = await engineer.get(`${OC}/staff`);
  const call = await engineer.post(`${OC}/reach-calls`, { staffId: staff.find(({ name }: { name: string }) => name === '李强').id, kind: 'ping', message: '江州联通来电催件' });
  const wire = await world.wire();
  const page = await world.enter('device', 'account', { ...phone, wire, at: '/' });
  // Whoever is posted lands on their day.
  await page.waitForURL('**/outstation-day');
  await settled(page);
  await expectRoomForThumbs(page);
  await page.screenshot({ path: join(PICTURES, 'outstation-day-390-light.png') });
  const waits = page.locator('.part li').filter({ hasText: '江州联通来电催件' });
  await waits.getByRole('button', { name: '应答' }).click();
  await dialog(page).getByLabel(/回话/).fill('已回电，明天送件');
  await inDialog(page, '应答').click();
  await waits.waitFor({ state: 'detached' });
  const { items } = await engineer.get(`${OC}/reach-calls`);
  expect(items.find(({ id }: { id: string }) => id === call.id)).toMatchObject({ status: 'answered', answer: '已回电，明天送件' });

  await eventually('the phone keeps its pages', () => page.evaluate(shellIsKept));
  await wire.cut(page);
  await page.getByText('没有信号：应答').waitFor();
  await page.locator('.part li').filter({ hasText: '西城授权站' }).filter({ hasText: '培训备件管理' }).getByRole('button', { name: '行程签到' }).click();
  await dialog(page).getByLabel('到了哪里、做了什么').fill('盘点备用机 14 台');
  await inDialog(page, '行程签到').click();
  await page.getByText('没有信号，1 条已存在手机上').waitFor();
  await page.reload();
  await page.getByText('1 条待传').waitFor();
  await wire.mend(page);
  const kept = await eventually('the evidence is there', async () => {
    const { items: trips } = await account.get(`${OC}/trips?mine=true&status=approved`);
    return trips.flatMap(({ evidence }: { evidence: { text: string; latitude: number | null; accuracyM: number }[] }) => evidence).find(({ text }: { text: string }) => text === '盘点备用机 14 台');
  });
  expect([kept.latitude, kept.accuracyM, kept.countedAt]).toEqual([HERE.latitude, HERE.accuracy, kept.occurredAt]);
  await page.getByText('1 条待传').waitFor({ state: 'detached' });
});

journey(world, 'OC-3.1.4a, OC-3.1.4b: headquarters approve a trip; a line outside it is refused with its reason and clause, the other is paid', async () => {
  const [first, second] = [`${today().slice(0, 7)}-01`, `${today().slice(0, 7)}-02`];
  const outside = today() === first ? second : first;
  const page = await world.enter('device', 'technician', { at: '/trips' });
  await settled(page);
  await page.getByRole('button', { name: '申请差旅' }).click();
  await dialog(page).getByLabel('目的地').fill('庆城授权站');
  await dialog(page).getByLabel('事由').fill('检修 C118 主板');
  await dialog(page).getByLabel('返回').fill(today());
  await inDialog(page, '申请差旅').click();
  await page.locator('.split-row').filter({ hasText: '庆城授权站' }).waitFor();

  const boss = await world.enter('device', 'headquarters', { at: '/trips?view=asked' });
  await settled(boss);
  await boss.locator('.split-row').filter({ hasText: '庆城授权站' }).click();
  await boss.getByRole('button', { name: '批准', exact: true }).click();
  await inDialog(boss, '批准').click();
  await boss.locator('.split-row').filter({ hasText: '庆城授权站' }).waitFor({ state: 'detached' });

  await page.goto('/travel-claims');
  await settled(page);
  await page.getByRole('button', { name: '填单据' }).click();
  await dialog(page).getByRole('radio').last().click();
  const trip = await dialog(page).getByLabel('差旅 1').locator('option').filter({ hasText: '庆城授权站' }).getAttribute('value');
  await dialog(page).getByRole('button', { name: '加一行单据明细' }).click();
  for (const [n, day, amount] of [[1, today(), '120.00'], [2, outside, '55.50']] as const) {
    await dialog(page).getByLabel(`日期 ${n}`).fill(day);
    await dialog(page).getByLabel(`类别 ${n}`).selectOption('fare');
    await dialog(page).getByLabel(`说明 ${n}`).fill(`车票 ${n}`);
    await dialog(page).getByLabel(`金额 ${n}`).fill(amount);
    await dialog(page).getByLabel(`差旅 ${n}`).selectOption(trip!);
  }
  await inDialog(page, '填单据').click();
  await page.getByRole('button', { name: '寄出单据' }).click();
  await inDialog(page, '寄出单据').click();
  const refused = row(page, '车票 2');
  await refused.getByText(/不付：.*不含这一天/).waitFor();
  await refused.getByText('OC-3.1.4b').waitFor();
  await page.screenshot({ path: join(PICTURES, 'travel-claim-1440-light.png') });

  const desk = await world.enter('device', 'assistant', { at: '/travel-claims?view=posted' });
  await settled(desk);
  await desk.locator('.split-row').filter({ hasText: '孙涛' }).click();
  await desk.getByRole('button', { name: '登记收到' }).click();
  await desk.locator('.split-row').filter({ hasText: '孙涛' }).waitFor({ state: 'detached' });
  await desk.goto('/travel-claims?view=received');
  await desk.locator('.split-row').filter({ hasText: '孙涛' }).click();
  await desk.getByRole('button', { name: '结算单据' }).click();
  await inDialog(desk, '结算单据').click();
  const { items } = await eventually('the claim is paid', async () => {
    const answer = await (await world.api('device', 'technician')).get(`${OC}/travel-claims?mine=true&status=settled`);
    return answer.items.length > 0 && answer;
  });
  expect(items[0].paid).toBe('120.00');
});
