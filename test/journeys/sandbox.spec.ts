import { openCase } from './arrange.mjs';
import { journey, openWorld, settled } from './world.ts';

const world = openWorld();

journey(world, 'PF-11, PF-13: the sandbox clock is moved on its page; the clock that ran out is overdue, and the inbox of the next level says so', async () => {
  const home = world.stage.homesOf('sandbox')[0]!;
  const found = await openCase(await world.api('east', 'callTaker', true), home, { kind: 'repair', faultScope: 'network', symptom: 'wq', description: '没气' });
  const page = await world.enter('east', 'admin', { sandbox: true, at: '/sandbox' });
  await page.getByText('和真实时间一致').waitFor();
  await page.getByRole('button', { name: '6 小时' }).click();
  await page.getByText(/^比真实时间快 6 时/).waitFor();
  await page.getByRole('button', { name: '1 小时' }).click();
  await page.getByText(/^比真实时间快 7 时/).waitFor();

  const supervisor = await world.enter('east', 'supervisor', { sandbox: true, at: '/inbox' });
  const message = supervisor.locator('.inbox li').filter({ hasText: 'UC-7.3a' }).first();
  await message.waitFor();
  await message.getByRole('button').click();
  await supervisor.waitForURL(`**/cases/${found.id}`);
  await supervisor.getByRole('button', { name: /UC-7\.3a 超时/ }).waitFor();
});

journey(world, 'PF-1: a real company has no such page', async () => {
  const page = await world.enter('east', 'admin', { at: '/users' });
  await settled(page);
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '人员与权限' }).waitFor();
  expect(await page.getByRole('link', { name: '沙盒时钟' }).count()).toBe(0);
  await page.goto('/sandbox');
  await page.getByRole('heading', { level: 1, name: '这里不是沙盒' }).waitFor();
});
