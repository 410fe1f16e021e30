import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { photo } from '../../infra/local/pictures.mjs';
import { assignedDeal, PB } from '../acceptance/property.ts';
import { filedLease, holder, linkOf, PAGE } from '../acceptance/property-clients.ts';
import { expectMoney, f1Book, XLSX } from '../acceptance/property-forms.ts';
import { handOver, handoverPath, settleFees } from '../acceptance/property-handovers.ts';
import type { Json, SignedIn } from '../acceptance/stage.ts';
import { journey, openWorld, settled } from './world.ts';

const world = openWorld({ stay: true });
let deal: Json;

/** A deal that its specialist has taken; gas goes over with it. */
beforeAll(async () => {
  const who = await staff();
  deal = await assignedDeal({ of: world.stage.property, who }, { signedAt: hourAgo(), title: '翠苑 2-801', contractNumber: 'JJ-2026-91', utilities: ['gas'] });
  const transfer = `${PB}/deals/${deal.id}/transfer`;
  for (const { id } of (await who.agent.get(transfer)).items) await who.agent.post(`${transfer}/items/${id}/bring`);
  deal = await who.specialist.post(`${transfer}/accept`);
}, 60_000);

const hourAgo = (): string => new Date(Date.now() - 3_600_000).toISOString();
async function staff(sandbox = false): Promise<Record<'agent' | 'specialist' | 'supervisor', SignedIn>> {
  const [agent, specialist, supervisor] = (await Promise.all(['agent', 'specialist', 'supervisor'].map((key) => world.api('property', key, sandbox)))) as unknown as SignedIn[];
  return { agent: agent!, specialist: specialist!, supervisor: supervisor! };
}
const enter = (who: string, part: string): Promise<Page> => world.enter('property', who, { at: `/deals/${deal.id}${part}` });
/** The row of a list that names this. */
const row = (page: Page, list: string, text: string) => page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: text });
async function confirm(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await settled(page);
}
/** What a click gives to keep: its name and how it begins. */
async function keeps(page: Page, click: () => Promise<unknown>): Promise<{ name: string; head: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: file.suggestedFilename(), head: readFileSync(await file.path()).subarray(0, 4).toString('latin1') };
}

journey(world, 'PB-4.3b: the specialist enters expected days and receivables by the contract, then declares F1 and F2 complete', async () => {
  const page = await enter('specialist', '/forms');
  const aside = page.getByRole('complementary');
  const dialog = page.getByRole('dialog');
  await aside.getByRole('button', { name: '录全 F1、F2' }).first().waitFor();
  expect(await aside.getByRole('button', { name: 'F1、F2 录全' }).isDisabled()).toBe(true);
  await aside.getByRole('button', { name: '填预计日期' }).click();
  for (const day of await dialog.getByRole('textbox').all()) await day.fill('2027-06-01');
  await confirm(page, '填预计日期');
  await aside.getByRole('button', { name: '填预计日期' }).waitFor({ state: 'detached' });

  const due = async (kind: string, amount: string, more?: (of: Locator) => Promise<void>): Promise<void> => {
    await page.getByRole('button', { name: '加应收' }).click();
    await dialog.getByLabel('款项').selectOption({ label: kind });
    await dialog.getByLabel('金额（元）').fill(amount);
    await dialog.getByLabel('哪天收').fill('2027-05-20');
    await dialog.getByLabel('合同依据').fill('第四条');
    await more?.(dialog);
    await confirm(page, '加应收');
  };
  const specialist = await world.api('property', 'specialist') as SignedIn;
  for (const [kind, amount] of [['commission', '32800.00'], ['tax', '500.00']]) await expectMoney(specialist, deal, { kind, amount });
  await due('定金', '90,000');
  await due('房款', '3180000', (of) => of.getByLabel('为什么不经地铺收').fill('银行放款直接付卖方'));
  // What does not add up to the contract is named, in both sums.
  await page.getByText(/合计 3,270,000.00 元，合同成交价 3,280,000.00 元/).first().waitFor();
  await row(page, '买方应付', '¥90,000.00').getByRole('button', { name: '改应收' }).click();
  await dialog.getByLabel('金额（元）').fill('100000');
  await confirm(page, '改应收');
  await row(page, '买方应付', '代收税费').getByRole('button', { name: '取消应收' }).click();
  await dialog.getByLabel('原因').fill('买方自缴');
  await confirm(page, '取消应收');
  await row(page, '买方应付', '代收税费').getByText(/已取消.*买方自缴/).waitFor();
  await row(page, '买方应付', '¥3,180,000.00').getByText(/不经地铺.*银行放款直接付卖方/).waitFor();

  await aside.getByRole('button', { name: 'F1、F2 录全' }).and(page.locator(':enabled')).first().click();
  await confirm(page, 'F1、F2 录全');
  await aside.getByText(/孙莉已录全/).waitFor();
  expect(await aside.getByRole('button', { name: 'F1、F2 录全' }).count()).toBe(0);
  // What comes in is seen beside what was expected.
  const agent = await world.api('property', 'agent');
  await agent.post(`${PB}/deals/${deal.id}/receipts`, { kind: 'deposit', payerPartyId: deal.parties.find((party: Json) => party.side === 'buyer').id, amount: '40000.00', receivedAt: hourAgo(), method: 'transfer' });
  await page.reload();
  await row(page, '买方应付', '¥100,000.00').getByText(/已收 ¥40,000.00，还差 ¥60,000.00/).waitFor();
});

