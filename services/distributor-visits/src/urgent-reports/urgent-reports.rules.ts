import { dutyTable } from '@luyue/regulations';
import type { ReportKind } from '@luyue/reports';

const part = (key: string, zh: string, en: string) => ({ key, title: { zh, en } });
export const URGENT: ReportKind = {
  kind: 'visit_urgent', clauseId: 'DV-11', droppable: true, title: { zh: '巡访紧急报告', en: 'Urgent visit report' },
  sections: [
    { ...part('event', '事项', 'Event'), parts: [part('kind', '类别', 'Kind'), part('facts', '情况和经过', 'Facts and course'), part('impact', '影响', 'Impact')] },
    { ...part('handling', '处理', 'Handling'), parts: [part('done', '本单位已采取的措施', 'What the unit has done'), part('asked', '请求上级协助', 'What is asked of the superior')] },
  ],
};

/** DV-11: from the filing the superior has so long to acknowledge it. */
export const urgentDuties = dutyTable<{ filedAt: Date }>([{ clause: 'DV-11', parameter: 'dv.urgent.ackHours', when: () => true, from: ({ filedAt }) => filedAt }]);
