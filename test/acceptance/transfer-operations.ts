import { randomBytes } from 'node:crypto';
import { photo } from '../../infra/local/pictures.mjs';
import { DAY, type GasCompany, UC } from './stage.ts';

/** Asks every operation of account transfers once, as somebody who may (UC-5.2d). */
export async function everyTransferOperation(gas: GasCompany): Promise<void> {
  const { supervisor } = gas.who;
  const path = `${UC}/transfers`;
  const request = async () => {
    const [account] = (await supervisor.get(`${UC}/accounts?q=${encodeURIComponent(gas.home().number)}`)).items;
    return supervisor.post(path, { accountId: account.id, channel: 'counter', newHolder: { name: '周子涵', phone: '13900007702' } });
  };
  const [done, refused, withdrawn] = [await request(), await request(), await request()];
  await supervisor.post(`${path}/${done.id}/accept`, { debt: '0' });
  await supervisor.post(`${path}/${done.id}/appointment`, { at: new Date((await gas.now()).getTime() + DAY).toISOString() });
  const file = await supervisor.upload(`${UC}/attachments`, 'meter.png', photo(randomBytes(4).readUInt32LE()), 'image/png');
  await supervisor.post(`${path}/${done.id}/read`, { reading: '12.5', attachmentIds: [file.id] });
  await supervisor.post(`${path}/${done.id}/complete`);
  await supervisor.post(`${path}/${refused.id}/refuse`, { reason: '资料不全' });
  await supervisor.post(`${path}/${withdrawn.id}/withdraw`, { reason: '不买了' });
  await supervisor.get(path);
  await supervisor.get(`${path}/${done.id}`);
  await supervisor.get(`${UC}/accounts/${done.accountId}/holders`);
}
