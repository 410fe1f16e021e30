// Makes the sample call log: one busy day at the desk of the demo company, with the kinds of trouble that such files have.
//   node test/samples/make-call-log.mjs        writes call-log-2026-11-23.csv beside it; the same every time
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DEMO_AGENTS, DEMO_SEED, DEMO_UNITS, households, randomOf } from '../../infra/local/demo-households.mjs';

export const SAMPLE = 'call-log-2026-11-23.csv';
const DAY = '2026-11-23';
const HEADING = ['通话时间', '来电号码', '姓名', '地址', '类别', '故障范围', '现象', '说明', '坐席工号'];
/** Calls of households in a row, each household once. */
const ORDINARY = 470;

/** What people call about: how often, and what the desk writes down, each symptom with its text. */
const MATTERS = [
  { share: 0.28, kind: '报修', scope: '用户设备', words: [['打不着火', '昨天起做饭打不着，换了电池也不行'], ['热水器不启动', '点火就灭，家里有小孩要洗澡'], ['表具不走字', '表不走，怕以后补交，要求今天看'], ['胶管老化', '胶管硬了，担心漏气'], ['灶具异响', '灶头有呼呼的声音']] },
  { share: 0.16, kind: '报修', scope: '管网', words: [['无气', '整个单元都没气'], ['压力不足', '火苗很小，邻居也一样'], ['立管锈蚀', '楼道立管锈得厉害'], ['阀门井渗漏', '小区门口井盖边有味道']] },
  { share: 0.04, kind: '报警', scope: '', words: [['闻到燃气味', '厨房有很重的气味，人已到楼下'], ['报警器鸣响', '报警器一直响，已开窗']] },
  { share: 0.42, kind: '咨询', scope: '', words: [['阶梯气价', '问第二档从多少方起'], ['过户手续', '房子卖了，怎么过户'], ['预约安检', '想约周末安检'], ['', '问营业厅几点关门'], ['', '问线上缴费怎么绑户号']] },
  { share: 0.10, kind: '投诉', scope: '', words: [['上门不守时', '约了上午，等到下午没人来'], ['服务态度', '师傅进门不戴鞋套，说话冲'], ['收费有误', '上月用量比平时多一倍，要求核对']] },
];

/**
 * The rows of the day in the order of the calls, and what must come of each.
 * @returns {{cells: string[], outcome: string}[]} `outcome`: `created`, or what is wrong with the row
 */
export function callLog() {
  const random = randomOf('call log 2026-11-23');
  const pick = (list) => list[Math.floor(random() * list.length)];
  const homes = households(DEMO_SEED, DEMO_UNITS[0], ORDINARY + 60);
  const agent = () => pick(DEMO_AGENTS).staffNumber;
  const matter = () => {
    let left = random();
    return MATTERS.find(({ share }) => (left -= share) < 0) ?? MATTERS[0];
  };
  const rowOf = (home, seconds, { kind, scope, words } = matter()) => ({
    // Some call from a relative's phone; every third time nobody writes the address down.
    cells: [timeOf(seconds), home.contacts[0] && random() < 0.3 ? home.contacts[0].phone : home.phone, home.holderName, random() < 0.66 ? home.address : '', kind, scope, ...pick(words), agent()],
    outcome: 'created', seconds,
  });
  // The desk is open from 00:20 to 23:20, most busy in the morning; two minutes and more between two calls of the list.
  const ordinary = homes.slice(0, ORDINARY).map((home, i) => rowOf(home, 1_200 + i * 175 + Math.floor(random() * 50)));
  const trouble = troubles(homes.slice(ORDINARY), ordinary, rowOf, random);
  return [...ordinary, ...trouble].toSorted((a, b) => a.seconds - b.seconds).map(({ cells, outcome }) => ({ cells, outcome }));
}

/** Rows that real files have among the good ones; `homes` are households that did not call yet. */
function troubles(homes, ordinary, rowOf, random) {
  const consultation = MATTERS[3];
  const equipment = MATTERS[0];
  const rows = [];
  let next = 0;
  /** A good row with one thing changed: `{column: value}` by the place of the column. */
  const add = (outcome, change, matter = equipment) => {
    const row = rowOf(homes[next], 2_000 + next * 1_300, matter);
    next += 1;
    for (const [column, value] of Object.entries(change)) row.cells[column] = value;
    rows.push({ ...row, outcome });
  };
  const stranger = () => `177${String(Math.floor(random() * 1e8)).padStart(8, '0')}`;
  for (const time of ['2026-11-23 25:61:00', '23/11/2026 08:30', '', '2026-11-31 09:00:00', '上午九点']) add('bad time', { 0: time });
  for (const time of ['2027-11-23 10:00:00', '2062-11-23 11:15:00']) add('future', { 0: time });
  for (const phone of ['', '11', '1391234', '无号码']) add('bad phone', { 1: phone });
  for (const kind of ['表扬', '报修/投诉', '', '举报']) add('unknown kind', { 4: kind });
  for (const scope of ['', '', '楼上那家']) add('bad side', { 5: scope, 6: '' });
  add('bad side', { 5: '管网' }, consultation);
  for (let i = 0; i < 5; i += 1) add('missing text', { 7: '' });
  for (const number of ['9999', '0807', '']) add('unknown agent', { 8: number });
  for (let i = 0; i < 6; i += 1) add('unknown caller, no address', { 1: stranger(), 2: '', 3: '' });
  // Good ones that only look odd: other ways to write a time, a side, a number; text with commas, quotes and line breaks.
  for (let i = 0; i < 6; i += 1) add('created', { 1: stranger(), 2: '路过的人', 3: `城东区滨江路${20 + i * 7}号门口` });
  add('created', { 0: '2026/11/23 7:05' });
  add('created', { 0: '２０２６-11-23 12:40:10' });
  add('created', { 5: '用户设备', 7: '灶具打不着，\n要求下午来，"越快越好"' });
  add('created', { 6: '灶台冒火星', 7: '炉头, 左边那个' });
  add('created', { 5: '', 6: '无气', 7: '早上起来就没气了' }, MATTERS[1]);
  const spaced = rowOf(homes[next], 2_000 + next * 1_300, consultation);
  spaced.cells[1] = homes[next].phone.replace(/^(\d{3})(\d{4})/, '$1 $2 ');
  rows.push(spaced);
  // Somebody calls again before the line is written, and a household asks once more in the evening.
  const consulting = ordinary.filter(({ cells }) => cells[4] === '咨询');
  for (const row of consulting.slice(5, 13)) rows.push({ ...again(row, 240), outcome: 'double call' });
  for (const row of consulting.slice(20, 28)) rows.push({ ...again(row, 7_200), outcome: 'household has an open case' });
  return rows;
}

/** The same caller about the same matter, so many seconds later. */
function again({ cells, seconds }, later) {
  const copy = [...cells];
  copy[0] = timeOf(seconds + later);
  copy[7] = `${cells[7]}，再次来电`;
  return { cells: copy, seconds: seconds + later };
}

const timeOf = (seconds) => `${DAY} ${new Date(seconds * 1_000).toISOString().slice(11, 19)}`;
const quoted = (cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The file as a telephone system exports it: UTF-8 with a mark for Excel, Windows line ends. */
export const callLogCsv = () => `\ufeff${[HEADING, ...callLog().map(({ cells }) => cells)].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL(SAMPLE, import.meta.url), callLogCsv());
  const counts = {};
  for (const { outcome } of callLog()) counts[outcome] = (counts[outcome] ?? 0) + 1;
  console.log(SAMPLE, counts);
}
