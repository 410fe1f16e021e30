// What others have done before a journey begins, done through the gateway.
import { photo } from '../../infra/local/pictures.mjs';

export { eventually } from '../../infra/local/client.mjs';
export { people } from '../../infra/local/company.mjs';
export { photo };

const UC = '/v1/utility-care';
const STEPS = ['accept', 'depart', 'arrive', 'handle', 'repair'];

/** A call about a household, written down as a case. */
export async function openCase(taker, home, request) {
  const intake = await taker.post(`${UC}/intakes`, { channel: 'phone', callerPhone: home.phone });
  const { items } = await taker.get(`${UC}/accounts?q=${home.phone.slice(-4)}`);
  const account = items.find(({ number }) => number === home.number);
  if (!account) throw new Error(`household ${home.number} is not found by its phone`);
  return taker.post(`${UC}/cases`, { intakeId: intake.id, accountId: account.id, caller: { name: home.holderName, phone: home.phone }, ...request });
}

/** A complaint, answered by the supervisor and closed: each is owed a callback (UC-16b). */
export async function closedComplaint(taker, supervisor, supervisorId, home) {
  const { id } = await openCase(taker, home, { kind: 'complaint', symptom: 'ts', description: '约好上午来，下午才到' });
  await taker.post(`${UC}/cases/${id}/transfer`, { toUserId: supervisorId, reason: '涉及维修班排班，由主管查' });
  await supervisor.post(`${UC}/cases/${id}/transfer/accept`);
  await supervisor.post(`${UC}/cases/${id}/investigate`, { entry: '查当日派工记录，上一单超时 40 分钟' });
  await supervisor.post(`${UC}/cases/${id}/reply`, { content: '已向用户致歉，说明排班调整', how: 'phone' });
  return supervisor.post(`${UC}/cases/${id}/close`, { note: '用户接受' });
}

/** The technician's steps up to `last`, with the evidence that each asks for. */
export async function work(technician, order, last) {
  let page;
  for (const step of STEPS.slice(0, STEPS.indexOf(last) + 1)) {
    const body = step === 'handle' ? { note: '关上游阀，浓度降到 0' } : step === 'repair' ? { note: '更换密封圈，试压 0.4 MPa 30 分钟合格', attachmentIds: [await gauge(technician)] } : {};
    page = await technician.post(`${UC}/work-orders/${order.id}/${step}`, body);
  }
  return page;
}

const gauge = async (technician) => (await technician.upload(`${UC}/attachments`, '压力表.png', photo(Math.floor(Math.random() * 1e9)), 'image/png')).id;
