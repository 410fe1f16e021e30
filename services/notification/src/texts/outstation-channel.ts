import type { Template } from './placeholders.ts';

/** Of every notice about the outstation channel, from its subject. */
const SUBJECT = ['number', 'title'] as const;
const samples = { number: { zh: 'TF20260302-0001', en: 'TF20260302-0001' }, title: { zh: '电视台暗访', en: 'A visit by the television' }, text: { zh: '已到现场，正在换机', en: 'On the spot, the device is being replaced' } };
const message = { number: { zh: 'XX20260307-0001', en: 'XX20260307-0001' }, title: { zh: '东城授权站', en: 'Station East' }, text: { zh: '主板断货', en: 'Out of main boards' } };
const call = { number: { zh: '10-06 22:00', en: '10-06 22:00' }, title: { zh: '联络李强', en: 'A call to Li Qiang' }, contents: { zh: '请回电，天水站缺件', en: 'Call back: the station in Tianshui lacks a part' }, due: { zh: '10-06 22:30', en: '10-06 22:30' } };
const technical = { number: { zh: 'JS20260302-0001', en: 'JS20260302-0001' }, title: { zh: 'C118 反复重启', en: 'C118 restarts again and again' }, by: { zh: '李强', en: 'Li Qiang' }, text: { zh: '换了主板还是重启', en: 'It restarts with a new main board too' }, due: { zh: '03-05 24:00', en: '03-05 24:00' } };
const violation = { number: { zh: 'WG20260302-0001', en: 'WG20260302-0001' }, title: { zh: '东城授权站 拆用备用机', en: 'Station East: dismantled a spare unit' }, by: { zh: '李强', en: 'Li Qiang' }, text: { zh: '备用机屏幕已拆下，装到客户机上', en: 'The screen of a spare unit was built into a customer\'s device' } };
const edition = { number: { zh: '2', en: '2' }, title: { zh: '危机处理须知', en: 'Crisis instructions' }, by: { zh: '方经理', en: 'Manager Fang' }, effectiveOn: { zh: '2026-04-01', en: '2026-04-01' } };

/** Notices of the outstation channel (OC), to people inside the tenant alone. */
export const outstationChannel = {
  // OC-3.6: to channel engineer, channel manager and headquarters.
  incident_first_report: {
    name: { zh: '突发事件首报', en: 'First report of an incident' }, placeholders: [...SUBJECT, 'by', 'text', 'due'], title: { zh: '突发事件 {number} 首报', en: 'Incident {number}: first report' },
    text: { zh: '{title}。{by}：{text}。下次续报应于 {due} 前。', en: '{title}. {by}: {text}. The next report is due by {due}.' }, urgent: true, samples,
  },
  incident_update: {
    name: { zh: '突发事件续报', en: 'Update of an incident' }, placeholders: [...SUBJECT, 'by', 'text', 'due'], title: { zh: '突发事件 {number} 续报', en: 'Incident {number}: update' },
    text: { zh: '{title}。{by}：{text}。下次续报应于 {due} 前。', en: '{title}. {by}: {text}. The next report is due by {due}.' }, urgent: false, samples,
  },
  // OC-3.3.2: to whoever supervises the station.
  station_message_up: {
    name: { zh: '授权站来信', en: "Station's message" }, placeholders: [...SUBJECT, 'text', 'due'], title: { zh: '{title}来信', en: 'Message from {title}' },
    text: { zh: '{number}：{text}。请于 {due} 前答复。', en: '{number}: {text}. Answer it by {due}.' }, urgent: false, samples: message,
  },
  // To the station's own users.
  station_message_down: {
    name: { zh: '渠道来信', en: 'Message from the channel' }, placeholders: [...SUBJECT, 'by', 'text'], title: { zh: '{by}来信', en: 'Message from {by}' }, text: { zh: '{number}：{text}', en: '{number}: {text}' }, urgent: false, samples: message,
  },
  // OC-3.4a: to the technical section, and its answer to whoever asked.
  technical_request: {
    name: { zh: '技术支持请求', en: 'Technical request' }, placeholders: [...SUBJECT, 'by', 'text', 'due'], title: { zh: '{by}请求技术支持：{title}', en: '{by} asks the technical section: {title}' },
    text: { zh: '{number}：{text}。请于 {due} 前答复。', en: '{number}: {text}. Answer it by {due}.' }, urgent: false, samples: technical,
  },
  technical_answer: {
    name: { zh: '技术支持答复', en: 'Technical answer' }, placeholders: [...SUBJECT, 'by', 'text'], title: { zh: '{title}：技术科已答复', en: '{title}: the technical section has answered' },
    text: { zh: '{number}，{by}：{text}', en: '{number}, {by}: {text}' }, urgent: false, samples: { number: technical.number, title: technical.title, by: { zh: '吴昊', en: 'Wu Hao' }, text: { zh: '升级固件到 2.1', en: 'Install firmware 2.1' } },
  },
  // OC-1.1, OC-2.5, OC-3.4a: to everybody who is posted.
  channel_document: {
    name: { zh: '渠道文件新版', en: 'New edition of a channel document' }, placeholders: [...SUBJECT, 'by', 'effectiveOn'], title: { zh: '请签收：{title}', en: 'Sign for it: {title}' },
    text: { zh: '{by}发布了《{title}》第 {number} 版，{effectiveOn} 起生效。请阅读后签收。', en: '{by} has published edition {number} of {title}, in force from {effectiveOn}. Read it and sign.' }, urgent: false, samples: edition,
  },
  // OC-3.2.3a: to the channel engineers.
  spare_violation: {
    name: { zh: '备机备件违规上报', en: 'Violation of the rules on spares' }, placeholders: [...SUBJECT, 'by', 'text'], title: { zh: '违规上报：{title}', en: 'Violation reported: {title}' },
    text: { zh: '{number}，{by}：{text}', en: '{number}, {by}: {text}' }, urgent: false, samples: violation,
  },
  // OC-3.1.2a: to the person, or to their deputy.
  reach_call: {
    name: { zh: '联络外派人员', en: 'Outstation staff called' }, placeholders: ['number', 'title', 'by', 'contents', 'due'], title: { zh: '{by}联络您', en: '{by} is calling you' },
    text: { zh: '{contents}。请于 {due} 前应答。', en: '{contents}. Answer by {due}.' }, urgent: false, samples: call,
  },
} as const satisfies Record<string, Template>;
