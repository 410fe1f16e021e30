import { randomBytes } from 'node:crypto';
import { journey, openWorld, settled } from './world.ts';

const world = openWorld();

journey(world, 'two people change one person: what only one of them touched is merged, the rest is chosen, and nothing typed is lost', async () => {
  const admin = await world.api('east', 'admin');
  const role = (await admin.get('/v1/tenancy/roles')).items.find(({ code }: { code: string }) => code === 'call_taker');
  const { centre } = world.stage.east.units;
  const person = await admin.post('/v1/tenancy/users', { account: `shared-${randomBytes(4).toString('hex')}@east.example`, password: world.stage.password, name: '孟庆山', title: '坐席', staffNumber: '0990', unitId: centre, roles: [{ roleId: role.id, unitId: centre }] });
  const page = await world.enter('east', 'admin', { at: '/users' });
  await settled(page);
  await page.getByRole('button', { name: `修改${person.name}` }).click();
  const dialog = page.getByRole('dialog');
  const save = dialog.getByRole('button', { name: '保存修改' });
  expect(await save.isDisabled()).toBe(true);
  await dialog.getByRole('textbox', { name: '岗位' }).fill('坐席班长');

  await admin.patch(`/v1/tenancy/users/${person.id}`, { title: '副班长', name: '孟庆峰' }, person.version);
  await save.click();
  const conflict = dialog.getByRole('alert');
  const row = conflict.getByRole('row', { name: /岗位/ });
  await row.waitFor();
  expect(await row.getByRole('cell').allInnerTexts()).toEqual(['坐席班长', '副班长']);
  await dialog.getByText('已合入别人刚改的：姓名 孟庆峰').waitFor();
  expect(await save.isDisabled()).toBe(true);
  expect(await dialog.getByRole('textbox', { name: '岗位' }).inputValue()).toBe('坐席班长');

  await conflict.getByRole('button', { name: '用我的' }).click();
  await save.click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('row', { name: '孟庆峰' }).getByText('坐席班长').waitFor();
  const now = await admin.get(`/v1/tenancy/users/${person.id}`);
  expect(now).toMatchObject({ title: '坐席班长', name: '孟庆峰', unitId: person.unitId, version: person.version + 2 });
  expect(now.roles).toEqual(person.roles);
});

journey(world, 'what the server says about a field stands at the field, in the language of the page', async () => {
  const page = await world.enter('east', 'admin', { at: '/users' });
  await settled(page);
  await page.getByRole('button', { name: '加一个人' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '姓名' }).fill('很'.repeat(61));
  await dialog.getByRole('textbox', { name: '账号' }).fill('long-name@east.example');
  await dialog.getByLabel('初始密码').fill(world.stage.password);
  for (const [box, choice] of [['单位', '客户服务中心'], ['角色', '接线员']] as const) {
    await dialog.getByRole('combobox', { name: box }).click();
    await page.locator('.ant-select-item-option', { hasText: choice }).click();
  }
  await dialog.getByText('加一个人').first().click();
  await dialog.getByRole('button', { name: '加一个人' }).click();
  await dialog.locator('.field', { hasText: '姓名' }).getByText('应是 1 到 60 个字').waitFor();
  expect(await dialog.getByRole('alert').innerText()).toBe('有字段不对');
});
