import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { eventually, openCase, people, photo } from './arrange.mjs';
import { shellIsKept } from './in-page.mjs';
import { expectRoomForThumbs, journey, openWorld, PHONE, PICTURES, settled } from './world.ts';

const world = openWorld();
const phone = { viewport: PHONE, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const next = (page: Page, name: string) => page.locator('.thumb').getByRole('button', { name, exact: true });

/** A network fault that the technician has in hand. */
async function assigned(n: number) {
  const [taker, dispatcher] = await Promise.all([world.api('east', 'callTaker'), world.api('east', 'dispatcher')]);
  const found = await openCase(taker, world.stage.homesOf('field')[n]!, { kind: 'repair', faultScope: 'network', symptom: 'fj', description: '阀门井渗漏' });
  await dispatcher.post(`/v1/utility-care/work-orders/${found.workOrder.id}/assign`, { userId: (await people(dispatcher)).get('0205') });
  return { id: found.id as string, orderId: found.workOrder.id as string };
}

/** A picture from the camera, and the moment in which it is looked at. */
async function takePhoto(page: Page, seed: number): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles({ name: 'gauge.png', mimeType: 'image/png', buffer: photo(seed) });
  await dialog.getByRole('img').waitFor();
  await dialog.locator('[aria-busy]').waitFor({ state: 'detached' });
}

journey(world, 'UC-7.3a, UC-7.3b: the way of an order on the phone, cut off in between: what was tapped survives a reload and meets both clocks', async () => {
  const { id, orderId } = await assigned(0);
  const wire = await world.wire();
  const page = await world.enter('east', 'technician', { ...phone, wire, at: '/field' });
  await settled(page);
  await expectRoomForThumbs(page);
  await page.locator(`a[href="/field/${orderId}"]`).click();
  await next(page, '接单').click();
  await next(page, '出发').waitFor();
  await expectRoomForThumbs(page);
  await next(page, '出发').click();
  const technician = await world.api('east', 'technician');
  const status = async (): Promise<string> => (await technician.get(`/v1/utility-care/work-orders/${orderId}`)).status;
  await eventually('the departure is sent', async () => (await status()) === 'on_the_way');
  await eventually('the phone keeps its pages', () => page.evaluate(shellIsKept));

  await wire.cut(page);
  await next(page, '我到了').click();
  await page.getByText('没有信号，1 条已存在手机上').waitFor();
  await next(page, '登记处置').click();
  await page.getByLabel('怎么处置的').fill('关上游阀，浓度降到 0');
  await expectRoomForThumbs(page);
  // Written, not yet saved: a phone that is put away must not lose it.
  await page.reload();
  await next(page, '登记处置').click();
  expect(await page.getByLabel('怎么处置的').inputValue()).toBe('关上游阀，浓度降到 0');
  await page.getByRole('dialog').getByRole('button', { name: '登记处置' }).click();
  await page.getByText('没有信号，2 条已存在手机上').waitFor();
  expect(await status()).toBe('on_the_way');

  await wire.mend(page);
  await eventually('the taps are sent', async () => (await status()) === 'handled');
  await page.getByText('没有信号').waitFor({ state: 'hidden' });
  await next(page, '登记修复').click();
  const save = page.getByRole('dialog').getByRole('button', { name: '登记修复' });
  await page.getByLabel('怎么修好的').fill('更换密封圈，试压 0.4 MPa 30 分钟合格');
  expect(await save.isDisabled()).toBe(true);
  await takePhoto(page, 7);
  // The phone goes off before it is saved: words and picture are still there.
  await page.reload();
  await next(page, '登记修复').click();
  await page.getByRole('dialog').getByRole('img', { name: '照片 1' }).waitFor();
  expect(await page.getByLabel('怎么修好的').inputValue()).toContain('0.4 MPa');
  await expectRoomForThumbs(page);
  await save.click();
  await page.getByRole('link', { name: '看下一单' }).waitFor();

  const done = await eventually('the order is repaired', async () => {
    const page = await technician.get(`/v1/utility-care/cases/${id}`);
    return page.status === 'repaired' ? page : null;
  });
  const clock = (clauseId: string) => done.obligations.find((each: { clauseId: string }) => each.clauseId === clauseId).status;
  expect([clock('UC-7.3a'), clock('UC-7.3b')]).toEqual(['met', 'met']);
  const desk = await world.enter('east', 'callTaker', { at: `/cases/${id}` });
  for (const clauseId of ['UC-7.3a', 'UC-7.3b']) await desk.getByRole('button', { name: new RegExp(`${clauseId} 按时`) }).waitFor();
});

journey(world, 'a photo that has served for one order is flagged on the next, before it is sent', async () => {
  const [first, second] = [await assigned(2), await assigned(3)];
  const page = await world.enter('east', 'technician', { ...phone, at: `/field/${first.orderId}` });
  for (const { orderId } of [first, second]) {
    await page.goto(`/field/${orderId}`);
    for (const step of ['接单', '出发', '我到了', '登记处置']) await next(page, step).click();
    await page.getByLabel('怎么处置的').fill('关上游阀，浓度降到 0');
    await takePhoto(page, 11);
    const flagged = page.getByText('这张照片已用于');
    expect(await flagged.count()).toBe(orderId === second.orderId ? 1 : 0);
    if (orderId === second.orderId) await page.screenshot({ path: join(PICTURES, 'field-reused-photo-390-light.png') });
    // The same picture twice is one picture.
    await takePhoto(page, 11);
    expect(await page.getByRole('dialog').getByRole('img').count()).toBe(1);
    await page.getByRole('dialog').getByRole('button', { name: '登记处置' }).click();
    await next(page, '登记修复').waitFor();
  }
});

journey(world, 'a tap that the server refuses stays on the phone with its reason until somebody decides', async () => {
  const { orderId } = await assigned(1);
  const wire = await world.wire();
  const page = await world.enter('east', 'technician', { ...phone, wire, at: `/field/${orderId}` });
  await next(page, '接单').waitFor();
  await wire.cut(page);
  await next(page, '接单').click();
  await page.getByText('没有信号，1 条已存在手机上').waitFor();
  // Meanwhile the dispatcher takes the order back.
  await (await world.api('east', 'dispatcher')).post(`/v1/utility-care/work-orders/${orderId}/return`, { reason: '改派' });
  await wire.mend(page);
  const refused = page.getByRole('alert').filter({ hasText: '“接单”没有被接受' });
  await refused.waitFor();
  await refused.getByRole('button', { name: '放弃这条' }).click();
  await refused.waitFor({ state: 'detached' });
});
