import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { journey, openWorld, PHONE, PICTURES, settled } from './world.ts';

const world = openWorld();
const rows = (page: Page) => page.getByRole('table', { name: '客户' }).locator('tbody tr');

journey(world, 'DV-2, DV-4.0: customers stand on a map of our own, which keys move, and the same ones in a list beside it', async () => {
  const page = await world.enter('maker', 'supervisor', { at: '/visit-customers?as=map' });
  const map = page.getByRole('group', { name: /^客户，方向键移动/ });
  await map.locator('.marker').first().waitFor();
  const wide = await map.locator('.yardstick text').textContent();
  await page.screenshot({ path: join(PICTURES, 'customers-map-1440-light.png') });
  await map.focus();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('+');
  expect(await map.locator('.yardstick text').textContent()).not.toBe(wide);
  await page.keyboard.press('0');
  expect(await map.locator('.yardstick text').textContent()).toBe(wide);
  // Every customer with coordinates is in one marker or another.
  const shown = await map.locator('.marker').evaluateAll((markers) => markers.map((marker) => (marker.classList.contains('several') ? Number(marker.querySelector('text')!.textContent) : 1)));
  expect(shown.reduce((sum, each) => sum + each, 0)).toBe(5);
  await page.getByRole('radio', { name: '列表 5' }).click();
  const list = page.getByRole('list', { name: '客户' });
  expect(await list.getByRole('link').count()).toBe(5);
  await list.getByRole('link', { name: '无锡百联家电' }).click();
  await page.getByRole('heading', { name: '无锡百联家电' }).waitFor();
  await page.locator('.small-map .marker.selected').waitFor();
});

journey(world, 'DV-4.0: on a phone a marker says which customer it is, and leads there', async () => {
  const page = await world.enter('maker', 'supervisor', { at: '/visit-customers?as=map&visitor=none', viewport: PHONE, hasTouch: true });
  await page.locator('.marker').waitFor();
  await page.locator('.marker').click();
  await page.screenshot({ path: join(PICTURES, 'customers-map-390-light.png') });
  await page.getByRole('link', { name: '嘉兴海潮贸易' }).click();
  await page.getByRole('heading', { name: '嘉兴海潮贸易' }).waitFor();
});

journey(world, 'DV-2, DV-4.2: a customer is registered once, and the region’s own salesperson visits only with a reason', async () => {
  const page = await world.enter('maker', 'supervisor', { at: '/visit-customers' });
  await settled(page);
  await rows(page).filter({ hasText: '苏州恒源商贸' }).waitFor();
  await page.getByRole('button', { name: '登记客户' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称', { exact: true }).fill('苏州恒源商贸');
  await dialog.getByLabel(/^地区/).selectOption({ label: '苏锡常 · 华东营业部' });
  await dialog.getByRole('button', { name: '登记客户' }).click();
  await dialog.getByText(/可能已有档案/).waitFor();
  await dialog.getByLabel('看过相近的档案，不是同一家').check();
  await dialog.getByRole('button', { name: '登记客户' }).click();
  await page.getByRole('heading', { name: '苏州恒源商贸' }).waitFor();
  await page.getByRole('button', { name: '指定巡访员' }).click();
  await dialog.getByLabel('巡访员').selectOption({ label: '薛平 华东营业部' });
  await dialog.getByRole('button', { name: '指定巡访员' }).click();
  await dialog.locator('.clause', { hasText: 'DV-4.2' }).waitFor();
  await dialog.getByLabel(/^理由/).fill('新区暂无巡访员，先由业务员代访');
  await dialog.getByRole('button', { name: '指定巡访员' }).click();
  await page.getByText('新区暂无巡访员，先由业务员代访').first().waitFor();
});
