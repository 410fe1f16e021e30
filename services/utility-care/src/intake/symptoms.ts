import type { Question, Symptom } from './intake.http.ts';

const ask = (id: string, text: string, ...options: string[]): Question => ({ id, text, options });
const smell = ask('smell', '有没有闻到燃气味？', '有', '没有');

/** Symptom codes are two letters, so that a call-taker types them; the side they usually lie on can be changed at intake. */
export const SYMPTOMS: Symptom[] = [
  { code: 'dh', label: '打不着火', kind: 'repair', faultScope: 'equipment', questions: [ask('others', '其他灶具能不能用？', '能', '不能'), ask('battery', '电池多久没换？', '半年内', '超过半年')] },
  { code: 'rs', label: '热水器不启动', kind: 'repair', faultScope: 'equipment', questions: [ask('code', '屏上有没有故障码？', '有', '没有')] },
  { code: 'bz', label: '表具不走字', kind: 'repair', faultScope: 'equipment', questions: [ask('screen', '液晶屏有没有数字？', '黑屏', '有，不动'), ask('moves', '其他灶、热水器用着时表动不动？', '动', '不动'), ask('red', '表上有没有红灯或报警声？', '有', '没有')] },
  { code: 'jg', label: '胶管老化', kind: 'repair', faultScope: 'equipment', questions: [smell] },
  { code: 'yx', label: '灶具异响', kind: 'repair', faultScope: 'equipment', questions: [smell] },
  { code: 'wq', label: '无气', kind: 'repair', faultScope: 'network', questions: [ask('neighbours', '邻居有没有气？', '有', '也没有'), ask('valve', '表前阀开着吗？', '开着', '关着', '不清楚')] },
  { code: 'yd', label: '压力不足', kind: 'repair', faultScope: 'network', questions: [ask('since', '什么时候开始的？', '今天', '这几天')] },
  { code: 'lg', label: '立管锈蚀', kind: 'repair', faultScope: 'network', questions: [smell] },
  { code: 'fj', label: '阀门井渗漏', kind: 'repair', faultScope: 'network', questions: [smell, ask('people', '旁边有没有人停留？', '有', '没有')] },
  { code: 'lq', label: '闻到燃气味', kind: 'alarm', faultScope: null, questions: [ask('window', '窗打开了吗？', '开了', '没开'), ask('people', '人都出来了吗？', '出来了', '还在屋里')] },
  { code: 'bj', label: '报警器鸣响', kind: 'alarm', faultScope: null, questions: [ask('window', '窗打开了吗？', '开了', '没开')] },
  { code: 'hz', label: '着火或爆燃', kind: 'alarm', faultScope: null, questions: [ask('fire', '打 119 了吗？', '打了', '没打'), ask('people', '有没有人受伤？', '有', '没有')] },
  { code: 'jt', label: '阶梯气价', kind: 'consultation', faultScope: null, questions: [] },
  { code: 'gh', label: '过户手续', kind: 'consultation', faultScope: null, questions: [] },
  { code: 'aj', label: '预约安检', kind: 'consultation', faultScope: null, questions: [] },
  { code: 'ts', label: '上门不守时', kind: 'complaint', faultScope: null, questions: [] },
  { code: 'td', label: '服务态度', kind: 'complaint', faultScope: null, questions: [] },
  { code: 'sf', label: '收费有误', kind: 'complaint', faultScope: null, questions: [] },
];

export const symptomOf = (code: string | null | undefined): Symptom | undefined => SYMPTOMS.find((s) => s.code === code);
