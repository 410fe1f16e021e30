import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PB, PHONE as SPECIALIST_PHONE } from '../acceptance/property.ts';
import { filedLease, linkOf } from '../acceptance/property-clients.ts';
import { findings, outline } from './in-page.mjs';
import { journey, openWorld, PHONE, PICTURES } from './world.ts';

const world = openWorld();
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

journey(world, 'PB-4.8: on a phone, without signing in, a party sees its deal, confirms its appointment, says whether it was accompanied, asks, and reads the answer', async () => {
  const [agent, specialist, supervisor] = await Promise.all(['agent', 'specialist', 'supervisor'].map((key) => world.api('property', key, true)));
  const { deal, step } = await filedLease({ of: world.stage.property, who: { agent: agent!, specialist: specialist!, supervisor: supervisor! } }, new Date(Date.now() - 60_000).toISOString());
  const buyer = deal.parties.find((p: { side: string }) => p.side === 'buyer').id;
  const [startsAt, endsAt] = [24, 25].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
  await specialist!.post(`${PB}/deals/${deal.id}/appointments`, { stepId: step.id, partyIds: [buyer], startsAt, endsAt, place: '政务中心 3 号窗', bring: '身份证原件', phone: SPECIALIST_PHONE });
  await agent!.post(`${PB}/deals/${deal.id}/receipts`, { kind: 'deposit', payerPartyId: buyer, amount: '6800.00', receivedAt: new Date(Date.now() - 30_000).toISOString(), method: 'transfer' });
  const link = await linkOf(specialist!, supervisor!, deal, 'buyer');

  const asked: string[] = [];
  const page = await world.window({ viewport: PHONE, isMobile: true, hasTouch: true, at: null, before: (fresh) => fresh.addInitScript(axe) });
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`/c#${link}`);
  await page.getByRole('heading', { level: 1, name: /滨江路/ }).waitFor();
  await page.getByText('¥ 6,800.00').waitFor();
  // Nothing of the other party, and the secret in no address that a log could keep.
  for (const secret of ['钱永年', '13600004410', '136****4410']) expect(await page.getByText(secret).count()).toBe(0);
  expect(asked.filter((url) => url.includes(link) && !url.includes('#'))).toEqual([]);
  for (const mode of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: mode });
    expect(await page.evaluate(findings, null)).toEqual([]);
    await page.screenshot({ path: join(PICTURES, `client-page-${PHONE.width}-${mode}.png`), fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });

  await page.getByRole('button', { name: '希望改约' }).click();
  await page.getByLabel('什么时候方便？').fill('周三下午');
  await page.getByRole('button', { name: '发送' }).click();
  await page.getByText('您希望改约：周三下午').waitFor();
  await page.getByRole('button', { name: '我会到' }).click();
  await page.getByText('您已确认').waitFor();
  await page.getByRole('button', { name: '在场', exact: true }).click();
  await page.getByText('您说：专员在场').waitFor();
  await page.getByPlaceholder('想问什么，写在这里').fill('备案证明什么时候能拿？');
  await page.getByRole('button', { name: '提问' }).click();
  await page.getByText('专员会在这里答复您').waitFor();
  const { words } = await specialist!.get(`${PB}/deals/${deal.id}/clients`);
  const question = words.find((w: { kind: string }) => w.kind === 'question');
  await specialist!.post(`${PB}/deals/${deal.id}/clients/words/${question.id}/answer`, { answer: '周五' });
  await page.reload();
  await page.getByText('周五', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('You said: the specialist was there').waitFor();
  expect((await page.evaluate(outline)).lang).toBe('en');
  const { links } = await specialist!.get(`${PB}/deals/${deal.id}/clients`);
  await specialist!.post(`${PB}/deals/${deal.id}/clients/links/${links[0].id}/revoke`);
  await page.reload();
  await page.getByRole('heading', { name: 'This link has ended' }).waitFor();
  expect(await page.evaluate(findings, null)).toEqual([]);
});
