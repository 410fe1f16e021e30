import { Lightbulb } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get, patch, post } from '../../api/client.ts'
import type { KnowledgeEntry, TechnicalProblem } from '../../api/types.ts'
import { Deeds } from '../../components/DeedStage.tsx'
import type { Deed, Field } from '../../components/form-fields.ts'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
const PATH = '/v1/distributor-visits/knowledge'
const STATUSES = ['published', 'draft', 'retired'] as const
/** Technicians and departments write it. */
export const useWrites = (): boolean => ['technicalProblem.work', 'technicalProblem.answer'].some(useMay())

/** What was learned from solved problems, found by words and models, for whoever meets the same one next (capability 7). */
export function Knowledge() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [status, setStatus] = useState<(typeof STATUSES)[number]>('published')
  const [typed, setTyped] = useState('')
  const q = typed.trim()
  const asked = q.length >= 2 ? q : ''
  return (
    <div className="stack">
      <div className="row wrap">
        <input type="search" className="input" style={{ width: 260 }} aria-label={t('knowledge.search')} placeholder={t('knowledge.search')} value={typed} onChange={(event) => setTyped(event.target.value)} />
        <Segments label={t('filter.status')} value={status} onChange={(next) => setStatus(next as typeof status)} options={STATUSES.map((value) => ({ value, label: t(`knowledge.status.${value}`) }))} />
      </div>
      <SplitList<KnowledgeEntry>
        label={t('knowledge.entries')} icon={<Lightbulb size={20} />} none={t(asked ? 'knowledge.noHit' : 'knowledge.none')} noneText={t('knowledge.noneText')} queryKey={['visit-knowledge', status, asked]} idOf={(row) => row.id}
        ask={(cursor) => get(PATH, { query: { status, ...(asked && { q: asked }), limit: 50, cursor } })}
        line={(row) => <TwoLines head={row.title} tag={row.product ?? ''} sub={row.symptom} end={formats.at(row.changedAt)} />}
        detail={(row) => <Entry row={row} />}
      />
    </div>
  )
}

function Entry({ row }: { row: KnowledgeEntry }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const writes = useWrites()
  return (
    <Panel title={row.title} extra={<><span className="tag">{t(`knowledge.status.${row.status}`)}</span><Clause id="DV-3.3c" /></>}>
      <div className="stack">
        <Facts
          items={[
            [t('visitCustomer.of.product'), row.product], [t('knowledge.symptom'), row.symptom], [t('techProblem.cause'), row.cause], [t('techProblem.solution'), row.solution],
            [t('knowledge.from'), <Link key="problem" to={`/visit-problems?status=solved&id=${row.problemId}`}>{row.problemNumber}</Link>], [t('knowledge.writtenBy'), `${row.writtenBy} · ${formats.at(row.writtenAt)}`],
          ]}
        />
        {writes && <Deeds deeds={entryDeeds(t, row)} />}
      </div>
    </Panel>
  )
}

const fieldsOf = (t: Say, { title, symptom, cause, solution }: { title: string; symptom: string; cause: string | null; solution: string | null }): Field[] => [
  { name: 'title', kind: 'line', label: t('knowledge.title'), initial: title }, { name: 'symptom', kind: 'text', label: t('knowledge.symptom'), initial: symptom }, { name: 'cause', kind: 'text', label: t('techProblem.cause'), initial: cause }, { name: 'solution', kind: 'text', label: t('techProblem.solution'), initial: solution },
]

/** A draft from a solved problem: what was found out is there already. */
export const writeKnowledge = (t: Say, { id, number, title, description, cause, solution }: TechnicalProblem): Deed => ({
  title: t('knowledge.write'), about: `${number} ${title}`, say: t('knowledge.writeSays'), done: t('knowledge.written'), fields: fieldsOf(t, { title, symptom: description, cause, solution }), send: (values) => post(PATH, { problemId: id, ...values }),
})

function entryDeeds(t: Say, row: KnowledgeEntry): Deed[] {
  const about = row.title
  const move = (to: 'published' | 'retired'): Deed => ({ title: t(`knowledge.do.${to}`), about, danger: to === 'retired', done: t(`knowledge.status.${to}`), fields: [], send: () => post(`${PATH}/${row.id}/move`, { to }) })
  const change: Deed = { title: t('knowledge.change'), about, done: t('knowledge.changed'), fields: [...fieldsOf(t, row), { name: 'product', kind: 'line', label: t('visitCustomer.of.product'), optional: true, initial: row.product }], send: (values) => patch(`${PATH}/${row.id}`, { product: '', ...values }, row.version) }
  return [...(row.status === 'published' ? [] : [move('published')]), change, ...(row.status === 'retired' ? [] : [move('retired')])]
}
