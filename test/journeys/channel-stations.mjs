// Stations, their duties and messages, repair orders, settlements.
const OC = '/v1/outstation-channel';
const DAY = 86_400_000;
/** A day of the tenant's zone, so many days from today. */
const dayOf = (days) => new Date(Date.now() + 8 * 3_600_000 + days * DAY).toISOString().slice(0, 10);
/** The month so many before this one. */
const monthBack = (back) => {
  const [year, month] = dayOf(0).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7);
};
const FORM = { model: 'C118', fault: '不开机', level: 'minor', parts: [{ name: '电源板', quantity: 1 }], customerName: '张三', customerPhone: '13800000001', soldOn: '2025-05-01' };

/**
 * Two stations with supervisors, checks, trainings, letters and the orders of last month, mailed, accepted and settled; some of them in question.
 * @param {{device: object, who: Record<string, object>, region: {id: string}}} stage
 */
export async function stationsOf({ device, who, region }) {
  const { manager, account, stationUser } = who;
  const [one, two] = await Promise.all([
    manager.post(`${OC}/stations`, { unitId: device.units.station, regionId: region.id, number: 'GS-001', openedOn: '2025-06-01', operator: '江州联通', address: '江州市东城区人民路 18 号', latitude: 31.3046, longitude: 120.6204, contacts: [{ name: '郑站长', role: '站长', phone: '13900003401' }, { name: '马师傅', role: '维修', phone: '13900003411' }], models: ['C118', 'X9'], repairers: 3, hours: '08:30–18:00' }),
    manager.post(`${OC}/stations`, { unitId: device.units.station2, regionId: region.id, number: 'GS-002', openedOn: '2025-09-01', operator: '江州移动', address: '江州市西城区建设路 6 号', contacts: [{ name: '冯站长', role: '站长', phone: '13900003402' }], models: ['C118'], repairers: 2 }),
  ]);
  await supervised({ device, who }, one, two);
  await account.post(`${OC}/stations/${one.id}/changes`, { changedOn: dayOf(-1), address: '江州市东城区人民路 20 号', repairers: 4 });
  await account.post(`${OC}/station-messages`, { stationUnitId: one.id, text: '明天上午盘点备用机，请把借出记录备好' });
  await stationUser.post(`${OC}/station-messages`, { stationUnitId: one.id, text: 'C118 主板断货，三台机等料，客户在催' });
  await ordered(who, device.units.department, one.id);
  return { station: one.id, station2: two.id };
}

/** Who owes what for them, and what took place. */
async function supervised({ device, who }, one, two) {
  const { engineer, account, account2 } = who;
  for (const [station, key, back] of [[one, 'account', 1], [two, 'account2', 0]]) {
    const { status, body } = await engineer.send('PUT', `${OC}/station-supervisions/${station.id}`, { body: { userId: device.people[key].id, since: `${monthBack(back)}-01` } });
    if (status >= 300) throw new Error(JSON.stringify(body));
  }
  const record = (caller, station, kind, days, more) => caller.post(`${OC}/station-records`, { stationUnitId: station.id, kind, heldOn: dayOf(days), ...more });
  await record(account, one, 'status_check', -40, { score: 78, text: '备件架没有标签，工位整洁' });
  await record(account, one, 'status_check', 0, { score: 86, text: '备件架已贴标签，台账齐全' });
  await record(account, one, 'technical_training', -35, { text: '电源板检修，两人会换', attendees: ['马师傅', '小周'] });
  await record(account, one, 'settlement_talk', -1, { text: '核对上月劳务费，讲解退单原因' });
  await record(account2, two, 'attitude_check', -3, { score: 91, text: '接待客户耐心，回访记录完整' });
  await account.post(`${OC}/station-trainings`, { stationUnitId: one.id, topic: 'technical', title: 'X9 主板检修', plannedOn: dayOf(6), trainerUserId: device.people.technician.id });
}

/** Last month: nine orders, one of which came back; one device came twice, one was repaired before it was sold. This month: two that are being filled in. */
async function ordered({ manager, assistant, stationUser }, departmentUnitId, stationId) {
  const month = monthBack(1);
  const enter = (number, day, more = {}) => stationUser.post(`${OC}/repair-orders`, { stationId, number, ...FORM, serial: `SN-${number}`, repairedOn: `${month}-${day}`, ...more });
  const orders = [];
  for (const [n, level] of ['minor', 'minor', 'medium', 'minor', 'major', 'minor'].entries()) orders.push(await enter(`D10${n + 1}`, `0${n + 2}`, { level, customerName: ['张三', '李四', '王五', '赵六', '孙七', '周八'][n], customerPhone: `1380000000${n + 1}` }));
  await enter('D107', '12', { serial: 'SN-D101', fault: '反复重启', customerName: '张三' });
  await enter('D108', '20', { soldOn: `${month}-25`, customerName: '吴九', customerPhone: '13800000009' });
  const back = await enter('D109', '22', { fault: '坏', customerName: '郑十', customerPhone: '13800000010' });
  const mailing = await stationUser.post(`${OC}/order-mailings`, { stationId, month, mailedOn: `${month}-28`, tracking: 'SF1001' });
  await assistant.post(`${OC}/repair-orders/${back.id}/return`, { reason: '故障描述不清，缺旧件编号' });
  await assistant.post(`${OC}/order-mailings/${mailing.id}/accept`);
  await manager.post(`${OC}/labour-rates`, { departmentUnitId, effectiveFrom: monthBack(6), fees: { minor: '30', medium: '80', major: '150' }, reason: '年度合同' });
  await assistant.post(`${OC}/settlements/run`, { departmentUnitId, month });
  await stationUser.post(`${OC}/repair-orders`, { stationId, number: 'D201', ...FORM, serial: 'SN-D201', repairedOn: dayOf(0) });
  await stationUser.post(`${OC}/repair-orders`, { stationId, number: 'D202', model: 'X9', serial: 'SN-D202', repairedOn: dayOf(0) });
}
