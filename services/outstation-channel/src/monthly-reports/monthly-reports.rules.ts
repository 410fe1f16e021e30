import { parseDate, type DateText } from '@luyue/kernel';
import type { ReportKind } from '@luyue/reports';

export const MONTHLY = 'outstation_monthly_report';
export const FAULTY_STOCK = 'stock.faulty';

/** The monthly report (工作月报, OC-3.5.3): the work of the month, and what lies faulty with the operators. */
export const monthlyKind: ReportKind = {
  kind: MONTHLY, clauseId: 'OC-3.5.3', title: { zh: '外派人员工作月报', en: 'Monthly report of outstation staff' },
  sections: [
    {
      key: 'work', title: { zh: '本月工作', en: 'Work of the month' },
      parts: [{ key: 'stations', title: { zh: '授权站', en: 'Stations' } }, { key: 'operators', title: { zh: '运营商', en: 'Operators' } }, { key: 'incidents', title: { zh: '突发事件', en: 'Incidents' } }, { key: 'other', title: { zh: '其他', en: 'Other' } }],
    },
    { key: 'stock', title: { zh: '局方故障机库存', en: "Operators' faulty stock" }, parts: [{ key: 'faulty', title: { zh: '分运营商、分机型', en: 'By operator and model' } }] },
  ],
};

/** Days that something had lain there on a day. */
export const ageInDays = (oldestOn: DateText, day: DateText): number => parseDate(day) - parseDate(oldestOn);
