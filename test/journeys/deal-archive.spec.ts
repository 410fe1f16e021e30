import type { Page } from 'playwright-core';
import { openDeal } from '../../infra/local/smoke-property.mjs';
import { doneLease, type Handlers } from '../acceptance/property-archive.ts';
import type { Json } from '../acceptance/stage.ts';
import { journey, openWorld, settled } from './world.ts';

const world = openWorld();
const PB = '/v1/property-brokerage';
/** When the letting company's sandbox begins, and a day of it. */
const AT = '2026-09-18T02:00:00.000Z';
const DAY = '2026-09-18';
let deal: Json;

/** A lease whose formalities are done, in the sandbox: there it is day, so that both parties are texted at once. */
beforeAll(async () => {
  const [agent, specialist, supervisor] = await Promise.all(['agent', 'specialist', 'supervisor'].map((key) => world.api('letting', key, true)));
  deal = await doneLease(world.stage.letting, { agent, specialist, supervisor } as Handlers, AT, { title: '云栖路 18 号 3-701', contractNumber: 'YQ-2026-31' });
}, 60_000);

const enter = (who: string, at: string): Promise<Page> => world.enter('letting', who, { at, sandbox: true });
const row = (page: Page, list: string, text: string) => page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: text });
/** Confirms the open dialog and waits until it is gone. */
async function confirm(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await settled(page);
}
async function handOver(page: Page): Promise<void> {
  await page.getByRole('complementary').getByRole('button', { name: /^移交资料/ }).first().click();
  await confirm(page, '移交资料');
}

journey(world, 'PB-4.10, PB-3.2: documents are handed over, sent back naming what is lacking, handed over anew and received with their place; the file is lent and taken back; commission is confirmed with the reason of its difference', async () => {
  const specialist = await enter('specialist', `/deals/${deal.id}/archive`);
  await specialist.getByText(/份，齐/).waitFor();
  await handOver(specialist);
  await specialist.getByText('等资料管理员签收').waitFor();

  const archivist = await enter('archivist', '/');
  await archivist.getByRole('link', { name: deal.number.slice(-9) }).first().waitFor();
  await archivist.goto('/deal-archive');
  await row(archivist, '待签收', '云栖路 18 号 3-701').getByRole('button').click();
  await row(archivist, '档案目录', '租售业务手续办理跟进表').waitFor();
  await archivist.getByRole('button', { name: '退回补齐' }).click();
  const dialog = archivist.getByRole('dialog');
  await dialog.getByLabel('资料名称 1').selectOption('form:f1');
  await dialog.getByLabel('缺什么 1').fill('缺第二页');
  await confirm(archivist, '退回补齐');
  await archivist.getByText('没有待签收的资料').waitFor();

  await row(specialist, '移交记录', '第 1 次移交').getByText('缺第二页').waitFor();
  await handOver(specialist);
  await row(archivist, '待签收', '云栖路 18 号 3-701').getByRole('button').waitFor();
  await archivist.getByRole('button', { name: '签收归档' }).click();
  for (const [name, value] of [['库房', '一号库'], ['柜号', '3 柜'], ['盒号', '12 盒']] as const) await dialog.getByLabel(name).fill(value);
  await confirm(archivist, '签收归档');
  await specialist.getByText('一号库 / 3 柜 / 12 盒').waitFor();

  await archivist.getByRole('button', { name: '档案', exact: true }).click();
  const file = archivist.getByRole('row').filter({ hasText: '云栖路 18 号 3-701' });
  await file.getByRole('button', { name: '借出' }).click();
  await dialog.getByLabel('借阅人').selectOption({ label: '何静 客户服务部' });
  await dialog.getByLabel('用途').fill('回访前核对');
  await dialog.getByLabel('应还日期').fill('2026-09-25');
  await confirm(archivist, '借出');
  await file.getByText('何静 · 2026-09-25 前还').waitFor();
  await archivist.getByRole('button', { name: '借出', exact: true }).first().click();
  await file.getByRole('button', { name: '收回' }).click();
  await confirm(archivist, '收回');
  await archivist.getByText('没有借出的档案').waitFor();

  await specialist.getByRole('link', { name: '房款' }).click();
  await specialist.getByRole('button', { name: '确认佣金' }).click();
  const reason = specialist.getByRole('dialog').getByRole('textbox');
  await reason.first().waitFor();
  for (let each = 0; each < (await reason.count()); each += 1) await reason.nth(each).fill('中介费减免，审批 2026-18');
  await confirm(specialist, '确认佣金');
});