journey(world, 'PB-5: a form is seen and taken along under its title and number, masked; in full with a reason that stays on the record; the supervisor sets a number', async () => {
  const page = await enter('specialist', '/forms');
  const f1 = row(page, '规定表格', '租售业务手续办理跟进表');
  await f1.getByText('vkwy7.5.1-j03-02-f1').waitFor();
  await f1.getByRole('button', { name: '查看' }).click();
  await page.getByRole('heading', { name: '《租售业务手续办理跟进表》' }).waitFor();
  await page.getByText(/136\*{4}4410/).first().waitFor();
  expect(await page.getByText('13600004410').count()).toBe(0);
  expect(new URL(page.url()).searchParams.get('form')).toBe('f1');
  await page.getByRole('button', { name: '关掉', exact: true }).click();
  await page.getByRole('heading', { name: '《租售业务手续办理跟进表》' }).waitFor({ state: 'detached' });

  expect(await keeps(page, () => f1.getByRole('button', { name: 'PDF' }).click())).toEqual({ name: `租售业务手续办理跟进表 ${deal.number}.pdf`, head: '%PDF' });
  const f2 = row(page, '规定表格', '租售业务成交报告');
  expect(await keeps(page, () => f2.getByRole('button', { name: 'Excel' }).click())).toEqual({ name: `租售业务成交报告 ${deal.number}.xlsx`, head: 'PK\u0003\u0004' });
  await f1.getByRole('button', { name: '含完整信息' }).click();
  const send = page.getByRole('dialog').getByRole('button', { name: '含完整信息', exact: true });
  expect(await send.isDisabled()).toBe(true);
  await page.getByRole('dialog').getByLabel('为什么要看').fill('交登记中心');
  expect((await keeps(page, () => send.click())).head).toBe('%PDF');
  await page.getByRole('link', { name: '记录', exact: true }).click();
  await page.getByText('打印《租售业务手续办理跟进表》，含完整信息').waitFor();
  await page.getByText('交登记中心').waitFor();

  // Setting numbers is not the specialist's.
  await page.getByRole('link', { name: '表格', exact: true }).click();
  await f1.waitFor();
  expect(await page.getByRole('button', { name: '改编号' }).count()).toBe(0);
  const supervisor = await enter('supervisor', '/forms');
  const numbers = supervisor.getByRole('complementary').getByRole('listitem');
  await numbers.filter({ hasText: 'F4' }).getByRole('button', { name: '改编号' }).click();
  await supervisor.getByRole('dialog').getByLabel('新编号').fill('AJ-KF-2026-04');
  await supervisor.getByRole('dialog').getByLabel('原因').fill('体系换版');
  await confirm(supervisor, '改编号');
  await numbers.filter({ hasText: 'AJ-KF-2026-04' }).getByText(/现行.*体系换版/).waitFor();
});

journey(world, 'PB-4.1a: F1 from Excel says cell by cell what is wrong, and opens the deal once it is right', async () => {
  const page = await world.enter('property', 'agent', { at: '/deals/new' });
  await page.getByRole('link', { name: '从 Excel 登记' }).click();
  expect((await keeps(page, () => page.getByRole('button', { name: '下载空白 F1' }).click())).name).toBe('租售业务手续办理跟进表.xlsx');
  await page.goto(`/deals/${deal.id}/forms`);
  await page.getByRole('button', { name: '照此登记' }).click();
  expect((await keeps(page, () => page.getByRole('button', { name: '下载照“翠苑 2-801”填好的 F1' }).click())).head).toBe('PK\u0003\u0004');
  const book = (more: Record<string, string>) => ({ name: 'F1.xlsx', mimeType: XLSX, buffer: f1Book({ 签订时间: '2026-01-05 09:30', ...more }) });
  const file = page.getByLabel('F1 文件');
  await file.setInputFiles(book({ '成交价（元）': '1268000.005' }));
  await page.getByRole('row').filter({ hasText: 'B13' }).waitFor();
  expect(await page.getByRole('button', { name: '登记这单' }).isDisabled()).toBe(true);
  await file.setInputFiles(book({}));
  await page.getByRole('heading', { name: '没有错误' }).waitFor();
  await page.getByText('湖滨路 88 号 3-801').waitFor();
  await page.getByRole('button', { name: '登记这单' }).click();
  await page.waitForURL(/\/deals\/[0-9a-f-]{36}$/);
  await page.getByRole('heading', { level: 1, name: '翠湖天地 3-801' }).waitFor();
});

