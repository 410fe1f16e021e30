import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { DV, southernCustomer } from './southern-rounds.ts';
import { journey, openWorld, PICTURES, settled } from './world.ts';

const world = openWorld({ stay: true });
const dialog = (page: Page) => page.getByRole('dialog');
const act = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).click();
  await dialog(page).getByRole('button', { name, exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
};
/** The month after this one: what a new grade counts from. */
const next = (): string => {
  const [year, month] = new Date(Date.now() + 8 * 3_600_000).toISOString().split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
};

journey(world, 'DV-4.1: a scheme whose weights do not sum to 100 is refused; by the one that does a customer is graded, and the grade counts from the next month', async () => {
  const supervisor = await world.api('maker', 'southSupervisor');
  const region = await supervisor.post(`${DV}/regions`, { unitId: world.stage.maker.units.south, name: '珠三角' });
  await southernCustomer(world, '佛山恒业电器', { regionId: region.id, latitude: 23.02, longitude: 113.12 });
  const page = await world.enter('maker', 'southSupervisor', { at: '/visit-grading?what=schemes' });
  await settled(page);
  await page.getByRole('button', { name: '发布方案' }).click();
  await dialog(page).getByLabel('地区', { exact: true }).selectOption({ label: '珠三角' });
  for (const [n, weight] of [[1, '20'], [2, '20'], [3, '40'], [4, '10']] as const) await dialog(page).getByLabel(`权重 ${n}`).fill(weight);
  for (const [grade, line] of [['A', '80'], ['B', '60'], ['C', '40']] as const) await dialog(page).getByLabel(`${grade} 级分数线`).fill(line);
  await dialog(page).getByLabel('原因').fill('首次发布');
  const publish = dialog(page).getByRole('button', { name: '发布方案', exact: true });
  await publish.click();
  await dialog(page).locator('.clause', { hasText: 'DV-4.1' }).waitFor();
  await dialog(page).getByLabel('权重 4').fill('20');
  await publish.click();
  await page.locator('.panel').filter({ hasText: '珠三角' }).getByText('执行中').waitFor();

  await page.getByRole('radio', { name: '全部' }).click();
  await act(page, '开始本期评级');
  await page.locator('.split-row').filter({ hasText: '佛山恒业电器' }).waitFor();
  for (const name of ['性质', '规模']) {
    await page.locator('.rows > li').filter({ has: page.locator('.what b', { hasText: name }) }).getByRole('button', { name: '打分' }).click();
    await dialog(page).getByLabel(/^分数/).fill('90');
    await dialog(page).getByLabel('原因').fill('地区内最大');
    await dialog(page).getByRole('button', { name: '打分', exact: true }).click();
    await dialog(page).waitFor({ state: 'detached' });
  }
  await page.screenshot({ path: join(PICTURES, 'visit-grading-card-1440-light.png') });
  await act(page, '评定等级');
  await page.getByRole('list', { name: '评定' }).getByText('A 级').waitFor();
  await page.getByRole('button', { name: '改定等级' }).waitFor();
});

journey(world, 'DV-5, DV-4.1: next month is proposed by grades, a visit is moved, and the plan is handed to its visitor before the month', async () => {
  const page = await world.enter('maker', 'southSupervisor', { at: '/visit-plans' });
  await page.getByRole('button', { name: '做计划' }).click();
  await dialog(page).getByLabel('期间', { exact: true }).fill(next());
  await dialog(page).getByLabel('单位', { exact: true }).selectOption({ label: '华南营业部' });
  await dialog(page).getByRole('button', { name: '做计划', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await page.locator('.split-row').filter({ hasText: `${next().slice(0, 4)} 年 ${Number(next().slice(5))} 月` }).waitFor();
  await act(page, '提出建议');
  // Twelve a year are one in each month.
  const visit = page.locator('.rows > li').filter({ hasText: '佛山恒业电器' });
  await visit.waitFor();
  expect(await visit.locator('.what').textContent()).toContain('吴越');
  await visit.getByRole('button', { name: '调整' }).click();
  await dialog(page).getByLabel('哪天').fill(`${next()}-18`);
  await dialog(page).getByRole('button', { name: '调整', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: /18 日/ }).waitFor();
  await page.screenshot({ path: join(PICTURES, 'visit-plans-month-1440-light.png') });
  await page.getByRole('button', { name: '下达计划', exact: true }).click();
  await dialog(page).getByRole('button', { name: '下达计划', exact: true }).click();
  await dialog(page).getByRole('alert').filter({ hasText: '要写明重点推销商品和重点调查项目' }).waitFor();
  await dialog(page).getByRole('button', { name: '先不做' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '改重点' }).click();
  await dialog(page).getByLabel(/^重点推销商品/).fill('即热式热水器 R8');
  await dialog(page).getByLabel(/^重点调查项目/).fill('旺季备货');
  await dialog(page).getByRole('button', { name: '改重点', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await act(page, '下达计划');
  await page.locator('.split > .stack .tag', { hasText: '已下达' }).waitFor();
  const { items } = await (await world.api('maker', 'southVisitor')).get(`${DV}/planned-visits?visitor=me&from=${next()}-01&to=${next()}-28`);
  expect(items).toMatchObject([{ customerName: '佛山恒业电器', day: `${next()}-18`, visitorName: '吴越' }]);
});
