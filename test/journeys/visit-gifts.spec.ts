import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { sidewaysBy } from './in-page.mjs';
import { DV, southernCustomer } from './southern-rounds.ts';
import { journey, openWorld, PHONE, PICTURES, settled } from './world.ts';

const world = openWorld();
const dialog = (page: Page) => page.getByRole('dialog');
const status = (page: Page, word: string) => page.locator('.split > .stack .panel').first().locator('.tag', { hasText: word });
const act = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).click();
  await dialog(page).getByRole('button', { name, exact: true }).click();
};

/** A special customer, ten boxes in stock, and a thousand yuan to give out of. */
async function arranged(): Promise<{ customer: { id: string; name: string }; item: string }> {
  const [supervisor, superior] = [await world.api('maker', 'southSupervisor'), await world.api('maker', 'superior')];
  const { south } = world.stage.maker.units;
  const customer = await southernCustomer(world, '深圳湾畔贸易');
  await supervisor.post(`${DV}/customers/${customer.id}/special`, { reason: '华南最大的经销商' });
  const item = await supervisor.post(`${DV}/items`, { kind: 'gift', name: '凤凰单丛礼盒', unitName: '盒', price: '300.00' });
  await supervisor.post(`${DV}/items/${item.id}/receipts`, { unitId: south, quantity: 10, reference: '入库单 1' });
  await superior.post(`${DV}/item-budgets`, { unitId: south, kind: 'gift', period: String(new Date(Date.now() + 8 * 3_600_000).getFullYear()), amount: '1000.00', reason: '年度预算' });
  return { customer, item: item.id };
}

journey(world, 'DV-6: a gift above the budget is refused, one inside it is applied for, approved one level up on a phone, and issued once', async () => {
  const { customer, item } = await arranged();
  const page = await world.enter('maker', 'southSupervisor', { at: '/visit-gifts' });
  await page.getByRole('button', { name: '写礼品申请' }).click();
  await dialog(page).getByLabel('客户', { exact: true }).first().fill(customer.name);
  await dialog(page).getByLabel(customer.name).check();
  await dialog(page).getByLabel('为什么有必要').fill('新店开业，省内最大经销商');
  await dialog(page).getByLabel('物品 1').selectOption(item);
  await dialog(page).getByLabel('数量 1').fill('4');
  await dialog(page).getByRole('button', { name: '写礼品申请', exact: true }).click();
  await status(page, '草稿').waitFor();
  await act(page, '提交审批');
  await dialog(page).getByRole('alert').filter({ hasText: 'DV-6' }).waitFor();
  await dialog(page).getByRole('button', { name: '先不做' }).click();
  await page.getByRole('button', { name: '改申请' }).click();
  await dialog(page).getByLabel('数量 1').fill('2');
  await dialog(page).getByRole('button', { name: '改申请', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await act(page, '提交审批');
  await status(page, '待审批').waitFor();
  // Who wrote it does not approve it.
  expect(await page.getByRole('button', { name: '批准', exact: true }).count()).toBe(0);

  const superior = await world.enter('maker', 'superior', { at: '/visit-gifts', viewport: PHONE, isMobile: true, hasTouch: true });
  await settled(superior);
  await superior.locator('.split-row').filter({ hasText: customer.name }).click();
  expect(await superior.evaluate(sidewaysBy)).toBe(0);
  await superior.screenshot({ path: join(PICTURES, 'visit-gifts-approval-390-light.png') });
  await superior.getByRole('button', { name: '批准', exact: true }).click();
  expect(await superior.evaluate(sidewaysBy)).toBe(0);
  await dialog(superior).getByRole('button', { name: '批准', exact: true }).click();
  await status(superior, '已批准').waitFor();

  await page.reload();
  await status(page, '已批准').waitFor();
  await page.getByRole('button', { name: '发放', exact: true }).click();
  await dialog(page).getByLabel('谁收的').fill('梁生');
  await dialog(page).getByRole('button', { name: '发放', exact: true }).click();
  await status(page, '已发放').waitFor();
  const supervisor = await world.api('maker', 'southSupervisor');
  const [{ status: is, remaining, approvedBy }] = (await supervisor.get(`${DV}/gift-applications`)).items;
  const { held } = (await supervisor.get(`${DV}/items`)).items.find(({ id }: { id: string }) => id === item);
  expect([is, remaining, approvedBy, held[0].quantity]).toEqual(['issued', '400.00', ['秦岭'], 8]);
});
