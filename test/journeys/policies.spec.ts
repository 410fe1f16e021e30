import { journey, openWorld, settled } from './world.ts';

const world = openWorld();
const KEY = 'uc.fault.network.repairHours';
const at = `/policies/${KEY}`;

journey(world, 'PF-11: headquarters tighten a number for a future date; the history shows it and nothing moves before', async () => {
  const page = await world.enter('hq', 'supervisor', { at });
  const editor = page.getByRole('complementary', { name: '改参数' });
  const value = editor.getByRole('spinbutton', { name: '现行值' });
  await value.fill('20');
  await editor.getByText('已开的照旧，按规程默认（24 小时）到期').waitFor();
  const date = await editor.getByLabel('生效').inputValue();
  const publish = editor.getByRole('button', { name: `${date} 起生效` });
  expect(await publish.isDisabled()).toBe(true);
  await editor.getByLabel('理由').fill('集团提速');
  await publish.click();
  await page.getByText('已发布新版本').waitFor();
  await editor.getByRole('listitem').filter({ hasText: '20 小时' }).filter({ hasText: `${date} 起，待生效，集团提速` }).waitFor();
  await page.getByRole('row', { name: KEY }).getByText('→ 20 小时').waitFor();
  const [table, last] = await Promise.all([page.locator('.policy-table').boundingBox(), page.getByRole('row', { name: KEY }).getByRole('cell').last().boundingBox()]);
  expect(last!.x + last!.width).toBeLessThanOrEqual(table!.x + table!.width + 1);
  const policy = await (await world.api('hq', 'supervisor')).get(`/v1/tenancy/policies/${KEY}`);
  expect(policy.inForce).toMatchObject({ value: 24, origin: 'default' });
  expect(policy.pending).toHaveLength(1);
});

journey(world, 'R19: a subsidiary may only tighten: the form says so with the clause, and the server refuses what gets past it', async () => {
  const headquarters = await world.api('hq', 'supervisor');
  const key = 'uc.complaint.startMinutes';
  await headquarters.post('/v1/tenancy/policies', { key, value: 50, mayTighten: true, reason: '集团提速' });
  const page = await world.enter('east', 'admin', { at: `/policies/${key}` });
  await settled(page);
  const editor = page.getByRole('complementary', { name: '改参数' });
  const value = editor.getByRole('spinbutton', { name: '现行值' });
  await value.fill('60');
  await editor.getByRole('alert').filter({ hasText: '不能比集团的 50 分钟 更宽' }).filter({ hasText: 'R19' }).waitFor();
  await editor.getByLabel('理由').fill('试放宽');
  expect(await editor.getByRole('button', { name: /起生效$/ }).isDisabled()).toBe(true);
  const refusal = await (await world.api('east', 'admin')).refused(422, 'POST', '/v1/tenancy/policies', { key, value: 60, reason: '试放宽' });
  expect(refusal).toMatchObject({ code: 'policy_looser', clause: 'PF-2' });

  await value.fill('40');
  await editor.getByLabel('理由').fill('自加压力');
  await editor.getByRole('button', { name: /起生效$/ }).click();
  await page.getByText('已发布新版本').waitFor();
});

journey(world, 'a version that somebody else published meanwhile is shown before one more is published, and what was typed stays', async () => {
  const key = 'uc.callback.withinDays';
  const admin = await world.api('east', 'admin');
  const page = await world.enter('east', 'admin', { at: `/policies/${key}` });
  await settled(page);
  const editor = page.getByRole('complementary', { name: '改参数' });
  await editor.getByRole('spinbutton', { name: '现行值' }).fill('6');
  await editor.getByLabel('理由').fill('早一天回访');
  await admin.post('/v1/tenancy/policies', { key, value: 5, effectiveFrom: new Date(Date.now() + 5 * 86_400_000).toISOString(), reason: '分公司例会' });
  const publish = editor.getByRole('button', { name: /起生效$/ });
  await publish.click();
  const conflict = editor.getByRole('alert').filter({ hasText: '别人刚发布了新版本' });
  await conflict.waitFor();
  expect(await conflict.getByRole('row').last().getByRole('cell').allInnerTexts()).toEqual(['6 天', '5 天']);
  expect((await admin.get(`/v1/tenancy/policies/${key}`)).history).toHaveLength(1);
  expect(await publish.isDisabled()).toBe(true);
  await conflict.getByRole('button', { name: '用我的' }).click();
  expect(await editor.getByLabel('理由').inputValue()).toBe('早一天回访');
  await publish.click();
  await page.getByText('已发布新版本').waitFor();
  expect((await admin.get(`/v1/tenancy/policies/${key}`)).history).toHaveLength(2);
});
