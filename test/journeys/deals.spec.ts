import { eventually } from './arrange.mjs';
import { journey, openWorld } from './world.ts';

const world = openWorld({ stay: true });

journey(world, 'PB-4.1a, PB-4.1b: a shop registers a deal, sends F1, the department names the least loaded specialist, who takes it on', async () => {
  const agent = await world.enter('property', 'agent', { at: '/deals/new' });
  const fill = (label: string, text: string) => agent.getByLabel(label, { exact: true }).fill(text);
  const today = new Date(Date.now() + 8 * 3_600_000 - 60_000).toISOString();
  await fill('签约日期', today.slice(0, 10));
  await fill('几点', today.slice(11, 16));
  await fill('合同编号', 'JJ-2026-77');
  await fill('房屋', '翠湖天地 3-801');
  await fill('城市', '江州');
  await fill('地址', '湖滨路 88 号 3-801');
  await fill('成交价（元）', '2,930,000.00');
  for (const [side, name, phone] of [['卖方', '钱永年', '12'], ['买方', '单志远', '13633334444']] as const) {
    await fill(`${side} 姓名或单位`, name);
    await fill(`${side} 证件号`, '11010519491231002X');
    await fill(`${side} 电话`, phone);
  }
  const save = agent.getByRole('button', { name: /^登记/ });
  await save.click();
  // What is wrong stands where it was typed, and nothing typed is lost.
  await agent.getByText('不是电话号码').waitFor();
  await fill('卖方 电话', '13600004410');
  await save.click();
  await agent.getByRole('heading', { level: 1, name: '翠湖天地 3-801' }).waitFor();
  await agent.getByText('136****4410').waitFor();
  const address = new URL(agent.url()).pathname;

  await agent.getByRole('button', { name: '送 F1 R' }).waitFor();
  await agent.keyboard.press('r');
  await agent.getByRole('dialog').getByRole('button', { name: '送 F1' }).click();
  await agent.getByText('F1 已送', { exact: true }).waitFor();

  const supervisor = await world.enter('property', 'supervisor', { at: address });
  await supervisor.getByRole('button', { name: '指定专员 R' }).click();
  const first = supervisor.getByRole('radiogroup', { name: '选专员' }).getByRole('radio').first();
  await first.check();
  // Who has a deal already is not the first choice.
  expect(await supervisor.locator('.candidate').first().innerText()).not.toContain('孙莉');
  await supervisor.getByRole('radiogroup', { name: '选专员' }).getByText('孙莉').click();
  await supervisor.getByRole('dialog').getByRole('button', { name: '指定专员' }).click();
  await supervisor.getByText('等本人接手').waitFor();

  const specialist = await world.enter('property', 'specialist', { at: '/' });
  await specialist.getByRole('link', { name: /^CJ/ }).first().waitFor();
  await specialist.goto(address);
  await specialist.getByRole('button', { name: '接手 R' }).waitFor();
  await specialist.keyboard.press('r');
  await specialist.getByRole('dialog').getByRole('button', { name: '接手' }).click();
  await specialist.getByText('等本人接手').waitFor({ state: 'detached' });
});

journey(world, 'a list of deals is found by what people say, its address is its view, and the ledger of the context opens "why this date?"', async () => {
  const page = await world.enter('property', 'supervisor', { at: '/deals' });
  const rows = page.locator('tbody tr');
  await rows.first().waitFor();
  await page.getByRole('searchbox').fill('锦绣');
  await page.getByRole('link', { name: /^CJ/ }).first().waitFor();
  await eventually('one row is left', async () => (await rows.count()) === 1);
  expect(new URL(page.url()).searchParams.get('q')).toBe('锦绣');
  // The search of everywhere finds deals for whoever works with them.
  await page.keyboard.press('Control+k');
  const search = page.getByRole('combobox', { name: '搜索和操作' });
  expect(await search.getAttribute('placeholder')).toBe('搜单号、当事人、电话、房屋');
  await search.fill('锦绣');
  await page.getByRole('group', { name: '成交' }).getByRole('option').filter({ hasText: '锦绣' }).first().waitFor();
  await search.press('Enter');
  await page.waitForURL(/\/deals\/[0-9a-f-]{36}$/);
  await page.goto(`/deals/${world.stage.deals.taken}`);
  await page.getByRole('button', { name: /资料移交/ }).click();
  await page.getByRole('dialog').getByText('PB-4.1c').first().waitFor();
  await page.goto('/obligations');
  await page.getByText('PB-4.1c').first().waitFor();
});
