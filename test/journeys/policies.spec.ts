import { journey, openWorld, PICTURES, settled } from './world.ts';

const world = openWorld();
const KEY = 'uc.fault.network.repairHours';
const at = `/policies/${KEY}`;

journey(world, 'PF-11: headquarters tighten a number for a future date; the history shows it and nothing moves before', async () => {
  const page = await world.enter('hq', 'supervisor', { at });
  const editor = page.getByRole('complementary', { name: '改参数' });
  const value = editor.getByRole('spinbutton', { name: '现行值' });
  await value.fill('20');
  await editor.getByText(/^已开的 \d+ 项照旧，按开单时的版本到期$/).waitFor();
  await editor.getByText('2 家单位随新值').waitFor();
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

journey(world, 'PF-11: what the last 90 days would have been is shown while the value is typed, unit by unit', async () => {
  const page = await world.enter('hq', 'supervisor', { at: null });
  const counts = (due: number, before: number, after: number) => ({ due, inTimeBefore: before, inTimeAfter: after, newlyLate: before - after, noLongerLate: 0, runningAfter: 0, rateBefore: before / due, rateAfter: after / due });
  // Ninety days cannot be lived in a journey: their figures are given, all else is the platform's.
  await page.route('**/v1/insight/policy-replay?*', async (route) => {
    const value = Number(new URL(route.request().url()).searchParams.get('value'));
    const rows = [['east', '城东燃气公司', counts(300, 290, 288)], ['west', '城西燃气公司', counts(100, 88, 79)]] as const;
    await route.fulfill({ json: { key: KEY, value, days: 90, from: '2026-08-27T00:00:00.000Z', until: '2026-11-25T00:00:00.000Z', complete: true, total: counts(400, 378, 367), rows: rows.map(([id, name, of]) => ({ id, name, kind: 'tenant', ...of })), moves: { openStay: 61, follow: 1, keep: [{ tenantId: 'west', tenantName: '城西燃气公司', value: 12 }] } } });
  });
  await page.goto(at);
  await settled(page);
  const editor = page.getByRole('complementary', { name: '改参数' });
  const value = editor.getByRole('spinbutton', { name: '现行值' });
  await value.fill('22');
  await editor.getByRole('region', { name: '若过去 90 天就用 22 小时' }).waitFor();
  await value.fill('18');
  const replay = editor.getByRole('region', { name: '若过去 90 天就用 18 小时' });
  await replay.getByText('400 项重算').waitFor();
  await replay.getByText('多 11 项没按时').waitFor();
  expect(await replay.getByRole('listitem').allInnerTexts()).toEqual([expect.stringMatching(/城东燃气公司[^]*96.0%$/), expect.stringMatching(/城西燃气公司[^]*79.0%$/)]);
  expect(await replay.getByText('79.0%').getAttribute('class')).toBe('danger');
  await editor.getByText('已开的 61 项照旧，按开单时的版本到期').waitFor();
  await editor.getByText('城西燃气公司（12 小时）有更严的自定值，不被覆盖').waitFor();
  await page.screenshot({ path: `${PICTURES}/policy-replay.png` });
});

journey(world, 'PF-11: where nothing was due there is nothing to judge again, and a number without a clock has no replay', async () => {
  const page = await world.enter('west', 'admin', { at });
  await settled(page);
  const editor = page.getByRole('complementary', { name: '改参数' });
  await editor.getByRole('spinbutton', { name: '现行值' }).fill('19');
  await editor.getByRole('region', { name: '若过去 90 天就用 19 小时' }).getByText('这段时间没有到期的').waitFor();
  await page.goto('/policies/uc.callback.rate.repair');
  await settled(page);
  await editor.getByRole('spinbutton', { name: '现行值' }).fill('25');
  await editor.getByRole('heading', { name: '会动什么' }).waitFor();
  expect(await editor.getByRole('region', { name: /若过去 90 天/ }).count()).toBe(0);
});
