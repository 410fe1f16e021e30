import type { ReportKind } from '@luyue/reports';
import { dutyTable } from '@luyue/regulations';

export const WEEKLY = 'weekly_report';

/** The weekly report (工作周报, OC-3.1.3): work done and plan ahead, both required. */
export const weeklyKind: ReportKind = {
  kind: WEEKLY, clauseId: 'OC-3.1.3', title: { zh: '外派人员工作周报', en: 'Weekly report of outstation staff' },
  sections: [
    {
      key: 'done', title: { zh: '本周工作', en: 'Work done' },
      parts: [{ key: 'stations', title: { zh: '授权站', en: 'Stations' } }, { key: 'operators', title: { zh: '运营商', en: 'Operators' } }, { key: 'incidents', title: { zh: '突发事件', en: 'Incidents' } }, { key: 'other', title: { zh: '其他', en: 'Other' } }],
    },
    { key: 'plan', title: { zh: '下周计划', en: 'Plan ahead' }, parts: [{ key: 'work', title: { zh: '工作安排', en: 'Work' } }] },
  ],
};

/** The engineer guides by it within hours of its coming. */
export const dutiesOfSubmission = dutyTable<{ submittedAt: Date }>([{ clause: 'OC-3.1.3', parameter: 'oc.weekly.guideHours', when: () => true, from: (f) => f.submittedAt }]);

const KINDS: Record<string, string> = {
  status_check: '运作检查', attitude_check: '服务态度考察', attitude_training: '服务态度培训', settlement_talk: '劳务费沟通', spares_training: '备件培训', technical_training: '技术培训', operation_training: '业务培训',
};

/** A record of a station in one line. */
export const recordLine = ({ kind, heldOn, score, text, stationName }: { kind: string; heldOn: string; score: number | null; text: string; stationName: string }): string =>
  `${heldOn} ${stationName}${KINDS[kind] ?? kind}${score === null ? '' : `，${score} 分`}：${text.slice(0, 200)}`;
