import type { Page } from 'playwright-core';
import { journey, openWorld, PICTURES } from './world.ts';

const world = openWorld();

journey(world, 'PF-5: a wrong password says so and how many tries are left; the right one leads in', async () => {
  const { people, name } = world.stage.east;
  const page = await world.window({ at: '/cases' });
  await page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
  await page.getByLabel('手机号或邮箱').fill(people.callTaker2!.account);
  await page.getByLabel('密码', { exact: true }).fill('Wrong-password-1');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('alert').filter({ hasText: '账号或密码不对' }).filter({ hasText: /还可以试 \d 次/ }).waitFor();
  expect(await page.getByLabel('手机号或邮箱').inputValue()).toBe(people.callTaker2!.account);

  await page.getByLabel('密码', { exact: true }).fill(world.stage.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '从哪里开始？' }).waitFor();
  await page.getByRole('button', { name }).last().click();
  // The page that was asked for before signing in.
  await page.getByRole('heading', { level: 1, name: '受理单' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/cases');
});

journey(world, 'PF-1: the switcher leads into the sandbox twin and back; each keeps its own cases', async () => {
  // In the west nobody else plays in the sandbox.
  const { name } = world.stage.west;
  const page = await world.enter('west', 'callTaker', { at: '/cases' });
  const sandboxTag = page.locator('header').getByRole('link', { name: '沙盒' });
  const rows = page.getByRole('table', { name: '受理单' }).getByRole('row');
  await rows.nth(1).waitFor();
  expect(await sandboxTag.count()).toBe(0);

  await page.keyboard.press('Control+Shift+U');
  await page.getByRole('heading', { level: 1, name: '从哪里开始？' }).waitFor();
  await page.getByRole('button', { name: '沙盒 练习用，不发短信' }).click();
  await page.keyboard.press('Enter');
  await sandboxTag.waitFor();
  await page.goto('/cases');
  await page.getByText('没有未结的受理单').waitFor();
  // A reload stays where the tab was.
  await page.reload();
  await sandboxTag.waitFor();

  await page.getByRole('link', { name: new RegExp(name) }).click();
  await page.getByRole('button', { name: '您在 1 家有岗位' }).click();
  await page.getByRole('button', { name }).click();
  await page.waitForURL('/');
  await page.goto('/cases');
  await rows.nth(1).waitFor();
  expect(await sandboxTag.count()).toBe(0);
});

journey(world, 'the switcher shows what is overdue and due today where the token of the place reaches, and nothing elsewhere', async () => {
  const { hq, east } = world.stage;
  const counts = [{ tenantId: hq.tenantId, overdue: 1, dueToday: 0 }, { tenantId: east.tenantId, overdue: 5, dueToday: 9 }];
  const answer = (items: typeof counts) => (page: Page) => page.route('**/v1/insight/places', (route) => route.fulfill({ json: { items } }));
  const page = await world.enter('east', 'dispatcher', { at: '/switch', before: answer(counts.slice(1)) });
  await page.getByRole('button', { name: east.name }).filter({ hasText: '超时 5' }).filter({ hasText: '今天到期 9' }).waitFor();
  await page.screenshot({ path: `${PICTURES}/switcher.png` });
  await page.getByRole('button', { name: '沙盒 练习用，不发短信' }).click();
  expect(await page.getByText(/^超时|^今天到期/).count()).toBe(0);

  // Headquarters answer for the whole tree.
  const top = await world.enter('hq', 'supervisor', { at: '/switch', before: answer(counts) });
  await top.getByRole('button', { name: hq.name }).filter({ hasText: '超时 6' }).filter({ hasText: '今天到期 9' }).waitFor();
});
