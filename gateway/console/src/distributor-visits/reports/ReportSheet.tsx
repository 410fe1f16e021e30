import { CircleCheck, CircleDot, MessageSquare, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { put } from '../../api/client.ts'
import type { DailyReport } from '../../api/types.ts'
import { DeedButton } from '../../components/DeedStage.tsx'
import type { Deed } from '../../components/form-fields.ts'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Panel } from '../../components/small.tsx'
import { useFormats, type Formats } from '../../shell/formats.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
type Section = DailyReport['sections'][number]
type Part = Section['parts'][number]

/** The contents of a report, part by part: what the records say, the author's words, or that there is nothing. */
export function ReportSheet({ report, path, writes }: { report: Pick<DailyReport, 'sections' | 'version' | 'number'>; path: string; writes: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return report.sections.map((section) => (
    <Panel key={section.key} bare title={formats.words(section.title)}>
      <RowList label={formats.words(section.title)}>
        {section.parts.map((part) => (
          <RowItem
            key={part.key} bad={part.state === 'empty' || part.state === 'contradicted'} icon={part.state === 'empty' || part.state === 'contradicted' ? <CircleDot size={16} /> : <CircleCheck size={16} />} title={formats.words(part.title)} note={part.none ? t('report.none') : part.words || (part.items.length === 0 ? t('report.empty') : '')}
            below={part.items.length > 0 && <ul>{part.items.map((item, at) => <li key={at} className="soft">{item.text}</li>)}</ul>}
          >
            {writes && <DeedButton deed={write(t, formats, { report, path }, section, part)} />}
          </RowItem>
        ))}
      </RowList>
    </Panel>
  ))
}

const write = (t: Say, formats: Formats, { report, path }: { report: { version: number; number: string }; path: string }, section: Section, part: Part): Deed => ({
  title: t('report.write'), about: `${report.number} ${formats.words(section.title)} · ${formats.words(part.title)}`, done: t('report.written'),
  fields: [{ name: 'words', kind: 'text', label: formats.words(part.title), optional: true, initial: part.words }, { name: 'none', kind: 'many', label: t('report.orNone'), optional: true, initial: part.none ? ['yes'] : [], options: [{ value: 'yes', label: t('report.none') }] }],
  send: ({ words, none }) => put(`${path}/parts`, { parts: [{ part: `${section.key}.${part.key}`, ...(none ? { none: true } : { words: words ?? '', none: false }) }] }, report.version),
})

/** Who submitted, read, returned, accepted and said what. */
export function ReportHistory({ entries }: { entries: DailyReport['entries'] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <Panel bare title={t('report.history')}>
      <RowList label={t('report.history')}>
        {entries.toReversed().map((entry, at) => <RowItem key={`${entry.at} ${at}`} icon={entry.what === 'returned' ? <RotateCcw size={16} /> : entry.what === 'commented' ? <MessageSquare size={16} /> : <CircleCheck size={16} />} title={t(`report.entry.${entry.what}`)} sub={entry.by} note={entry.text}><span className="muted nowrap">{formats.at(entry.at)}</span></RowItem>)}
      </RowList>
    </Panel>
  )
}
