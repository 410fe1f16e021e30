import { journey, openWorld, settled } from './world.ts';

const world = openWorld();
const CASES = /\/v1\/utility-care\/cases\?/;

journey(world, 'a service that does not answer is said so, what is written stays, and 再试 brings the rows', async () => {
  const page = await world.enter('east', 'dispatcher', { at: null });
  // Without the stream, so that nobody else's case brings the rows before 再试 does.
  await page.route('**/v1/notification/stream', (route) => route.abort());
  await page.route(CASES, (route) => route.abort());
  await page.goto('/cases');
  const failure = page.getByRole('main').getByRole('alert');
  await failure.getByRole('heading', { name: '受理单没有载入' }).waitFor();
  await failure.getByText('服务没有回应').waitFor();
  await page.unroute(CASES);
  await failure.getByRole('button', { name: '再试' }).click();
  await page.getByRole('table', { name: '受理单' }).locator('tbody tr td a').first().waitFor();
});

journey(world, 'a failure has a number to quote', async () => {
  const page = await world.enter('east', 'dispatcher', { at: null });
  const traceId = '5f0c9a7e2b1d4c6f8a3e5d7c9b1a2f4e';
  await page.route(CASES, (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ status: 503, code: 'unavailable', title: '这个服务现在不在', traceId }) }));
  await page.goto('/cases');
  const failure = page.getByRole('main').getByRole('alert');
  await failure.getByText(`追踪号 ${traceId}`).waitFor();
  await failure.getByText('这个服务现在不在').waitFor();
  await failure.getByRole('button', { name: '再试' }).waitFor();
});

journey(world, 'what is written at the desk survives a refused save and a reload', async () => {
  const page = await world.enter('east', 'callTaker', { at: '/intake' });
  await page.getByRole('button', { name: /不在名册/ }).click();
  await page.getByLabel('来电人').fill('张先生');
  await page.getByRole('radio', { name: '咨询' }).click();
  await page.getByRole('textbox', { name: '说明' }).fill('问阶梯气价');
  await page.route('**/v1/utility-care/cases', (route) => route.abort());
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').filter({ hasText: '没有发出去：服务没有回应，内容还在' }).waitFor();
  await page.reload();
  expect(await page.getByRole('textbox', { name: '说明' }).inputValue()).toBe('问阶梯气价');
  expect(await page.getByLabel('来电人').inputValue()).toBe('张先生');
});

journey(world, 'a page that hears nothing any more says since when its data stand still', async () => {
  const page = await world.enter('east', 'dispatcher', { at: null, before: (fresh) => fresh.clock.install() });
  await page.route('**/v1/notification/stream', (route) => route.abort());
  await page.goto('/cases');
  await settled(page);
  const bar = page.getByRole('status').filter({ hasText: /^数据停在 \d\d:\d\d，正在重连$/ });
  expect(await bar.count()).toBe(0);
  await page.clock.fastForward(35_000);
  await bar.waitFor();
  await page.unroute('**/v1/notification/stream');
  await page.clock.fastForward(20_000);
  await bar.waitFor({ state: 'detached' });
});

journey(world, 'PF-6: what a role may not do is absent from its menu, and its address says which permission it takes', async () => {
  const page = await world.enter('east', 'callTaker', { at: '/cases' });
  await settled(page);
  const menu = page.getByRole('navigation', { name: '主菜单' });
  expect(await menu.getByRole('link').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/^受理台/)]));
  for (const absent of ['派工看板', '回访', '合规总览', '发件箱', '我的工单', '沙盒时钟']) expect(await menu.getByRole('link', { name: absent }).count()).toBe(0);
  await page.goto('/board');
  await page.getByRole('heading', { level: 1, name: '您没有看这一页的权限' }).waitFor();
  await page.getByText('order.dispatch').waitFor();
  await page.goto('/no-such-page');
  await page.getByRole('heading', { level: 1, name: '没有这一页' }).waitFor();
});

journey(world, 'an empty place says what comes here and offers the first step', async () => {
  const page = await world.enter('west', 'callTaker', { sandbox: true, at: '/cases' });
  await page.getByRole('heading', { name: '没有未结的受理单' }).waitFor();
  await page.getByRole('main').getByRole('button', { name: '新受理单' }).last().click();
  await page.waitForURL('**/intake');
  await page.goto('/inbox');
  await page.getByRole('heading', { name: '收件箱是空的' }).waitFor();
});
