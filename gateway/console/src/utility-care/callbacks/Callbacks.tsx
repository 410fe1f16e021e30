import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { PhoneCall, PhoneMissed } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get, post } from '../../api/client.ts'
import type { Callback } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { Facts, No, Panel, Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure, Refusal } from '../../components/states.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import '../../components/split.css'

const topics = ['punctual', 'attitude', 'quality', 'price', 'safety', 'other']

/** Who is still owed a callback, and what did they say? The list stays beside the call. */
export default function Callbacks() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const status = params.get('status') === 'done' ? 'done' : 'due'
  const [picked, setPicked] = useState<string | null>(null)
  const query = useQuery({ queryKey: ['callbacks', status], queryFn: () => get('/v1/utility-care/callbacks', { query: { status, limit: 100 } }) })
  useTitle(t('nav.callbacks'))
  const items = query.data?.items ?? []
  const current = items.find((item) => item.id === picked) ?? items[0]
  const step = (by: number) => setPicked(items[Math.min(items.length - 1, Math.max(0, items.findIndex((item) => item.id === current?.id) + by))]?.id ?? null)
  useKeys({ j: () => step(1), k: () => step(-1) })
  return (
    <div className="page split-page">
      <div className="page-head">
        <h1>{t('nav.callbacks')}</h1>
        <Segments label={t('filter.status')} value={status} onChange={(next) => setParams({ status: next })} options={[{ value: 'due', label: t('callback.due') }, { value: 'done', label: t('callback.done') }]} />
        <span className="push muted row"><kbd>J</kbd><kbd>K</kbd>{t('keys.move')}</span>
      </div>
      {query.isPending && <Bones />}
      {query.isError && items.length === 0 && <Failure problem={query.error} what={t('nav.callbacks')} retry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <EmptyState icon={<PhoneCall size={20} />} title={t(status === 'due' ? 'callback.none' : 'callback.noneDone')} text={t('callback.rule')} />}
      {current && (
        <div className="split">
          <ul className="panel split-list">
            {items.map((item) => (
              <li key={item.id}>
                <button type="button" className="split-row" aria-pressed={item.id === current.id} onClick={() => setPicked(item.id)}>
                  <TwoLines head={item.title} tag={item.obligation && <ClockChip clock={item.obligation} still />} sub={`${item.callerName} ${item.phoneMasked}`} end={[t(`kind.${item.kind}`), item.attempts.length > 0 && t('callback.tries', { count: item.attempts.length })].filter(Boolean).join(' · ')} />
                </button>
              </li>
            ))}
          </ul>
          <Detail key={current.id} item={current} open={status === 'due'} />
        </div>
      )}
    </div>
  )
}

function Detail({ item, open }: { item: Callback; open: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [score, setScore] = useState('')
  const [opinion, setOpinion] = useState('')
  const [about, setAbout] = useState<string[]>([])
  const send = useMutation({
    mutationFn: (outcome: 'reached' | 'no_answer') => post(`/v1/utility-care/callbacks/${item.id}/attempts`, outcome === 'reached' ? { outcome, ...(score ? { score: Number(score) } : {}), ...(opinion.trim() ? { opinion: opinion.trim() } : {}), ...(about.length > 0 ? { topics: about } : {}) } : { outcome }),
    onSuccess: async (_, outcome) => {
      void message.success(t(outcome === 'reached' ? 'callback.saved' : 'callback.savedMissed'))
      await queries.invalidateQueries()
    },
  })
  return (
    <Panel title={item.title} extra={<No number={item.caseNumber} to={`/cases/${item.caseId}`} />}>
      <div className="stack">
        <Facts items={[[t('case.caller'), `${item.callerName} ${item.phoneMasked}`], [t('callback.closedAt'), formats.at(item.closedAt)], [t('clock.due'), item.obligation && <ClockChip key="clock" clock={item.obligation} clause />], ...item.attempts.map((attempt, index): [string, React.ReactNode] => [t('callback.try', { n: index + 1 }), `${formats.at(attempt.at)} ${t(`callback.${attempt.outcome}`)} ${attempt.by}`])]} />
        {open && (
          <>
            <Refusal problem={send.error} />
            <div className="field"><span className="label">{t('callback.score')}</span><Segments big label={t('callback.score')} value={score} onChange={setScore} options={['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))} /></div>
            <div className="field"><span className="label">{t('callback.topics')}</span><div className="row wrap">{topics.map((topic) => <Button key={topic} size="small" type={about.includes(topic) ? 'primary' : 'default'} aria-pressed={about.includes(topic)} onClick={() => setAbout(about.includes(topic) ? about.filter((each) => each !== topic) : [...about, topic])}>{t(`topic.${topic}`)}</Button>)}</div></div>
            <div className="field"><label htmlFor="opinion">{t('callback.opinion')}</label><Input.TextArea id="opinion" rows={3} value={opinion} onChange={(event) => setOpinion(event.target.value)} /></div>
            <div className="row"><Button type="primary" icon={<PhoneCall size={15} />} disabled={!score} loading={send.isPending} onClick={() => send.mutate('reached')}>{t('callback.reachedSave')}</Button><Button icon={<PhoneMissed size={15} />} loading={send.isPending} onClick={() => send.mutate('no_answer')}>{t('callback.noAnswerSave')}</Button><span className="muted">{t('callback.attemptRule')}</span></div>
          </>
        )}
      </div>
    </Panel>
  )
}
