import type { Page } from 'playwright-core';
import { openCase, eventually } from './arrange.mjs';
import type { Home } from './stage.mjs';
import { focusIn, journey, openWorld } from './world.ts';

const world = openWorld();

/** The desk as a call-taker finds it, and a keyboard that counts. */
async function desk(page: Page) {
  await page.getByRole('combobox', { name: '电话、户号、姓名、地址、表号' }).waitFor();
  await focusIn(page, '[role=combobox]');
  let presses = 0;
  return {
    press: async (...keys: string[]) => {
      for (const key of keys) {
        await page.keyboard.press(key);
        presses += 1;
      }
    },
    presses: () => presses,
  };
}

const lastDigits = ({ phone }: Home) => [...phone.slice(-4)];
const focused = (page: Page, field: string) => focusIn(page, `[data-field="${field}"]`);

journey(world, 'UC-5.1a, UC-15b: a repair is taken without a mouse in ten presses, from the last four digits to the case', async () => {
  const [home] = world.stage.homesOf('intake') as [Home];
  const page = await world.enter('east', 'callTaker', { at: '/intake' });
  const { press, presses } = await desk(page);
  await press(...lastDigits(home));
  await press('Enter');
  await focused(page, 'kind');
  expect(await page.locator('.holder').textContent()).toBe(home.holderName);
  await press('2');
  await focused(page, 'symptom');
  await press('b', 'z');
  await page.getByRole('option', { name: '表具不走字', selected: true }).waitFor();
  // Before saving: which clocks it starts, with the clause of each.
  await page.getByRole('complementary', { name: '保存后开始计时' }).getByText('UC-7.4').first().waitFor();
  await press('Control+Enter');
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
  await page.getByRole('heading', { level: 1, name: '表具不走字' }).waitFor();
  expect(presses()).toBeLessThanOrEqual(10);
  await page.getByText(home.holderName).first().waitFor();
});

journey(world, 'UC-5.1a: a second call of the same household is warned about before it is saved, and joins the first case', async () => {
  const home = world.stage.homesOf('intake')[1]!;
  const first = await openCase(await world.api('east', 'callTaker'), home, { kind: 'repair', faultScope: 'equipment', symptom: 'rs', description: '热水器不启动' });
  const page = await world.enter('east', 'callTaker2', { at: '/intake' });
  const { press } = await desk(page);
  await press(...lastDigits(home), 'Enter');
  await focused(page, 'kind');
  await press('2');
  const warning = page.getByRole('alert').filter({ hasText: '同一户已有一张未结的报修' });
  await warning.getByRole('link', { name: first.number.slice(-9) }).waitFor();
  await focused(page, 'symptom');
  await press('r', 's', 'Alt+m');
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
  expect(page.url()).not.toContain(first.id);
  await page.getByText('并入').first().waitFor();
  const master = await (await world.api('east', 'callTaker')).get(`/v1/utility-care/cases/${first.id}`);
  expect(master.linked).toHaveLength(1);
});

journey(world, 'UC-5.1d: an alarm puts the script before everything else; the space bar strikes its lines; saving pages the rescue team', async () => {
  const home = world.stage.homesOf('intake')[2]!;
  const page = await world.enter('east', 'callTaker', { at: '/intake' });
  const { press } = await desk(page);
  await press(...lastDigits(home), 'Enter');
  await focused(page, 'kind');
  await press('3');
  const script = page.getByRole('region', { name: '报警 · 先念给来电人听' });
  await script.getByText('请先开门窗，不要开关任何电器').waitFor();
  expect(await page.locator('#say-assertive').textContent()).toContain('报警');
  await focused(page, 'symptom');
  await press('l', 'q');
  await press('Space');
  await script.locator('li.read', { hasText: '请先开门窗' }).waitFor();
  await press('Control+Enter');
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
  await page.getByText('UC-5.1d').first().waitFor();
  const rescuer = await world.api('east', 'rescuer');
  const id = page.url().slice(-36);
  await eventually('the rescue team is paged', async () => (await rescuer.get('/v1/notification/inbox')).items.find((message: { link: string | null }) => message.link?.includes(id)));
});
