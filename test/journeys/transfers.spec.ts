import type { Page } from 'playwright-core';
import { photo } from '../../infra/local/pictures.mjs';
import { assignedDeal } from '../acceptance/property.ts';
import { requestGas, utilityPath } from '../acceptance/property-handovers.ts';
import type { Json, SignedIn } from '../acceptance/stage.ts';
import { eventually } from './arrange.mjs';
import { journey, openWorld, settled } from './world.ts';

const world = openWorld({ stay: true });
const row = (page: Page, text: string | RegExp) => page.getByRole('row').filter({ hasText: text });
const next = (page: Page, name: string) => page.getByRole('complementary').getByRole('button', { name, exact: false }).first().click();
async function confirm(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await settled(page);
}
const offered = (page: Page, partner: string) => page.getByRole('listitem').getByRole('button').filter({ hasText: partner });

journey(world, 'PF-10, PB-4.9b, UC-5.2d: two companies agree on what may cross; gas asked by one is accepted, read and transferred by the other; either ends the agreement at once', async () => {
  const { east, property } = world.stage;
  const offers = await world.enter('property', 'admin', { at: '/agreements' });
  const dialog = offers.getByRole('dialog');
  await offers.getByRole('button', { name: '提出协议' }).click();
  await dialog.getByLabel('对方公司代码').fill(east.code);
  await dialog.getByRole('checkbox', { name: '原户主证件号' }).uncheck();
  await dialog.getByLabel('原因').fill('过户互通');
  await confirm(offers, '提出协议');
  await offered(offers, east.name).click();
  await offers.getByText('等对方答复').waitFor();
  // Whoever offers does not answer; what does not cross is struck out.
  expect(await offers.getByRole('button', { name: '同意协议' }).count()).toBe(0);
  await offers.getByRole('list', { name: '过户申请' }).locator('.muted').filter({ hasText: '原户主证件号' }).waitFor();

  const answers = await world.enter('east', 'admin', { at: '/agreements' });
  await answers.getByRole('button', { name: '同意协议' }).click();
  await confirm(answers, '同意协议');
  await answers.getByText('生效，列出的内容可以互通').waitFor();

  const [agent, specialist, supervisor] = await Promise.all(['agent', 'specialist', 'supervisor'].map((key) => world.api('property', key))) as unknown as [SignedIn, SignedIn, SignedIn];
  const [home] = world.stage.homesOf('transfers');
  const deal = await assignedDeal({ of: property, who: { agent, supervisor } }, { signedAt: new Date(Date.now() - 3_600_000).toISOString(), title: '翠苑 9-1102', contractNumber: 'JJ-2026-97', utilities: ['gas'] });
  await requestGas(specialist, deal, { accountNumber: home!.number });

  const page = await world.enter('east', 'supervisor', { at: '/transfers?status=requested' });
  await eventually('the request is in the list', async () => {
    if (await row(page, home!.number).count()) return true;
    await page.reload();
    await settled(page);
    return false;
  });
  await row(page, home!.number).getByText('安居地产').waitFor();
  await row(page, home!.number).getByRole('link', { name: /^GH/ }).click();
  await page.getByRole('heading', { level: 1, name: /→ 周子涵/ }).waitFor();
  await page.getByText('安居地产经平台提出').waitFor();
  await next(page, '受理过户');
  // Debts block it, with the reason.
  await page.getByRole('dialog').getByLabel('户上欠费（元）').fill('126.40');
  await page.getByRole('dialog').getByRole('button', { name: '受理过户', exact: true }).click();
  await page.getByRole('dialog').getByText(/户上欠费 126.40 元/).first().waitFor();
  await page.getByRole('dialog').getByLabel('户上欠费（元）').fill('0');
  await confirm(page, '受理过户');
  await page.getByRole('complementary').getByRole('button', { name: '登记表底数' }).click();
  await page.getByRole('dialog').getByLabel('表底数', { exact: true }).fill('1204.5');
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles({ name: 'meter.png', mimeType: 'image/png', buffer: photo(97) });
  await page.getByRole('dialog').getByRole('button', { name: '登记表底数', exact: true }).and(page.locator(':enabled')).waitFor();
  await confirm(page, '登记表底数');
  await next(page, '销旧户，开新户');
  await confirm(page, '销旧户，开新户');
  await page.getByText(/销户，底数 1204.5 立方米/).waitFor();
  await page.getByText(/开户，起数 1204.5 立方米/).waitFor();
  await page.getByText('这件过户已经了结。').first().waitFor();
  await page.getByRole('link', { name: home!.number }).click();
  await page.getByRole('heading', { level: 1, name: '周子涵' }).waitFor();
  // The result has ended the step of the other company.
  await eventually('the step has ended', async () => (await specialist.get(utilityPath(deal))).items.find((each: Json) => each.utility === 'gas').stepState === 'done');

  await answers.getByRole('button', { name: '终止协议' }).click();
  await answers.getByRole('dialog').getByLabel('原因').fill('合作到期');
  await confirm(answers, '终止协议');
  await offers.reload();
  await offered(offers, east.name).click();
  await offers.getByText('已终止，不再互通').waitFor();
  await offers.getByText('合作到期').waitFor();
});

