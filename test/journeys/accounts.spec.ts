import { focusIn, journey, openWorld } from './world.ts';

const world = openWorld();

journey(world, 'UC-15b, UC-15c: from anywhere to one household by the last four digits; its full number takes a reason, and the look is on record', async () => {
  const home = world.stage.homesOf('accounts')[0]!;
  const page = await world.enter('east', 'callTaker', { at: '/cases' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await focusIn(page, '[role=dialog] [role=combobox]');
  await page.keyboard.type(home.phone.slice(-4));
  await page.getByRole('option', { selected: true }).filter({ hasText: home.holderName }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: home.holderName }).waitFor();
  const masked = `${home.phone.slice(0, 3)}****${home.phone.slice(-4)}`;
  const contacts = page.getByRole('main').locator('section').filter({ has: page.getByRole('heading', { name: '联系人' }) });
  await contacts.getByText(masked).waitFor();
  expect(await page.getByText(home.phone).count()).toBe(0);

  await contacts.getByRole('button', { name: '看完整号码' }).click();
  await contacts.getByRole('textbox').fill('回电核对地址');
  await contacts.getByRole('button', { name: '看完整号码' }).click();
  await contacts.getByText(home.phone).waitFor();
  await contacts.getByText('已记录这次查看').waitFor();
  const looks = await (await world.api('east', 'supervisor')).get(`/v1/utility-care/accounts/${page.url().slice(-36)}/accesses`);
  expect(looks.items[0]).toMatchObject({ userName: world.stage.east.people.callTaker!.name, reason: '回电核对地址' });
});
