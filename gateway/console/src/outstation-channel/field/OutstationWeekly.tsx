import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleDot } from 'lucide-react'
import { useContext, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { cache } from '../../api/cache.ts'
import { post, put } from '../../api/client.ts'
import type { WeeklyReport } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { Bones, Failure, Refusal } from '../../components/states.tsx'
import { FieldForm } from '../../field/FieldForm.tsx'
import { FieldPage } from '../../field/FieldPage.tsx'
import { OnlineContext } from '../../field/online.ts'
import { addDays, useFormats } from '../../shell/formats.ts'
import { missingOf } from '../report-missing.ts'
import { weekToWrite } from '../weekly-reports/weeks.ts'

const WEEKLY = '/v1/outstation-channel/weekly-reports'
const NAME = 'outstation-weekly'
type Section = WeeklyReport['sections'][number]
type Part = Section['parts'][number]
interface Chosen { section: Section; part: Part }

/** The week's report on the phone: what the records say, the author's words or "none", and the submission (OC-3.1.3). What it is filled from lies on the server, so it needs a connection. */
export default function OutstationWeekly() {
  const { t } = useTranslation()
  // Begun where it is not yet, and found where it is: the same request.
  const query = useQuery({ queryKey: [NAME], queryFn: () => post<WeeklyReport>(WEEKLY, { day: weekToWrite() }), retry: false })
  const report = query.data
  const writes = report !== undefined && report.mine && (report.status === 'draft' || report.status === 'returned')
  const [chosen, setChosen] = useState<Chosen | null>(null)
  return (
    <FieldPage title={t('nav.weeklyReports')} back="/outstation-day" foot={report && writes && <Submit report={report} />}>
      {query.isPending && <Bones />}
      {query.isError && <Failure problem={query.error} what={t('nav.weeklyReports')} retry={() => void query.refetch()} />}
      {report && <Sheet report={report} writes={writes} onWrite={setChosen} />}
      {report && chosen && <WritePart report={report} chosen={chosen} onClose={() => setChosen(null)} />}
    </FieldPage>
  )
}

function Sheet({ report, writes, onWrite }: { report: WeeklyReport; writes: boolean; onWrite: (chosen: Chosen) => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const clock = report.obligations.find(({ parameterKey }) => parameterKey === 'oc.weekly.weekday')
  const said = report.entries.findLast(({ what }) => what === 'accepted' || what === 'returned')
  return (
    <>
      <section className="job-head">
        <div className="row between"><span className="muted">{report.number}</span><span className="tag">{t(`channelReport.status.${report.status}`)}</span></div>
        <h2>{t('weekly.week', { from: report.period.slice(5), to: addDays(report.period, 6).slice(5) })}</h2>
        {clock && <ClockChip clock={clock} still plain />}
        {said?.text && <p><span className="muted">{t(said.what === 'accepted' ? 'weekly.guidance' : 'channelReport.return')}</span> {said.text} · {said.by}</p>}
      </section>
      {report.sections.map((section) => (
        <section key={section.key} className="part">
          <h3>{formats.words(section.title)}</h3>
          <ul>
            {section.parts.map((part) => (
              <li key={part.key} className="stack">
                <span className="row">{part.state === 'empty' || part.state === 'contradicted' ? <CircleDot size={16} aria-hidden="true" /> : <CircleCheck size={16} aria-hidden="true" />}<b>{formats.words(part.title)}</b>{part.none && <span className="muted">{t('channelReport.none')}</span>}</span>
                {part.items.map((item, at) => <span key={at} className="soft">{item.text}</span>)}
                {part.words && <span>{part.words}</span>}
                {writes && <button type="button" className="btn" aria-label={`${t('channelReport.write')} ${formats.words(part.title)}`} onClick={() => onWrite({ section, part })}>{t('channelReport.write')}</button>}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <section className="part"><Link className="btn" to="/weekly-reports?view=mine">{t('today.all')}</Link></section>
    </>
  )
}

/** What is written stays on the phone until the server has it. */
function WritePart({ report, chosen: { section, part }, onClose }: { report: WeeklyReport; chosen: Chosen; onClose: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const title = formats.words(part.title)
  return (
    <FieldForm
      name={`weekly.${report.id}.${section.key}.${part.key}`} record={report.id} title={title} save={t('channelReport.write')} onClose={onClose}
      fields={[{ name: 'none', kind: 'many', label: t('channelReport.orNone'), optional: true, initial: part.none ? ['yes'] : [], options: [{ value: 'yes', label: t('channelReport.none') }] }, { name: 'words', kind: 'text', label: title, optional: true, initial: part.words, when: ({ none }) => !Array.isArray(none) || none.length === 0 }]}
      onSave={async ({ words, none }) => void cache.setQueryData([NAME], await put<WeeklyReport>(`${WEEKLY}/${report.id}/parts`, { parts: [{ part: `${section.key}.${part.key}`, ...(none ? { none: true } : { words: words ?? '', none: false }) }] }, report.version))}
    />
  )
}

function Submit({ report }: { report: WeeklyReport }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const online = useContext(OnlineContext)
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const missing = missingOf(report, formats)
  const submit = () => {
    setBusy(true)
    setProblem(null)
    void post<WeeklyReport>(`${WEEKLY}/${report.id}/submit`).then((sent) => cache.setQueryData([NAME], sent), setProblem).finally(() => setBusy(false))
  }
  return (
    <div className="thumb" style={{ gridTemplateColumns: '1fr' }}>
      <Refusal problem={problem} />
      {!online && <p className="muted">{t('outDay.needsNet')}</p>}
      {missing.length > 0 && <p className="muted">{t('channelReport.stillMissing', { parts: missing.join(t('mark.list')) })}</p>}
      <button type="button" className="btn primary main" disabled={missing.length > 0 || !online || busy} onClick={submit}>{t('weekly.submit')}</button>
    </div>
  )
}
