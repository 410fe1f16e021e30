// Spares, loans, replacements, quality, operators, incidents, technical support.
const OC = '/v1/outstation-channel';
const HOUR = 3_600_000;
const before = (hours) => new Date(Date.now() - hours * HOUR).toISOString();
/** A day of the tenant's zone, so many days from today. */
const day = (days) => new Date(Date.now() + 8 * HOUR + days * 24 * HOUR).toISOString().slice(0, 10);
const GUIDE = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/**
 * What pages of goods and of the network show; stations are open and staff are posted before it.
 * @param {{device: object, who: Record<string, object>, region: {id: string}, staff: Record<string, {id: string}>}} stage
 */
export async function goodsOf(stage) {
  await spares(stage);
  await replaced(stage);
  await heard(stage);
  await spoken(stage);
  const incident = await pursued(stage);
  await supported(stage);
  return { incident };
}

/** From the supplier to the repair: an application in every state, a return, a violation, loans. */
async function spares({ device, who }) {
  const { engineer, assistant, account, stationUser, stationUser2 } = who;
  const { department, station, station2 } = device.units;
  const item = async (number, name, kind, quantity, serials) => {
    const made = await assistant.post(`${OC}/spare-items`, { number, name, kind, model: 'C118' });
    await assistant.post(`${OC}/spare-supplies`, { departmentUnitId: department, itemId: made.id, quantity, ...(serials && { serials }), deliveredOn: day(-40), reference: `SH-${number}` });
    return made.id;
  };
  const board = await item('P-1001', '电源板', 'part', 200);
  const screen = await item('P-1002', '显示屏', 'part', 80);
  const unit = await item('U-118', 'C118 备用机', 'unit', 4, ['BY118-01', 'BY118-02', 'BY118-03', 'BY118-04']);
  const apply = (by, stationId, lines, reason) => by.post(`${OC}/spare-applications`, { stationId, lines: lines.map(([itemId, quantity]) => ({ itemId, quantity })), reason });
  const decide = (path, decision = { decision: 'approved' }) => engineer.post(`${OC}/${path}/decide`, decision);
  const ship = async ({ id }, tracking) => {
    await decide(`spare-applications/${id}`);
    await assistant.post(`${OC}/spare-applications/${id}/ship`, { tracking });
  };
  const issued = await apply(stationUser, station, [[board, 20], [screen, 6]], '新站首批备货');
  await ship(issued, 'SF-20261101');
  await stationUser.post(`${OC}/spare-applications/${issued.id}/receive`);
  await ship(await apply(stationUser2, station2, [[board, 10]], '新站首批备货'), 'SF-20261120');
  await decide(`spare-applications/${(await apply(stationUser2, station2, [[screen, 4]], '旺季备货')).id}`);
  await decide(`spare-applications/${(await apply(stationUser2, station2, [[board, 150]], '批量采购')).id}`, { decision: 'refused', note: '远超用量，按月申请' });
  const { id: orderId } = await stationUser.post(`${OC}/repair-orders`, { stationId: station, number: 'W-9001', model: 'C118', serial: 'A9001', fault: '不开机', repairedOn: day(-1) });
  await stationUser.post(`${OC}/spare-uses`, { orderId, itemId: board, quantity: 3, entry: '1' });
  await apply(stationUser, station, [[board, 30]], '元旦前后故障增多');
  const back = await stationUser.post(`${OC}/spare-returns`, { stationId: station, lines: [{ applicationId: issued.id, itemId: screen, quantity: 2 }], reason: '两块显示屏到货即有亮点' });
  await decide(`spare-returns/${back.id}`);
  await stationUser.post(`${OC}/spare-returns`, { stationId: station, lines: [{ applicationId: issued.id, itemId: board, quantity: 5 }], reason: '型号停售，退回周转' });
  await account.post(`${OC}/spare-violations`, { stationId: station2, kind: 'dismantled_spare', facts: '备用机 BY118-09 缺少后壳和电池，站里承认拆去修用户机', serials: ['BY118-09'], discoveredAt: before(30) });
  const lend = async (by, stationId, purpose, more = {}) => {
    const { id } = await by.post(`${OC}/spare-loans`, { stationId, itemId: unit, purpose });
    await decide(`spare-loans/${id}`, { decision: 'approved', ...more });
    return id;
  };
  await assistant.post(`${OC}/spare-loans/${await lend(stationUser, station, '用户等待主板期间使用')}/issue`, { serial: 'BY118-01' });
  await assistant.post(`${OC}/spare-loans/${await lend(stationUser2, station2, '老用户临时代用', { dueOn: day(3) })}/issue`, { serial: 'BY118-02' });
  const returned = await lend(stationUser, station, '展会备用');
  await assistant.post(`${OC}/spare-loans/${returned}/issue`, { serial: 'BY118-03' });
  await assistant.post(`${OC}/spare-loans/${returned}/return`);
  await stationUser2.post(`${OC}/spare-loans`, { stationId: station2, itemId: unit, purpose: '用户出差急用' });
}