journey(world, "PB-3.3, PB-3.2, PB-4.1b: the supervisor's round: both parties are called, commission is checked and stands in the month's statement, several deals get their specialist on a board that shows what a colleague does", async () => {
  const { letting } = world.stage;
  const agent = await world.api('letting', 'agent', true);
  const page = await enter('supervisor', '/deal-callbacks');
  const [first, second] = (await (await world.api('letting', 'supervisor', true)).get(`${PB}/deal-callbacks`)).items.map((each: Json) => each.contactName);
  const call = async (name: string, score: string) => {
    await row(page, '待回访', name).getByRole('button').click();
    await page.getByRole('radiogroup', { name: '满意度' }).getByRole('radio', { name: score }).click();
    await page.getByRole('button', { name: '记下回访' }).click();
    await row(page, '待回访', name).waitFor({ state: 'detached' });
  };
  await row(page, '待回访', first).getByRole('button').click();
  await page.getByRole('button', { name: '没人接' }).click();
  await page.getByText('打过 1 次').or(page.getByText(/第 1 次/)).first().waitFor();
  await call(first, '2');
  await call(second, '5');
  await page.getByRole('radio', { name: '统计' }).click();
  await page.getByRole('row').filter({ hasText: '孙莉' }).getByText('3.50').waitFor();
  await page.getByRole('radio', { name: '已回访' }).click();
  await page.getByLabel('只看 2 分以下').click();
  await row(page, '已回访', second).waitFor({ state: 'detached' });
  await row(page, '已回访', first).getByText('2 分').waitFor();

  await page.getByRole('link', { name: '佣金' }).click();
  await page.getByRole('row').filter({ hasText: '云栖路 18 号 3-701' }).getByRole('button', { name: '复核佣金' }).click();
  await page.getByRole('dialog').getByRole('radio', { name: '复核通过' }).click();
  await confirm(page, '复核佣金');
  await page.getByRole('button', { name: '结算表' }).click();
  await page.getByLabel('月份').selectOption('2026-09');
  await page.getByRole('row').filter({ hasText: '云栖路 18 号 3-701' }).getByText('何静').waitFor();
  const [file] = await Promise.all([page.waitForEvent('download', { timeout: 30_000 }), page.getByRole('button', { name: '导出 Excel' }).click()]);
  expect(file.suggestedFilename()).toBe('commission-2026-09.xlsx');

  const other = await enter('specialist2', '/deals/day');
  await other.getByText('没有待接手的').waitFor();
  await page.getByRole('link', { name: '成交看板' }).click();
  await page.getByText('都指定了专员').waitFor();
  const titles = ['梧桐里 2-101', '梧桐里 2-102', '梧桐里 2-103'] as const;
  const ids: string[] = [];
  for (const [n, title] of titles.entries()) {
    const { id } = await openDeal(agent, letting, { signedAt: AT, title, contractNumber: `WT-${n}` });
    await agent.post(`${PB}/deals/${id}/send-f1`);
    ids.push(id);
  }
  // Nobody loads the page again: what the shop sends appears, and what the manager names is gone.
  await row(page, '各环节的成交', 'F1 已送').getByText('3 单').waitFor();
  const chosen = (title: string) => page.getByRole('checkbox', { name: new RegExp(title) });
  for (const title of titles) await chosen(title).check();
  await (await world.api('letting', 'manager', true)).post(`${PB}/deals/${ids[2]}/assign`, { specialistUserId: letting.people.specialist3!.id });
  await chosen(titles[2]).waitFor({ state: 'detached' });
  await page.getByRole('radio', { name: /罗敏/ }).check();
  await page.getByRole('button', { name: '把 2 单指定给罗敏' }).click();
  for (const title of titles.slice(0, 2)) await row(page, '指定结果', title).getByText('已指定专员').waitFor();
  await row(page, '各环节的成交', '已指定专员').getByText('3 单').waitFor();

  await row(other, '待接手', titles[0]).getByRole('button', { name: '接手' }).click();
  await confirm(other, '接手');
  await row(other, '待接手', titles[0]).waitFor({ state: 'detached' });
  await row(other, '待接手', titles[1]).waitFor();
});

