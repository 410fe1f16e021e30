import type { Page } from 'playwright-core';
import { DV, southernCustomer, visitedToday } from './southern-rounds.ts';
import { journey, openWorld, settled } from './world.ts';

const world = openWorld({ stay: true });
const dialog = (page: Page) => page.getByRole('dialog');
const status = (page: Page, word: string) => page.locator('.split > .stack .panel').first().locator('.tag', { hasText: word });

/** Does a deed of the page that asks nothing more than its button. */
async function confirm(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await dialog(page).getByRole('button', { name, exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

/** Writes one content of the report that is open, or says that there is nothing. */
async function write(page: Page, part: string, words: string | null): Promise<void> {
  await page.locator('.rows > li').filter({ has: page.locator('.what b', { hasText: new RegExp(`^${part}$`) }) }).getByRole('button', { name: '填写' }).click();
  if (words === null) await dialog(page).getByLabel('无', { exact: true }).check();
  else await dialog(page).getByLabel(part).fill(words);
  await dialog(page).getByRole('button', { name: '填写', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

journey(world, 'DV-9a, DV-9b: a daily report lacking a content is refused, completed and met; returned, it is owed again and comes a second time', async () => {
  const visitor = await world.api('maker', 'southVisitor');
  await visitedToday(visitor, await southernCustomer(world, '广州粤海家电'));
  const mine = await visitor.get(`${DV}/daily-reports/mine`);
  const parts = mine.sections.flatMap((section: any) => section.parts.filter((part: any) => part.state === 'empty').map((part: any) => ({ part: `${section.key}.${part.key}`, none: true })));
  await visitor.put(`${DV}/daily-reports/${mine.id}/parts`, { parts: parts.filter(({ part }: { part: string }) => part !== 'market.policies' && part !== 'matters.matters') }, mine.version);

  const page = await world.enter('maker', 'southVisitor', { at: '/daily-reports' });
  await page.getByRole('button', { name: '写今天的日报' }).click();
  await page.getByRole('button', { name: '写主要事项' }).click();
  await dialog(page).getByRole('button', { name: '加一行主要事项' }).click();
  await dialog(page).getByLabel('事项 1', { exact: true }).fill('远山新品 Y9 铺货');
  await dialog(page).getByLabel('经过 1').fill('两家门店已到货，价低 15%');
  await dialog(page).getByLabel('结果 1').fill('客户要求跟价');
  await dialog(page).getByLabel('紧急类别 1').selectOption({ label: '同行新产品' });
  await dialog(page).getByRole('button', { name: '写主要事项', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });

  await page.getByRole('button', { name: '提交日报', exact: true }).click();
  await dialog(page).getByRole('button', { name: '提交日报', exact: true }).click();
  await dialog(page).getByRole('alert').filter({ hasText: 'DV-9a' }).waitFor();
  await dialog(page).getByRole('button', { name: '先不做' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await write(page, '其他公司的销售政策', null);
  await confirm(page, '提交日报');
  await status(page, '已提交').waitFor();
  await page.locator('.cards').getByText('按时').first().waitFor();

  const supervisor = await world.enter('maker', 'southSupervisor', { at: `/daily-reports?id=${mine.id}` });
  await status(supervisor, '已提交').waitFor();
  await supervisor.getByRole('button', { name: '退回', exact: true }).click();
  await dialog(supervisor).getByLabel('原因').fill('补充同行政策');
  await dialog(supervisor).getByRole('button', { name: '退回', exact: true }).click();
  await status(supervisor, '已退回').waitFor();

  await page.reload();
  await status(page, '已退回').waitFor();
  await write(page, '其他公司的销售政策', '远山对县级客户货到 60 天付款');
  await confirm(page, '提交日报');
  await page.getByText('第 2 次').first().waitFor();
  const { rounds, obligations } = await visitor.get(`${DV}/daily-reports/${mine.id}`);
  expect([rounds.length, obligations.filter(({ clauseId }: { clauseId: string }) => clauseId === 'DV-9a').map((each: { status: string }) => each.status)]).toEqual([2, ['met', 'met']]);
});

journey(world, 'DV-9b, DV-11: a matter beyond the unit becomes an urgent report, prefilled, filed, and acknowledged by the superior', async () => {
  const supervisor = await world.enter('maker', 'southSupervisor', { at: '/daily-reports' });
  const matter = supervisor.locator('.rows > li').filter({ hasText: '远山新品 Y9 铺货' });
  await matter.getByRole('button', { name: '超出本单位' }).click();
  await dialog(supervisor).getByRole('button', { name: '超出本单位', exact: true }).click();
  await dialog(supervisor).waitFor({ state: 'detached' });
  await matter.getByRole('button', { name: '报紧急报告' }).click();
  // The kind that the visitor chose is there already.
  expect(await dialog(supervisor).getByLabel('紧急类别').inputValue()).toBe('new_product');
  await dialog(supervisor).getByRole('button', { name: '报紧急报告', exact: true }).click();
  await supervisor.waitForURL('**/urgent-reports?id=*');
  await settled(supervisor);
  await supervisor.getByRole('link', { name: /两家门店已到货/ }).waitFor();
  await supervisor.getByRole('button', { name: '上报主管上级', exact: true }).click();
  await dialog(supervisor).getByRole('button', { name: '上报主管上级', exact: true }).click();
  await dialog(supervisor).getByRole('alert').filter({ hasText: 'DV-11' }).waitFor();
  await dialog(supervisor).getByRole('button', { name: '先不做' }).click();
  await dialog(supervisor).waitFor({ state: 'detached' });
  await write(supervisor, '影响', '年底订货可能被分走两成');
  await write(supervisor, '请求上级协助', '请总部定跟价办法');
  await confirm(supervisor, '上报主管上级');
  await status(supervisor, '待签收').waitFor();
  // The author cannot acknowledge it.
  expect(await supervisor.getByRole('button', { name: '签收', exact: true }).count()).toBe(0);

  const superior = await world.enter('maker', 'superior', { at: '/' });
  await superior.getByRole('link', { name: '远山新品 Y9 铺货' }).click();
  await status(superior, '待签收').waitFor();
  await superior.getByRole('button', { name: '签收', exact: true }).click();
  await dialog(superior).getByLabel('批注').fill('十二月一日起跟价');
  await dialog(superior).getByRole('button', { name: '签收', exact: true }).click();
  await status(superior, '已签收').waitFor();
  const [report] = (await (await world.api('maker', 'superior')).get(`${DV}/urgent-reports?unitId=${world.stage.maker.units.south!}`)).items;
  const { obligations } = await (await world.api('maker', 'superior')).get(`${DV}/urgent-reports/${report.id}`);
  expect(obligations.map(({ clauseId, status: is }: { clauseId: string; status: string }) => `${clauseId} ${is}`)).toEqual(['DV-11 met', 'DV-11 met']);
});

journey(world, 'DV-10: the monthly report counts the dailies of its month, and is not submitted before the month is over', async () => {
  const page = await world.enter('maker', 'southSupervisor', { at: '/visit-monthly-reports' });
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  await page.getByRole('button', { name: '写月报' }).click();
  await dialog(page).getByLabel('月份').fill(month);
  await dialog(page).getByRole('button', { name: '写月报', exact: true }).click();
  await status(page, '草稿').waitFor();
  await page.getByText(/1 份，已接受 0 份/).waitFor();
  await page.getByRole('button', { name: '上报月报', exact: true }).click();
  await dialog(page).getByRole('button', { name: '上报月报', exact: true }).click();
  await dialog(page).getByRole('alert').filter({ hasText: `${month} 还没有过完` }).waitFor();
});
