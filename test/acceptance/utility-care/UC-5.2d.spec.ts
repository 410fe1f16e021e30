import { photo } from '../../../infra/local/pictures.mjs';
import { DAY, gasCompany, type Json, UC } from '../stage.ts';

const gas = gasCompany();
const TRANSFERS = `${UC}/transfers`;
const BUYER = { name: '周子涵', phone: '13900007702', idNumber: 'E12345678' };

async function requested(): Promise<{ account: Json; transfer: Json }> {
  const { who } = gas.here;
  const home = gas.here.home();
  const account = (await who.callTaker.get(`${UC}/accounts?q=${encodeURIComponent(home.number)}`)).items[0];
  return { account, transfer: await who.callTaker.post(TRANSFERS, { accountId: account.id, channel: 'counter', newHolder: BUYER, contractNumber: 'JJ-2026-0918-01' }) };
}

test('UC-5.2d a transfer is accepted in time, read, and handed over; the old holder stays on file', async () => {
  const { who } = gas.here;
  const { account, transfer } = await requested();
  expect(transfer).toMatchObject({ status: 'requested', obligations: [{ clauseId: 'UC-5.2d', status: 'open' }] });
  await who.callTaker.refused(403, 'POST', `${TRANSFERS}/${transfer.id}/accept`, { debt: '0' });
  expect(await who.supervisor.post(`${TRANSFERS}/${transfer.id}/accept`, { debt: '0' })).toMatchObject({ status: 'accepted', obligations: [{ status: 'met' }] });
  expect((await who.supervisor.post(`${TRANSFERS}/${transfer.id}/appointment`, { at: new Date((await gas.here.now()).getTime() + DAY).toISOString() })).status).toBe('appointment');
  const picture = await who.supervisor.upload(`${UC}/attachments`, 'meter.png', photo(52), 'image/png');
  expect(await who.supervisor.post(`${TRANSFERS}/${transfer.id}/read`, { reading: '1204.5', attachmentIds: [picture.id] })).toMatchObject({ reading: '1204.5', readingPhotoIds: [picture.id] });
  await who.callTaker.get(`${UC}/attachments/${picture.id}/content`);
  expect((await who.supervisor.post(`${TRANSFERS}/${transfer.id}/complete`)).status).toBe('done');
  expect(await who.callTaker.get(`${UC}/accounts/${account.id}`)).toMatchObject({ holderName: '周子涵', phoneMasked: '139****7702' });
  expect((await who.callTaker.get(`${UC}/accounts/${account.id}/holders`)).items).toMatchObject([{ holderName: account.holderName, transferNumber: transfer.number }]);
  expect((await who.callTaker.get(`${TRANSFERS}?accountId=${account.id}`)).items).toMatchObject([{ id: transfer.id, status: 'done' }]);
});

test('UC-5.2d debts block it, and the reason is shown; a refusal answers it', async () => {
  const { who } = gas.here;
  const { transfer } = await requested();
  expect(await who.supervisor.refused(422, 'POST', `${TRANSFERS}/${transfer.id}/accept`, { debt: '128.5' })).toMatchObject({ clause: 'UC-5.2d', code: 'debt', debt: '128.50' });
  expect(await who.supervisor.post(`${TRANSFERS}/${transfer.id}/refuse`, { reason: '户上欠费，结清后再来', debt: '128.5' })).toMatchObject({ status: 'refused', reason: '户上欠费，结清后再来', debt: '128.50', obligations: [{ status: 'met' }] });
});