journey(world, 'PB-4.9b: gas is applied for by hand, acknowledged, and its result ends the step; the list names it', async () => {
  const { agent, specialist } = await staff();
  const at = new Date(Date.now() - 60_000).toISOString();
  await handOver(agent, deal, at, { utilities: [{ utility: 'gas', accountNumber: '3301-0088' }] });
  await settleFees(agent, deal, at);
  await agent.post(handoverPath(deal, 'f4/send'));
  await specialist.post(handoverPath(deal, 'f4/receive'));

  const page = await enter('specialist', '/utilities');
  const gas = row(page, '水电气过户', '燃气过户').first();
  const dialog = page.getByRole('dialog');
  // No gas company has agreed to be asked: it says so, and by hand is left.
  expect(await gas.getByRole('button', { name: '平台申请' }).isDisabled()).toBe(true);
  await gas.getByRole('button', { name: '登记人工申请' }).click();
  await dialog.getByLabel('在哪里办').fill('江州燃气滨江营业厅');
  expect(await dialog.getByLabel('户号').inputValue()).toBe('3301-0088');
  await confirm(page, '登记人工申请');
  await page.getByRole('complementary').getByRole('button', { name: /^登记受理号：燃气过户/ }).first().click();
  await dialog.getByLabel('受理号').fill('RQ-20261128-9');
  await confirm(page, '登记受理号');
  await gas.getByText(/受理号 RQ-20261128-9/).first().waitFor();
  const list = await world.enter('property', 'supervisor', { at: '/utility-transfers' });
  await list.getByRole('row').filter({ hasText: '翠苑 2-801' }).getByText('江州燃气滨江营业厅').waitFor();

  await gas.getByRole('button', { name: '登记结果' }).click();
  await dialog.getByRole('radio', { name: '已过户' }).click();
  const send = dialog.getByRole('button', { name: '登记结果', exact: true });
  expect(await send.isDisabled()).toBe(true);
  await dialog.getByLabel('表底数').fill('1203.5');
  await dialog.locator('input[type=file]').setInputFiles({ name: 'bill.png', mimeType: 'image/png', buffer: photo(7) });
  for (const party of await dialog.getByRole('checkbox').all()) await party.check();
  await send.and(page.locator(':enabled')).waitFor();
  await confirm(page, '登记结果');
  await gas.getByText(/已过户.*表底数 1203.5/).first().waitFor();
  expect(await gas.getByRole('button').filter({ hasText: '登记' }).count()).toBe(0);
  await list.goto('/utility-transfers?status=done');
  await list.getByRole('row').filter({ hasText: '翠苑 2-801' }).waitFor();
});

journey(world, 'PB-4.8: the specialist sends a party its link, reads what it asked, answers, and revokes the link', async () => {
  const who = await staff(true);
  const { deal: lease } = await filedLease({ of: world.stage.property, who }, new Date(Date.now() - 60_000).toISOString());
  const link = await linkOf(who.specialist, who.supervisor, lease, 'buyer');
  const client = holder(world.stage.url, link) as SignedIn;
  await client.get(PAGE);
  await client.post(`${PAGE}/questions`, { text: '备案证明什么时候能拿？' });

  const page = await world.enter('property', 'specialist', { at: `/deals/${lease.id}/clients`, sandbox: true });
  const dialog = page.getByRole('dialog');
  const buyer = row(page, '客户网页', '周子涵');
  await buyer.getByText(/^有效.*看过/).waitFor();
  await row(page, '客户网页', '钱永年').getByText('还没发链接').waitFor();
  await page.getByRole('complementary').getByRole('button', { name: '答复周子涵' }).first().click();
  await dialog.getByLabel('答复内容').fill('周五');
  await confirm(page, '答复');
  await row(page, '客户说的', '备案证明什么时候能拿？').getByText(/答：周五/).waitFor();
  expect((await client.get(PAGE)).questions[0].answer).toBe('周五');

  await row(page, '客户网页', '钱永年').getByRole('button', { name: '发链接' }).click();
  await dialog.getByLabel('您的联系电话').fill('13811112222');
  await confirm(page, '发链接');
  await row(page, '客户网页', '钱永年').getByText(/^有效.*还没看/).waitFor();
  await buyer.getByRole('button', { name: '作废链接' }).click();
  await confirm(page, '作废链接');
  await buyer.getByText(/^已作废/).waitFor();
  expect((await client.send('GET', PAGE)).status).toBeGreaterThanOrEqual(400);
});