journey(world, 'UC-5.2d: at the counter a transfer is registered from the household file and refused for its debt, with the reason', async () => {
  const [, home] = world.stage.homesOf('transfers');
  const account = (await (await world.api('east', 'supervisor')).get(`/v1/utility-care/accounts?q=${home!.phone.slice(-4)}`)).items.find((each: Json) => each.number === home!.number);
  const page = await world.enter('east', 'supervisor', { at: `/accounts/${account.id}` });
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: '办过户' }).click();
  await dialog.getByLabel('新户主', { exact: true }).fill('韩梅');
  await dialog.getByLabel('新户主电话').fill('13');
  await dialog.getByRole('button', { name: '办过户', exact: true }).click();
  // What is wrong stands where it was typed.
  await dialog.getByText('不是电话号码').waitFor();
  await dialog.getByLabel('新户主电话').fill('13900005566');
  await dialog.getByRole('button', { name: '办过户', exact: true }).click();
  await page.waitForURL(/\/transfers\/[0-9a-f-]{36}$/);
  await page.getByRole('heading', { level: 1, name: `${home!.holderName} → 韩梅` }).waitFor();
  await page.getByRole('complementary').getByRole('button', { name: '退回申请' }).first().click();
  await dialog.getByLabel('原因').fill('户上欠费未结');
  await dialog.getByLabel('户上欠费（元）').fill('88.50');
  await confirm(page, '退回申请');
  await page.getByText('户上欠费未结（欠费 88.50 元）').waitFor();
  await page.goto('/transfers?status=refused');
  await row(page, '韩梅').waitFor();
});

journey(world, 'PF-12: what waits for an approval shows its chain; somebody decides in one\'s place for a time, and no longer once that ends', async () => {
  const page = await world.enter('property', 'supervisor', { at: '/approvals' });
  const request = page.locator('.panel').filter({ hasText: '江湾城 7-2203' });
  await request.getByRole('list', { name: '审批流程' }).getByText('何静').waitFor();
  await request.getByRole('button', { name: '审核付款单' }).waitFor();
  const delegates = page.getByRole('list', { name: '代办人' });
  await page.getByRole('button', { name: '委托代办' }).click();
  const dialog = page.getByRole('dialog');
  const manager = world.stage.property.people.manager!.name;
  const delegate = dialog.getByLabel('谁代办');
  await delegate.selectOption(await delegate.locator('option').filter({ hasText: manager }).first().getAttribute('value'));
  const until = new Date(Date.now() + 8 * 3_600_000 + 86_400_000).toISOString();
  await dialog.getByLabel('到什么时候止 哪一天').fill(until.slice(0, 10));
  await dialog.getByLabel('到什么时候止 几点').fill('18:00');
  await confirm(page, '委托代办');
  await delegates.getByText(`${manager}代我审批`).waitFor();
  await delegates.getByRole('button', { name: '结束代办' }).click();
  await confirm(page, '结束代办');
  await page.getByText('没有代办人').waitFor();
});
