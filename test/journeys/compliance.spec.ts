import { eventually } from './arrange.mjs';
import { journey, openWorld, PHONE, settled } from './world.ts';

const world = openWorld();

journey(world, 'PF-16: headquarters go from the cell to the list to the one obligation with its evidence; the list counts what the cell counts', async () => {
  const { east, west } = world.stage;
  const headquarters = await world.api('hq', 'supervisor');
  const cellOf = async (tenantId: string) => {
    const { rows } = await headquarters.get('/v1/insight/compliance');
    return rows.find((row: { clauseId: string }) => row.clauseId === 'UC-7.3b')?.cells.find((cell: { columnId: string }) => cell.columnId === tenantId);
  };
  await eventually('the day is counted', async () => (await cellOf(east.tenantId))?.total >= 2 && (await cellOf(west.tenantId))?.total >= 1);
  const page = await world.enter('hq', 'supervisor', { at: '/compliance' });
  await settled(page);
  const heads = await page.getByRole('columnheader').allTextContents();
  expect(heads.join(' ')).toContain(east.name);
  expect(heads.join(' ')).toContain(west.name);

  const drill = page.getByRole('region', { name: '明细' });
  // The others of the company work on meanwhile: a look counts when the cell is the same before and after it.
  const looked = await eventually('a look in which nothing was finished', async () => {
    const cell = await cellOf(east.tenantId);
    await page.goto('/compliance');
    await page.getByRole('button', { name: `UC-7.3b ${east.name} ${cell.rate === 1 ? '100' : ''}` }).click();
    await drill.waitFor();
    await settled(page);
    const total = Number(await drill.locator('dt', { hasText: '应完成' }).locator('xpath=following-sibling::dd').textContent());
    const opened = await drill.getByRole('button', { pressed: true }).innerText();
    let listed = 0;
    for (const group of ['没按时', '按时']) {
      await drill.getByRole('button', { name: new RegExp(`^${group} \\d+$`) }).click();
      await settled(page);
      listed += await drill.locator('.drill-item').count();
    }
    return (await cellOf(east.tenantId)).total === cell.total && { cell: cell.total, total, listed, opened };
  });
  expect(looked).toEqual({ cell: looked.cell, total: looked.cell, listed: looked.cell, opened: expect.stringMatching(/[1-9]\d*$/) });
  expect(new URL(page.url()).searchParams.get('column')).toBe(east.tenantId);

  await drill.getByRole('button', { name: /^展开 / }).first().click();
  const evidence = drill.locator('.evidence');
  await evidence.getByRole('img', { name: /^起算 .+应于 .+完成 / }).waitFor();
  await evidence.getByText('凭证').first().waitFor();
  await evidence.getByRole('button', { name: /^为什么是/ }).click();
  await page.getByRole('dialog').getByText('uc.fault.network.repairHours').waitFor();
});

journey(world, 'PF-2: a subsidiary sees neither its sister nor its parent', async () => {
  const { east, west } = world.stage;
  const page = await world.enter('east', 'supervisor', { at: '/compliance' });
  await settled(page);
  await page.getByRole('columnheader', { name: east.name }).waitFor();
  expect(await page.getByText(west.name).count()).toBe(0);
  const westCase = (await (await world.api('west', 'supervisor')).get('/v1/utility-care/cases')).items[0];
  await page.goto(`/cases/${westCase.id}`);
  await page.getByRole('alert').getByRole('heading', { name: '受理单没有载入' }).waitFor();
});

journey(world, 'on a phone, where the list stands under the matrix, touching a cell brings it into sight', async () => {
  const { east } = world.stage;
  const page = await world.enter('hq', 'supervisor', { at: '/compliance', viewport: PHONE, isMobile: true, hasTouch: true });
  await settled(page);
  await page.getByRole('button', { name: `UC-7.3b ${east.name}` }).click();
  const drill = page.getByRole('region', { name: '明细' });
  await drill.locator('.drill-item').first().waitFor();
  const head = await drill.getByRole('heading').first().boundingBox();
  expect(head!.y).toBeGreaterThan(0);
  expect(head!.y + head!.height).toBeLessThan(PHONE.height);
});
