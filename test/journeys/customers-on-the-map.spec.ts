import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Workbooks } from '@luyue/reports';
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

journey(world, 'DV-2, PF-15: customers come from Excel; the bad rows come back with their reasons', async () => {
  const columns = ['类型', '名称', '地区', '城市', '地址', '纬度', '经度', '联系人', '电话'].map((label) => ({ key: label, label }));
  const row = (more: object) => ({ 类型: '零售商', 地区: '', 城市: '汕头', 地址: '', 纬度: null, 经度: null, 联系人: '', 电话: '', ...more });
  const books = new Workbooks({} as never);
  const sheet = await buffer(books.writeTable(columns, [row({ 名称: '汕头潮声电器' }), row({ 名称: '汕头海门家电', 地区: '没有的地区' })], { title: '客户', zone: 'Asia/Shanghai' }));
  await books.onApplicationShutdown();
  const page = await world.enter('maker', 'southSupervisor', { at: '/visit-customers' });
  await page.getByRole('link', { name: '导入 Excel' }).first().click();
  await page.getByRole('heading', { name: '从 Excel 导入客户' }).waitFor();
  await page.getByLabel('客户的 Excel').setInputFiles({ name: '客户.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: sheet });
  await page.getByRole('heading', { name: '收下 1 家，共 2 行' }).waitFor();
  await page.getByRole('table', { name: '退回的行' }).getByText('这个单位没有地区“没有的地区”').waitFor();
  await page.screenshot({ path: join(PICTURES, 'customers-import-1440-light.png') });
  await page.getByRole('link', { name: '去指定巡访员' }).click();
  await rows(page).filter({ hasText: '汕头潮声电器' }).waitFor();
});
