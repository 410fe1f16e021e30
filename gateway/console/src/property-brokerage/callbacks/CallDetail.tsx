import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { PhoneCall, PhoneMissed } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../../api/client.ts'
import type { DealCallback } from '../../api/types.ts'
import { Clause, Facts, No, Panel, Segments } from '../../components/small.tsx'
import { Refusal } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'

/** One call, reached or not; whoever could not be reached may still call back. */
export function CallDetail({ item }: { item: DealCallback }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [score, setScore] = useState('')
  const [comment, setComment] = useState('')
  const [note, setNote] = useState('')
  const send = useMutation({
    mutationFn: (outcome: 'reached' | 'no_answer') => post(`/v1/property-brokerage/deal-callbacks/${item.id}/attempts`, { outcome, ...(outcome === 'reached' && { score: Number(score), ...(comment.trim() && { comment: comment.trim() }) }), ...(note.trim() && { note: note.trim() }) }),
    onSuccess: async (_, outcome) => {
      void message.success(t(outcome === 'reached' ? 'callback.saved' : 'callback.savedMissed'))
      setNote('')
      await queries.invalidateQueries()
    },
  })
  return (
    <Panel title={`${formats.words(item.sideName)} ${item.contactName}`} extra={<No number={item.dealNumber} to={`/deals/${item.dealId}`} />}>
      <div className="stack">
        <Facts
          items={[
            [t('deal.what'), item.dealTitle], [t('deal.phone'), item.phoneMasked], [t('deal.specialist'), item.specialistName], [t('dealCallback.archivedAt'), formats.at(item.archivedAt)],
            ...item.attempts.map((attempt, index): [string, ReactNode] => [t('callback.try', { n: index + 1 }), `${formats.at(attempt.at)} ${t(`callback.${attempt.outcome}`)} ${attempt.by} ${attempt.note}`]),
            [t('callback.score'), item.score && t('dealCallback.points', { count: item.score })], [t('dealCallback.opinion'), item.comment],
          ]}
        />
        {item.status !== 'done' && (
          <>
            <p className="muted">{t('dealCallback.phoneOnDeal')} <Clause id="PB-3.3" /></p>
            <Refusal problem={send.error} />
            <div className="field"><span className="label">{t('callback.score')}</span><Segments big label={t('callback.score')} value={score} onChange={setScore} options={['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))} /></div>
            <div className="field"><label htmlFor="comment">{t('dealCallback.opinion')}</label><Input.TextArea id="comment" rows={3} maxLength={1000} value={comment} onChange={(event) => setComment(event.target.value)} /></div>
            <div className="field"><label htmlFor="call-note">{t('field.note')}</label><Input id="call-note" maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} /></div>
            <div className="row wrap"><Button type="primary" icon={<PhoneCall size={15} />} disabled={!score} loading={send.isPending} onClick={() => send.mutate('reached')}>{t('callback.reachedSave')}</Button><Button icon={<PhoneMissed size={15} />} loading={send.isPending} onClick={() => send.mutate('no_answer')}>{t('callback.noAnswerSave')}</Button></div>
          </>
        )}
      </div>
    </Panel>
  )
}
