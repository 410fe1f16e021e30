import type { Page } from 'playwright-core';
import { journey, openWorld } from './world.ts';

const world = openWorld();
const OC = '/v1/outstation-channel';
const tomorrow = () => new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);
const dialog = (page: Page) => page.getByRole('dialog');
const act = (page: Page, name: string) => page.locator('.split').getByRole('button', { name, exact: true }).click();
const send = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click();

/** Somebody's row, and what stands beside it. */
async function open(page: Page, name: string): Promise<void> {
  await page.locator('.split-row').filter({ hasText: name }).first().click();
  await page.locator('.split .panel h2').filter({ hasText: name }).first().waitFor();
}

/** Somebody at the handover of a person. */
async function atHandover(key: string, of: string): Promise<Page> {
  const page = await world.enter('device', key, { at: '/rotations?what=handovers' });
  await open(page, of);
  return page;
}

async function decide(page: Page, { who, move, reason, to }: { who: string; move: string; reason: string; to?: string }): Promise<void> {
  await open(page, who);
  await act(page, move);
  if (to) {
    await dialog(page).getByLabel('哪天调').fill(tomorrow());
    await dialog(page).getByRole('checkbox', { name: to }).check();
    await dialog(page).getByLabel('接手人').selectOption({ label: '赵敏 客服部' });
  }
  await dialog(page).getByLabel('决定的理由').fill(reason);
  await send(page, move);
}

journey(world, 'OC-4.1, OC-4.3, OC-4.6: headquarters decide the half-year round, who is protected is not moved, and a move ends with the list signed by three', async () => {
  const hq = await world.enter('device', 'headquarters', { at: '/rotations' });
  await decide(hq, { who: '王磊', move: '决定调动', reason: '不熟悉当地运营商', to: '陇东' });
  const refusal = dialog(hq).getByRole('alert');
  await refusal.getByText('OC-4.1').waitFor();
  expect(await refusal.textContent()).toContain('未满半年');
  await send(hq, '先不做');
  await decide(hq, { who: '孙涛', move: '决定调动', reason: '连续低分，换地区加强', to: '陇东' });
  await hq.getByText('已决定调动，开始交接').waitFor();
  await decide(hq, { who: '李强', move: '决定留任', reason: '年底结算离不开，明年再调' });
  await hq.getByText('已决定留任').waitFor();
  await hq.goto('/rotations?what=rounds');
  await hq.getByRole('button', { name: '结束本轮' }).click();
  await send(hq, '结束本轮');
  await hq.getByText('本轮已结束').waitFor();

  const giver = await atHandover('technician', '孙涛');
  // Nothing is signed while the list is open.
  expect(await giver.getByRole('button', { name: '移交人签字' }).isDisabled()).toBe(true);
  await act(giver, '登记交接清单');
  const items = dialog(giver).getByRole('radiogroup');
  for (let at = 0; at < (await items.count()); at += 1) await items.nth(at).getByRole('radio', { name: '已交' }).click();
  await send(giver, '登记交接清单');
  await giver.getByText('清单已交清').waitFor();
  for (const [key, line] of [['technician', '移交人签字'], ['parts', '接手人签字'], ['engineer', '渠道工程师签字']] as const) {
    const page = key === 'technician' ? giver : await atHandover(key, '孙涛');
    // Each is offered the one line that is theirs.
    const offered = page.getByRole('list', { name: '签字', exact: true }).getByRole('button');
    await offered.filter({ hasText: line }).and(page.locator(':enabled')).waitFor();
    expect(await offered.allTextContents()).toEqual([line]);
    await act(page, line);
    await send(page, line);
    await page.getByText('已签字').waitFor();
  }
  await hq.goto('/rotations?what=handovers&status=ended');
  await open(hq, '孙涛');
  await hq.getByText('三方已签').first().waitFor();
  const { items: ended } = await (await world.api('device', 'manager')).get(`${OC}/postings?status=ended`);
  expect(ended.map(({ staffName, obligations }: { staffName: string; obligations: { clauseId: string; status: string }[] }) => [staffName, ...obligations.map(({ clauseId, status }) => `${clauseId} ${status}`)])).toEqual([['孙涛', 'OC-4.6 met']]);
});
