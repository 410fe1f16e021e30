import type { FormLayout, FormSection, TableSection } from '../forms/form-layout.ts';
import type { AssembledReportView, ReportSectionView } from './report-views.ts';

export interface ReportPaper {
  tenantName: string;
  zone: string;
  printedBy: string;
  printedAt: Date;
  /** Who signs under it, e.g. 填报人, 主管. */
  signers: { label: string; name?: string }[];
}

const STATUS = { draft: '草稿', submitted: '已提交', returned: '已退回', accepted: '已审阅', dropped: '已作废' };
const REMARKS: Record<string, string> = { returned: '退回', accepted: '审阅', commented: '批示', dropped: '作废' };
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** The report on A4: head, its sections in order with "无" where there is nothing, comments, signatures. */
export function reportLayout(view: AssembledReportView, paper: ReportPaper): FormLayout {
  const remarks = view.entries.filter((e) => REMARKS[e.what] && e.text);
  const status = view.shownRound !== null && view.shownRound < view.round ? `第 ${view.shownRound} 次提交` : STATUS[view.status];
  const sections: FormSection[] = [
    {
      type: 'fields', fields: [
        { label: '单位', value: view.unitName }, { label: '填报人', value: view.authorName }, { label: '期间', value: view.period }, { label: '状态', value: status },
        { label: '事由', value: view.title }, { label: '提交时间', value: submittedAt(view), kind: 'time' },
      ],
    },
    ...view.sections.map((section, i) => sectionTable(section, i)),
    ...(remarks.length ? [{
      type: 'table', heading: '审阅意见', columns: [{ key: 'at', label: '时间', kind: 'time', width: 1.2 }, { key: 'by', label: '审阅人', width: 0.8 }, { key: 'what', label: '结果', width: 0.6 }, { key: 'text', label: '意见', width: 3.4 }],
      rows: remarks.map((e) => ({ at: e.at, by: e.by, what: REMARKS[e.what]!, text: e.text })),
    } satisfies TableSection] : []),
    { type: 'signatures', lines: paper.signers },
  ];
  return { title: view.kindTitle.zh, number: view.number, tenantName: paper.tenantName, zone: paper.zone, printedBy: paper.printedBy, printedAt: paper.printedAt.toISOString(), sections };
}

const submittedAt = (view: AssembledReportView): string | null => view.rounds.find((r) => r.round === (view.shownRound ?? view.round))?.submittedAt ?? null;

/** A row for each line; the part's name stands beside its first. */
function sectionTable({ title, parts }: ReportSectionView, index: number): TableSection {
  return {
    type: 'table', heading: `${NUMERALS[index] ?? index + 1}、${title.zh}`, columns: [{ key: 'part', label: '项目', width: 1 }, { key: 'text', label: '内容', width: 4 }],
    rows: parts.flatMap((part) => {
      const lines = [...part.items.map((item) => item.text), ...(part.words ? [part.words] : [])];
      return (lines.length ? lines : [part.none ? '无' : '']).map((text, i) => ({ part: i ? '' : part.title.zh, text }));
    }),
  };
}
