import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { eventually, photo } from './arrange.mjs';
import { shellIsKept } from './in-page.mjs';
import { expectRoomForThumbs, journey, openWorld, PHONE, PICTURES, settled } from './world.ts';

const world = openWorld();
const DV = '/v1/distributor-visits';
/** Eighty metres from the first customer of the day. */
const HERE = { latitude: 31.3046, longitude: 120.6212, accuracy: 12 };
const phone = { viewport: PHONE, hasTouch: true, isMobile: true, deviceScaleFactor: 2, geolocation: HERE, permissions: ['geolocation'] };
const main = (page: Page, name: string) => page.locator('.thumb > button').and(page.getByRole('button', { name, exact: true }));
const dialog = (page: Page) => page.getByRole('dialog');
const stopOf = (page: Page, name: string) => page.locator('.job').filter({ hasText: name });

const visitsOf = async (customer: string) => (await (await world.api('maker', 'supervisor')).get(`${DV}/visits?customerId=${customer}`)).items;
const draw = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `${name}-390-light.png`) });

/** A name drawn with a finger. */
async function sign(page: Page): Promise<void> {
  const pad = (await dialog(page).locator('canvas').boundingBox())!;
  await page.mouse.move(pad.x + 40, pad.y + 60);
  await page.mouse.down();
  for (const [x, y] of [[90, 30], [140, 80], [200, 40]]) await page.mouse.move(pad.x + x!, pad.y + y!);
  await page.mouse.up();
  await dialog(page).getByRole('img', { name: /已签/ }).waitFor();
}

journey(world, 'DV-3, DV-5, R5: a visit of the plan on the phone, cut off after the check-in: what was written survives a reload and arrives whole', async () => {
  const wire = await world.wire();
  const page = await world.enter('maker', 'visitor', { ...phone, wire, at: '/' });
  // Whoever walks lands on their day.
  await page.waitForURL('**/visit-day');
  await settled(page);
  await expectRoomForThumbs(page);
  await draw(page, 'visit-day');
  await page.getByRole('button', { name: '看行程图' }).click();
  await page.locator('.way').waitFor();
  await draw(page, 'visit-day-way');
  await stopOf(page, '苏州恒源商贸').click();
  // What is open from last time comes first.
  expect(await page.locator('.part h3').first().textContent()).toBe('上次留下的事');
  await main(page, '到访签到').click();
  await dialog(page).getByText(/离客户 \d+ 米/).waitFor();
  await expectRoomForThumbs(page);
  await draw(page, 'visit-check-in');
  await dialog(page).getByRole('button', { name: '到访签到' }).click();
  await main(page, '离店').waitFor();
  await eventually('the check-in is sent', async () => (await visitsOf(world.stage.rounds.customer)).length === 1);
  await eventually('the phone keeps its pages', () => page.evaluate(shellIsKept));

  await wire.cut(page);
  await page.getByRole('button', { name: '进销存调查' }).click();
  await dialog(page).getByLabel('产品名称').fill('即热式热水器 R8');
  await dialog(page).getByRole('button', { name: '加产品' }).click();
  await dialog(page).getByLabel('即热式热水器 R8 库存 数量').fill('36');
  await expectRoomForThumbs(page);
  await page.reload();
  await page.getByRole('button', { name: '进销存调查' }).click();
  expect(await dialog(page).getByLabel('即热式热水器 R8 库存 数量').inputValue()).toBe('36');
  await draw(page, 'visit-survey');
  await dialog(page).getByRole('button', { name: '记下调查' }).click();
  await page.getByText('没有信号，1 条已存在手机上').waitFor();
  await page.getByRole('button', { name: '发放物品', exact: true }).click();
  await dialog(page).getByLabel('R8 宣传折页 数量').fill('30');
  await expectRoomForThumbs(page);
  await dialog(page).getByRole('button', { name: '记下发放物品' }).click();
  await page.getByRole('button', { name: '意见', exact: true }).click();
  await dialog(page).getByLabel('客户怎么说').fill('希望包装加护角');
  await dialog(page).locator('input[type=file]').setInputFiles({ name: 'box.png', mimeType: 'image/png', buffer: photo(21) });
  await dialog(page).getByRole('img', { name: '照片 1' }).waitFor();
  await expectRoomForThumbs(page);
  await dialog(page).getByRole('button', { name: '记下意见' }).click();
  await page.getByRole('button', { name: '签名', exact: true }).click();
  await sign(page);
  await draw(page, 'visit-signature');
  await dialog(page).getByRole('button', { name: '记下签名' }).click();
  await expectRoomForThumbs(page);
  await main(page, '离店').click();
  await dialog(page).getByLabel('效果', { exact: true }).fill('同意增订 50 台');
  await dialog(page).getByLabel(/^客户要求/).fill('包装加护角');
  await dialog(page).getByRole('button', { name: '离店' }).click();
  await page.getByRole('link', { name: '看下一家' }).waitFor();
  await draw(page, 'visit-done');

  await wire.mend(page);
  const [visit] = await eventually('the visit is whole', async () => {
    const rows = await visitsOf(world.stage.rounds.customer);
    return rows[0]?.status === 'ended' && rows;
  });
  await page.getByText('没有信号').waitFor({ state: 'hidden' });
  const { records, checkIn, effect, attachments } = await (await world.api('maker', 'supervisor')).get(`${DV}/visits/${visit.id}`);
  expect(records.map(({ kind, status }: { kind: string; status: string }) => `${kind} ${status}`)).toEqual(['check_in', 'survey', 'hand_out', 'opinion', 'signature', 'check_out'].map((kind) => `${kind} applied`));
  expect([effect, checkIn.source, attachments.length]).toEqual(['同意增订 50 台', 'occurred', 2]);
  expect(checkIn.distance).toBeLessThan(120);
});