async function replaced({ device, who: { engineer, stationUser, stationUser2 } }) {
  const { station, station2 } = device.units;
  const ask = (by, stationId, serial, cause, reason) => by.post(`${OC}/replacements`, { stationId, model: 'C118', serial, cause, reason });
  const first = await ask(stationUser, station, 'A3001', 'product', '主板三次更换仍死机');
  await engineer.post(`${OC}/replacements/${first.id}/decide`, { decision: 'approved' });
  await stationUser.post(`${OC}/replacements/${first.id}/replace`, { newSerial: 'N3001' });
  const second = await ask(stationUser2, station2, 'A3002', 'product', '维修拖延二十天，用户要求换机');
  await engineer.post(`${OC}/replacements/${second.id}/decide`, { decision: 'approved', cause: 'service_late', note: '备件已到站，没有及时维修' });
  await ask(stationUser, station, 'A3003', 'product', '屏幕和主板同时损坏，无修理价值');
}

/** Quality problems and what the market says. */
async function heard({ device, who: { account, manager } }) {
  const departmentUnitId = device.units.department;
  const report = (by, more) => by.post(`${OC}/quality-issues`, { departmentUnitId, model: 'C118', units: 1, ...more });
  const known = await report(account, { fault: '低温不开机', text: '零下 15 度以下长按无反应，回温后正常', units: 12, stationUnitId: device.units.station, discoveredAt: before(3) });
  await manager.post(`${OC}/quality-issues/${known.id}/move`, { to: 'in_work' });
  await report(account, { fault: '排线断裂', text: '翻盖两千次左右排线断裂', units: 5, discoveredAt: before(40) });
  await account.post(`${OC}/market-items`, { departmentUnitId, kind: 'competitor', maker: '远山通信', model: 'Y6', text: '运营商定制机降价一成，承诺三年保修' });
  await account.post(`${OC}/market-items`, { departmentUnitId, kind: 'quality', model: 'C118', text: '营业厅反映充电口松动的用户增多' });
}

/** Operators, what they judge and wish, and whom the channel spoke with. */
async function spoken({ device, who: { account } }) {
  const departmentUnitId = device.units.department;
  const register = (name, contacts, owner) => account.post(`${OC}/operators`, { departmentUnitId, name, contacts, ownerUserId: device.people[owner].id, since: day(-50) });
  const first = await register('江州联通', [{ name: '马主任', title: '终端部主任', phone: '13800006666' }], 'account');
  await register('陇东移动', [{ name: '白经理', title: '渠道经理', phone: '13800007777' }], 'account2');
  await account.post(`${OC}/operators/${first.id}/talks`, { heldOn: day(-2), talkedWith: '马主任', judgement: '维修速度满意，备用机不够周转', score: 4, matters: [{ kind: 'wish', text: '营业厅各放两台备用机' }, { kind: 'complaint', text: '西城站周末没有人接待' }] });
  const [matter] = (await account.get(`${OC}/operator-matters?operatorId=${first.id}`)).items;
  await account.post(`${OC}/operator-matters/${matter.id}/counter`, { countermeasure: '与西城站约定周末轮值，公布电话' });
  const log = (counterpart, more) => account.post(`${OC}/channel-contacts`, { departmentUnitId, counterpart, ...more });
  await log('operator', { operatorId: first.id, text: '对接元旦促销机型的售后安排' });
  await log('agent', { counterpartName: '江州总代', text: '核对铺货机型和串号段' });
  await log('station', { stationUnitId: device.units.station2, text: '商量周末轮值', occurredAt: before(26) });
}

