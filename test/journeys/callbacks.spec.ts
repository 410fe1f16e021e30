import { closedComplaint } from './arrange.mjs';
import { journey, openWorld, settled } from './world.ts';

const world = openWorld();

journey(world, 'UC-16b: who complained is called back; the score meets the promise and leaves the list', async () => {
  const [taker, supervisor] = await Promise.all([world.api('east', 'callTaker'), world.api('east', 'supervisor')]);
  const home = world.stage.homesOf('callbacks')[0]!;
  const closed = await closedComplaint(taker, supervisor, world.stage.east.people.supervisor!.id, home);
  const page = await world.enter('east', 'callback', { at: '/callbacks' });
  await settled(page);
  const row = page.getByRole('listitem').filter({ hasText: home.holderName });
  await row.getByRole('button').click();
  await page.getByRole('main').getByRole('link', { name: closed.number.slice(-9) }).waitFor();
  await page.getByText('UC-16b').first().waitFor();
  const save = page.getByRole('button', { name: '记下回访' });
  expect(await save.isDisabled()).toBe(true);
  await page.getByRole('radiogroup', { name: '满意度' }).getByRole('radio', { name: '4' }).click();
  await page.getByRole('button', { name: '及时' }).click();
  await page.getByLabel('用户意见').fill('这次来得快');
  await save.click();
  await page.getByText('已记下回访').waitFor();
  await row.waitFor({ state: 'detached' });

  await page.getByRole('radio', { name: '已回访' }).click();
  await page.waitForURL('**/callbacks?status=done');
  await row.getByText('按时').waitFor();
  const done = (await (await world.api('east', 'callback')).get('/v1/utility-care/callbacks?status=done')).items.find((each: { caseId: string }) => each.caseId === closed.id);
  expect(done).toMatchObject({ score: 4, opinion: '这次来得快', obligation: { clauseId: 'UC-16b', status: 'met' } });
});