journey(world, 'DV-5, R5: a visit outside the plan asks for its reason and begins without a connection', async () => {
  const wire = await world.wire();
  const page = await world.enter('maker', 'visitor', { ...phone, wire, at: '/visit-day' });
  await settled(page);
  await eventually('the phone keeps its pages', () => page.evaluate(shellIsKept));
  await wire.cut(page);
  await page.getByRole('button', { name: '计划外巡访' }).click();
  await dialog(page).getByLabel('哪家客户').fill('嘉兴');
  await dialog(page).getByRole('button', { name: /嘉兴海潮贸易/ }).click();
  const begin = dialog(page).getByRole('button', { name: '到访签到' });
  expect(await begin.isDisabled()).toBe(true);
  await dialog(page).getByLabel('为什么计划外').fill('客户来电，要当面谈退换');
  await begin.click();
  await main(page, '离店').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '嘉兴海潮贸易' }).waitFor();
  await main(page, '离店').waitFor();
  await wire.mend(page);
  const supervisor = await world.api('maker', 'supervisor');
  const rows = await eventually('the visit has begun', async () => {
    const { items } = await supervisor.get(`${DV}/visits?unplanned=1`);
    const own = items.filter(({ customerName }: { customerName: string }) => customerName === '嘉兴海潮贸易');
    return own.length > 0 && own;
  });
  expect(rows.map(({ unplannedReason }: { unplannedReason: string }) => unplannedReason)).toEqual(['客户来电，要当面谈退换']);
});

journey(world, 'two phones of one visitor fill the same visit: both are kept, mine stands beside theirs, and the visitor says which stands', async () => {
  const [one, two] = [await world.enter('maker', 'visitor', { ...phone, at: '/visit-day' }), await world.enter('maker', 'visitor', { ...phone, at: null })];
  await stopOf(one, '无锡百联家电').click();
  await main(one, '到访签到').click();
  await dialog(one).getByRole('button', { name: '到访签到' }).click();
  await main(one, '离店').waitFor();
  const { wuxi } = world.stage.rounds;
  await eventually('the check-in is sent', async () => (await visitsOf(wuxi)).length === 1);
  await two.goto(new URL(one.url()).pathname);
  for (const [page, name] of [[one, '钱多'], [two, '王店长']] as const) {
    await page.getByRole('button', { name: '签名', exact: true }).click();
    await dialog(page).getByLabel('签名人').fill(name);
    await dialog(page).getByRole('button', { name: '记下签名' }).click();
    if (page === one) await eventually('the first signature is there', async () => (await (await world.api('maker', 'supervisor')).get(`${DV}/visits/${(await visitsOf(wuxi))[0].id}`)).records.length === 2);
  }
  const clash = two.getByRole('alert').filter({ hasText: '“签名”和别人的不一样' });
  await clash.getByRole('cell', { name: '钱多' }).waitFor();
  expect(await clash.getByRole('cell').allTextContents()).toEqual(['王店长', '钱多']);
  await expectRoomForThumbs(two);
  await draw(two, 'visit-conflict');
  await clash.getByRole('button', { name: '用我的' }).click();
  await clash.waitFor({ state: 'detached' });
  const { records } = await (await world.api('maker', 'supervisor')).get(`${DV}/visits/${(await visitsOf(wuxi))[0].id}`);
  expect(records.filter(({ kind }: { kind: string }) => kind === 'signature').map(({ status, body }: { status: string; body: { name: string } }) => `${body.name} ${status}`).toSorted()).toEqual(['王店长 applied', '钱多 discarded'].toSorted());
});
