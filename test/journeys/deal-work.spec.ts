import type { Page } from 'playwright-core';
import { openDeal } from '../../infra/local/smoke-property.mjs';
import { eventually } from './arrange.mjs';
import { journey, openWorld, settled } from './world.ts';

const world = openWorld({ stay: true });
const PB = '/v1/property-brokerage';
const POWER = '公证委托书';
let address = '';

/** A deal whose seller lets somebody act, named to the specialist, with all documents there but the power of attorney. */
beforeAll(async () => {
  const { property } = world.stage;
  const [agent, supervisor] = [await world.api('property', 'agent'), await world.api('property', 'supervisor')];
  const representative = { name: '钱小云', phone: '13655556666', idNumber: '110105199003077219' };
  const parties = [{ side: 'seller', name: '钱永年', idKind: 'id_card', idNumber: '11010519491231002X', phone: '13600004410', representative }, { side: 'buyer', name: '周子涵', idKind: 'passport', idNumber: 'E12345678', phone: '13900007702' }];
  const { id } = await openDeal(agent, property, { signedAt: new Date(Date.now() - 3_600_000).toISOString(), title: '海棠里 6-402', contractNumber: 'JJ-2026-88', parties });
  await agent.post(`${PB}/deals/${id}/send-f1`);
  await supervisor.post(`${PB}/deals/${id}/assign`, { specialistUserId: property.people.specialist!.id });
  const { items } = await agent.get(`${PB}/deals/${id}/transfer`);
  for (const item of items) if (item.name.zh !== POWER) await agent.post(`${PB}/deals/${id}/transfer/items/${item.id}/bring`);
  address = `/deals/${id}`;
}, 60_000);

const enter = (who: string, part = ''): Promise<Page> => world.enter('property', who, { at: `${address}${part}` });
/** The row of a list that names this. */
const row = (page: Page, list: string, text: string) => page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: text });
/** Presses the button that is not the one of the thumb bar. */
const press = (page: Page, name: string | RegExp) => page.getByRole('complementary').getByRole('button', { name }).first().click();
/** Confirms the open dialog and waits until it is gone. */
async function confirm(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await settled(page);
}

journey(world, 'PB-4.1c, PB-4.2: a transfer is refused for want of the power of attorney, the second is accepted', async () => {
  const specialist = await enter('specialist', '/documents');
  // What cannot be done yet stays visible and says why.
  await specialist.getByRole('button', { name: '接收资料，接单' }).and(specialist.locator(':disabled')).waitFor();
  await specialist.getByText('还缺 1 份资料').waitFor();
  await press(specialist, '退回本轮移交');
  const dialog = specialist.getByRole('dialog');
  expect(await dialog.getByRole('checkbox', { name: new RegExp(POWER) }).isChecked()).toBe(true);
  await dialog.getByLabel('原因').fill('钱小云代办，没有委托书');
  await confirm(specialist, '退回本轮移交');
  await specialist.getByText(`缺：${POWER}（钱永年）`).waitFor();

  const agent = await enter('agent', '/documents');
  await row(agent, '资料', POWER).getByRole('button', { name: '交来' }).click();
  await agent.getByRole('dialog').getByLabel('原件放在哪里').fill('原件在柜 A-17');
  await confirm(agent, '交来');
  await row(agent, '资料', POWER).getByText('原件在柜 A-17').waitFor();

  await specialist.getByRole('button', { name: '接收资料，接单' }).and(specialist.locator(':enabled')).first().waitFor();
  await specialist.keyboard.press('r');
  await confirm(specialist, '接收资料，接单');
  await specialist.getByText('第 2 轮').waitFor();
});

journey(world, 'PB-4.3a, PB-4.4: the shop calls both parties, the specialist texts them, the copy of the contract is handed over and checked', async () => {
  const agent = await enter('agent', '/documents');
  for (const name of ['钱小云', '周子涵']) {
    await press(agent, `电话告知${name}`);
    await agent.getByRole('dialog').getByRole('radio', { name: '接通，已告知' }).click();
    await confirm(agent, '登记通话');
  }
  const specialist = await enter('specialist', '/documents');
  await press(specialist, /^发短信告知双方/);
  await specialist.getByRole('dialog').getByLabel('您的联系电话').fill('13811112222');
  await confirm(specialist, '发短信告知双方');
  // In quiet hours the text waits until the morning; that it is under way is all that can be seen at any time of day.
  await row(specialist, '告知双方', '周子涵').getByText(/短信 周子涵 已(发出|送达)/).waitFor();
  expect(await specialist.getByRole('button', { name: '发短信告知双方' }).count()).toBe(0);

  await press(specialist, /^送审合同副本/);
  await confirm(specialist, '送审合同副本');
  const supervisor = await enter('supervisor', '/documents');
  await press(supervisor, /^审核合同副本/);
  await supervisor.getByRole('dialog').getByRole('radio', { name: '审核通过' }).click();
  await confirm(supervisor, '审核合同副本');
  await supervisor.getByText('审核通过').first().waitFor();
});