journey(world, 'PB-4.6: finance uploads the bank statement of a day; it closes once its difference is explained', async () => {
  const page = await enter('finance', '/reconciliations');
  await page.getByRole('button', { name: '上传银行流水' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('日期').fill(DAY);
  const statement = (line: string) => dialog.locator('input[type=file]').setInputFiles({ name: 'bank.csv', mimeType: 'text/csv', buffer: Buffer.from(`日期,金额,收付,对方户名,流水号\n${line}\n`) });
  await statement(`${DAY},1.005,收,甲,A`);
  await dialog.getByRole('button', { name: '上传银行流水', exact: true }).click();
  await dialog.getByText(/第 2 行/).waitFor();
  await statement(`${DAY},12.00,收,赵一,R-1`);
  await confirm(page, '上传银行流水');
  await page.getByRole('heading', { name: `日终对账 ${DAY}` }).waitFor();
  await page.getByRole('button', { name: '结束对账' }).and(page.locator(':disabled')).waitFor();
  await page.getByRole('row').filter({ hasText: '赵一' }).getByRole('button', { name: '说明差异' }).click();
  await dialog.getByLabel('说明', { exact: true }).fill('银行退回的手续费');
  await confirm(page, '说明差异');
  await page.getByRole('button', { name: '结束对账' }).click();
  await confirm(page, '结束对账');
  await page.getByText('已结', { exact: true }).waitFor();
});

journey(world, 'PB-4.5b, PB-4.2, PB-4.7, PB-5: a city gets its own edition, which may ask for more and not for less; it cannot be withdrawn while a deal runs under it; a form gets its own number, F3 the fields that finance asks for', async () => {
  const page = await enter('supervisor', '/deal-templates?kind=lease');
  await page.getByRole('heading', { name: '系统自带' }).waitFor();
  await page.getByRole('link', { name: '另立城市版' }).click();
  await page.getByLabel('城市').fill('海州');
  await page.getByLabel('原因').fill('海州要先验房');
  const publish = page.getByRole('button', { name: '发布', exact: true });
  await page.getByLabel('什么时候要 1').selectOption('represented');
  await page.getByRole('alert').filter({ hasText: '房地产经纪合同（第一联）' }).filter({ hasText: 'PB-4.2' }).waitFor();
  expect(await publish.isDisabled()).toBe(true);
  await page.getByLabel('什么时候要 1').selectOption('always');
  await page.getByRole('button', { name: '加手续' }).click();
  const last = await page.getByRole('list', { name: '手续' }).getByRole('listitem').count();
  await page.getByLabel(`中文名 ${last}`).first().fill('验房');
  await page.getByLabel(`英文名 ${last}`).first().fill('Inspection');
  await page.getByText('加手续“验房”').waitFor();
  await publish.click();
  await row(page, '各版模板', '海州第 1 版').getByText('现行').waitFor();
  await row(page, '手续', '验房').waitFor();
  await page.getByRole('button', { name: '撤回这一版' }).and(page.locator(':enabled')).waitFor();

  // What was signed before the edition began keeps to the one before it.
  const agent = await world.api('letting', 'agent', true);
  const { effectiveFrom: signedAt } = (await agent.get(`${PB}/deal-templates`)).items.find((each: Json) => each.city === '海州');
  await openDeal(agent, world.stage.letting, { business: 'lease', payment: null, city: '海州', signedAt, title: '海州湾 2-501', contractNumber: 'HZ-1' });
  await page.getByText('在办 1 单按这一版，不能撤回').waitFor();
  await page.getByRole('button', { name: '撤回这一版' }).and(page.locator(':disabled')).waitFor();

  await page.getByRole('link', { name: '规定表格' }).click();
  await row(page, '表格编号', 'F4').getByRole('button', { name: '更改' }).click();
  await page.getByRole('dialog').getByLabel('新编号').fill('ZL-KF-04');
  await page.getByRole('dialog').getByLabel('原因').fill('公司统一编号');
  await confirm(page, '更改表格编号');
  await row(page, '表格编号', 'ZL-KF-04').getByText('现行').waitFor();
  const finance = await enter('finance', '/deal-forms');
  await finance.getByRole('button', { name: '更改' }).click();
  const dialog = finance.getByRole('dialog');
  await dialog.getByRole('button', { name: '加一行栏目' }).click();
  await dialog.getByLabel('中文名 5').fill('支行行号');
  await dialog.getByLabel('英文名 5').fill('Branch code');
  await dialog.getByLabel('原因').fill('银行要行号');
  await confirm(finance, '更改付款单要填的');
  await row(finance, 'F3 付款单要填的', '支行行号（必填）').getByText('现行').waitFor();
});