/** Incidents: one waits for its first report, one is followed up, one came to an end. */
async function pursued({ device, who: { account } }) {
  const departmentUnitId = device.units.department;
  const open = (more) => account.post(`${OC}/incidents`, { departmentUnitId, ...more });
  await open({ title: '用户向消协投诉拖延维修', summary: '送修四十天未取回，站里答复缺主板', bodies: ['consumer_association'], complainantName: '许先生', complainantPhone: '13900002222', awareAt: before(1) });
  const { id } = await open({ title: '网帖称电池鼓包', summary: '本地论坛发帖，附照片两张', bodies: ['online'], stationUnitId: device.units.station, awareAt: before(30) });
  await account.post(`${OC}/incidents/${id}/reports`, { text: '已联系发帖人，约定明天上门检测' });
  await account.post(`${OC}/incidents/${id}/reports`, { text: '检测为第三方电池，发帖人同意更正', bodies: ['media'] });
  await account.post(`${OC}/incidents/${id}/exposures`, { url: 'https://news.example.com/20261128', text: '江州晚报转发原帖' });
  const done = await open({ title: '技监局询问三包凭证', summary: '抽查时一名用户没有三包凭证', bodies: ['technical_supervision'], awareAt: before(20) });
  await account.post(`${OC}/incidents/${done.id}/reports`, { text: '已补开凭证并说明情况' });
  await account.post(`${OC}/incidents/${done.id}/resolve`, { resolution: '技监局认可说明，结案', lessons: '发机时逐台核对三包凭证' });
  return id;
}

/** What staff ask the technical section, its library, the crisis instructions, and how they were drilled. */
async function supported({ device, staff, who: { account, technician, technical, manager, engineer } }) {
  const departmentUnitId = device.units.department;
  const file = async (by) => (await by.upload(`${OC}/attachments`, 'guide.pdf', GUIDE, 'application/pdf')).id;
  const guide = await technical.post(`${OC}/channel-documents`, { departmentUnitId, kind: 'technical', title: 'C118 主板维修指南', model: 'C118', attachmentId: await file(technical), effectiveOn: day(0) });
  await technician.post(`${OC}/channel-documents/${guide.id}/sign`, { edition: 1 });
  const crisis = await manager.post(`${OC}/channel-documents`, { departmentUnitId, kind: 'crisis', title: '突发事件处理须知', attachmentId: await file(manager), effectiveOn: day(0) });
  await account.post(`${OC}/channel-documents/${crisis.id}/sign`, { edition: 1 });
  const asked = await account.post(`${OC}/technical-requests`, { title: 'C118 低温不开机怎样判断', text: '站里测不出故障，回温后正常', model: 'C118', stationUnitId: device.units.station });
  await technical.post(`${OC}/technical-requests/${asked.id}/answer`, { text: '按指南第三节测电源板启动电压', documentId: guide.id });
  await technician.post(`${OC}/technical-requests`, { title: '烧录夹具的驱动', text: '新夹具在 64 位系统上认不到' });
  const drill = (kind, title, text, results) => engineer.post(`${OC}/crisis-drills`, { departmentUnitId, kind, title, heldOn: day(-5), text, results });
  await drill('drill', '媒体到站采访', '演练接待和首报；一人没有先报渠道工程师', [{ staffId: staff.account.id, passed: true }, { staffId: staff.technician.id, passed: false, note: '没有先报告' }]);
  await drill('quiz', '突发事件处理须知测验', '二十题，闭卷', [{ staffId: staff.account.id, passed: true, score: 95 }, { staffId: staff.technician.id, passed: true, score: 80 }]);
}