journey(world, 'PB-4.5, PB-4.5b, PB-4.8: the client is accompanied before a step is finished; a step out of order needs its reason; both are told', async () => {
  const page = await enter('specialist');
  const finish = page.getByRole('button', { name: '办完网签' });
  await finish.and(page.locator(':disabled')).waitFor();
  await page.getByText('先登记谁到了、专员陪同').waitFor();
  await press(page, /^约客户：网签/);
  const dialog = page.getByRole('dialog');
  // Kept yesterday, entered today: nobody is texted for what is over.
  await dialog.getByLabel('哪一天').selectOption({ index: 6 });
  await dialog.getByLabel('几点起').fill('10:00');
  await dialog.getByLabel('几点止').fill('11:00');
  await dialog.getByLabel('地点').fill('政务中心 3 楼');
  await dialog.getByLabel('您的联系电话').fill('13811112222');
  await confirm(page, '约时间');
  await press(page, /^登记到场/);
  for (const name of [/钱永年/, /周子涵/]) await dialog.getByRole('checkbox', { name }).check();
  await confirm(page, '登记到场');
  await page.getByText(/钱永年、周子涵，专员陪同/).waitFor();
  await press(page, /^办完网签/);
  await dialog.getByLabel('结果').fill('网签号 WQ-2026-11');
  // Both stood beside it: nobody needs a text, and no phone number for one.
  for (const name of ['卖方 钱永年', '买方 周子涵']) await dialog.getByRole('checkbox', { name }).check();
  expect(await dialog.getByLabel('您的联系电话').count()).toBe(0);
  await confirm(page, '办完网签');
  await row(page, '手续', '网签').getByText(/办完.*WQ-2026-11/).waitFor();
  await row(page, '手续', '网签').getByText(/双方已知/).waitFor();

  // The bank was faster than the application.
  await row(page, '手续', '贷款审批').getByRole('button', { name: /更多/ }).click();
  await page.getByRole('menuitem', { name: '办完贷款审批' }).click();
  await dialog.getByText('按操作指引先办：贷款申请').waitFor();
  const send = dialog.getByRole('button', { name: '办完贷款审批', exact: true });
  await dialog.getByLabel('您的联系电话').fill('13811112222');
  expect(await send.isDisabled()).toBe(true);
  await dialog.getByLabel('为什么提前办').fill('银行预审先批');
  await confirm(page, '办完贷款审批');
  await row(page, '手续', '贷款审批').getByText('提前办：银行预审先批').waitFor();
});

