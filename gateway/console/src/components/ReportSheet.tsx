import { CircleCheck, CircleDot, MessageSquare, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { put } from '../api/client.ts'
import type { AssembledReport } from '../api/types.ts'
import { DeedButton } from './DeedStage.tsx'
import type { Deed } from './form-fields.ts'
import { RowItem, RowList } from './RowList.tsx'
import { Panel } from './small.tsx'
import { useFormats, type Formats } from '../shell/formats.ts'

type Section = AssembledReport['sections'][number]
type Part = Section['parts'][number]

/** Assembled reports of every section: `words` is the block of its words that speaks of reports, `pages` where a record stands that a line was taken from, by its type. */
interface SheetProps { report: Pick<AssembledReport, 'sections' | 'version' | 'number'> & { status: string }; path: string; writes: boolean; words?: string; pages?: Record<string, (id: string) => string> }

/** The contents of a report, part by part: what the records say, the author's words, or that there is nothing. */
export function ReportSheet({ report, path, writes, words = 'report', pages = {} }: SheetProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  // Of a report that was dropped nothing is missing any more.
  const lacks = (part: Part): boolean => report.status !== 'dropped' && (part.state === 'empty' || part.state === 'contradicted')
  return report.sections.map((section) => (
    <Panel key={section.key} bare title={formats.words(section.title)}>
      <RowList label={formats.words(section.title)}>
        {section.parts.map((part) => (
          <RowItem
            key={part.key} bad={lacks(part)} icon={lacks(part) ? <CircleDot size={16} /> : <CircleCheck size={16} />} title={formats.words(part.title)} note={part.none ? t(`${words}.none`) : part.words || (part.items.length === 0 ? t(`${words}.empty`) : '')}
            below={part.items.length > 0 && <ul>{part.items.map((item, at) => <li key={at} className="soft">{item.ref && pages[item.ref.type] ? <Link to={pages[item.ref.type]!(item.ref.id)}>{item.text}</Link> : item.text}</li>)}</ul>}
          >
            {writes && <DeedButton deed={write((key) => t(`${words}.${key}`), formats, { report, path }, section, part)} />}
          </RowItem>
        ))}
      </RowList>
    </Panel>
  ))
}

const write = (say: (key: string) => string, formats: Formats, { report, path }: { report: { version: number; number: string }; path: string }, section: Section, part: Part): Deed => ({
  title: say('write'), about: `${report.number} ${formats.words(section.title)} · ${formats.words(part.title)}`, done: say('written'),
  fields: [{ name: 'words', kind: 'text', label: formats.words(part.title), optional: true, initial: part.words }, { name: 'none', kind: 'many', label: say('orNone'), optional: true, initial: part.none ? ['yes'] : [], options: [{ value: 'yes', label: say('none') }] }],
  send: ({ words, none }) => put(`${path}/parts`, { parts: [{ part: `${section.key}.${part.key}`, ...(none ? { none: true } : { words: words ?? '', none: false }) }] }, report.version),
})

/** Who submitted, read, returned, accepted and said what; `accepted` is what its kind of report calls that. */
export function ReportHistory({ entries, words = 'report', accepted }: { entries: AssembledReport['entries']; words?: string; accepted?: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (entries.length === 0) return null
  return (
    <Panel bare title={t(`${words}.history`)}>
      <RowList label={t(`${words}.history`)}>
        {entries.toReversed().map((entry, at) => <RowItem key={`${entry.at} ${at}`} icon={entry.what === 'returned' ? <RotateCcw size={16} /> : entry.what === 'commented' ? <MessageSquare size={16} /> : <CircleCheck size={16} />} title={(entry.what === 'accepted' && accepted) || t(`${words}.entry.${entry.what}`)} sub={formats.by(entry.by)} note={entry.text}><span className="muted nowrap">{formats.at(entry.at)}</span></RowItem>)}
      </RowList>
    </Panel>
  )
}