journey(world, 'PB-4.6, PB-4.7: the shop reports what it took; the specialist writes F3 when its condition is met, the supervisor audits, finance pays', async () => {
  const agent = await enter('agent', '/money');
  await agent.getByRole('button', { name: '登记收款' }).click();
  let dialog = agent.getByRole('dialog');
  await dialog.getByLabel('谁付的').selectOption({ label: '买方 周子涵' });
  await dialog.getByLabel('金额（元）').fill('50,000');
  await confirm(agent, '登记收款');
  await press(agent, /^报部门财务/);
  await confirm(agent, '报部门财务');
  await row(agent, '收款', '¥50,000.00').getByText(/已报，(等送达|都收到了)/).waitFor();

  const specialist = await enter('specialist', '/money');
  dialog = specialist.getByRole('dialog');
  await specialist.getByRole('button', { name: '加付款条件' }).click();
  await dialog.getByLabel('叫什么').fill('定金付卖方');
  await dialog.getByLabel('从哪里付').selectOption('held_buyer');
  await dialog.getByLabel('付给').selectOption({ label: '卖方 钱永年' });
  await dialog.getByLabel('金额（元）').fill('50000');
  await dialog.getByRole('radio', { name: '合同写明' }).click();
  await dialog.getByLabel('合同怎么写').fill('网签完成当天');
  await confirm(specialist, '加付款条件');
  await row(specialist, '付款条件', '定金付卖方').getByRole('button', { name: '条件成立' }).click();
  await confirm(specialist, '条件成立');
  await press(specialist, /^写付款单：定金付卖方/);
  await dialog.getByLabel('开户行').fill('江州银行滨江支行');
  await dialog.getByLabel('账号').fill('6222021234567890123');
  await confirm(specialist, '写付款单');
  await press(specialist, /^送财务/);
  await confirm(specialist, '送财务');
  await specialist.getByText('待审核').first().waitFor();
  // Maker and auditor differ: it does not wait for its own maker.
  expect(await specialist.getByRole('button', { name: '审核付款单' }).count()).toBe(0);

  const supervisor = await enter('supervisor', '/money');
  await press(supervisor, /^审核付款单/);
  await supervisor.getByRole('dialog').getByRole('radio', { name: '同意付款' }).click();
  await confirm(supervisor, '审核付款单');
  // Finance needs no deal to begin with: what is to be paid stands in its list.
  const finance = await world.enter('property', 'finance', { at: '/payment-slips' });
  await finance.getByRole('row').filter({ hasText: '海棠里 6-402' }).getByRole('button', { name: '登记付出' }).click();
  await finance.getByRole('dialog').getByLabel('银行流水号').fill('BK-20261128-7');
  await confirm(finance, '登记付出');
  await finance.goto(`${address}/money`);
  await finance.getByText('BK-20261128-7').first().waitFor();
  await eventually('the book is empty', async () => (await (await world.api('property', 'finance')).get(`${PB}${address}/book`)).held === '0.00');
});

journey(world, 'PB-4.9a: the shop hands the property over and settles the fees, both sides confirm, F4 is sent and received', async () => {
  const agent = await enter('agent', '/handover');
  await agent.getByRole('button', { name: '送 F4' }).and(agent.locator(':disabled')).waitFor();
  await agent.getByRole('button', { name: '登记移交' }).click();
  const dialog = agent.getByRole('dialog');
  // Who acts for the seller stands there already.
  expect(await dialog.getByLabel('姓名 1').inputValue()).toBe('钱小云');
  await dialog.getByRole('button', { name: '加一行移交物品' }).click();
  await dialog.getByLabel('物品 1').fill('入户门钥匙');
  await dialog.getByLabel('数量 1').fill('4');
  await dialog.getByRole('button', { name: '加一行表读数' }).click();
  await dialog.getByLabel('哪种表 1').selectOption('gas');
  await dialog.getByLabel('读数 1').fill('1832.5');
  await confirm(agent, '登记移交');
  await agent.getByText('入户门钥匙 × 4').waitFor();
  await agent.getByRole('button', { name: '录结算清单' }).click();
  await dialog.getByRole('button', { name: '加一行费用' }).click();
  await dialog.getByLabel('种类 1').selectOption('property_management');
  await dialog.getByLabel('名称 1').fill('12 月物业费');
  await dialog.getByLabel('谁付 1').selectOption('buyer');
  await dialog.getByLabel('付给谁 1').selectOption('seller');
  await dialog.getByLabel('金额（元） 1').fill('312.50');
  await confirm(agent, '录结算清单');
  await row(agent, '费用结算', '12 月物业费').getByText('买方 → 卖方').waitFor();
  for (const side of ['卖方', '买方']) {
    await agent.getByRole('main').getByRole('button', { name: '登记确认' }).first().click();
    await dialog.getByRole('radio', { name: side }).click();
    await confirm(agent, '登记确认');
  }
  await press(agent, /^送 F4/);
  await confirm(agent, '送 F4');
  const specialist = await enter('specialist', '/handover');
  await press(specialist, /^收下 F4/);
  // The step of the handover ends with it: both stood beside it.
  for (const name of ['卖方 钱永年', '买方 周子涵']) await specialist.getByRole('dialog').getByRole('checkbox', { name }).check();
  await confirm(specialist, '收下 F4');
  await specialist.getByText('专员已收').waitFor();
  await specialist.getByRole('link', { name: '办理', exact: true }).click();
  await row(specialist, '手续', '交房结算').getByText(/双方已知/).waitFor();
});
