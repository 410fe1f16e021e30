import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post } from '../../api/client.ts'
import type { Deal } from '../../api/types.ts'
import { Bones, EmptyState, Refusal } from '../../components/states.tsx'
import { shortNumber } from '../../shell/formats.ts'

export type Verb = 'send-f1' | 'accept' | 'assign' | 'reassign' | 'decline' | 'cancel'

/** What each verb asks: a specialist, and a text that is owed or offered. */
const asks: Record<Verb, { specialist?: true; text?: 'note' | 'reason'; optional?: true }> = {
  'send-f1': {}, accept: {}, assign: { specialist: true, text: 'note', optional: true }, reassign: { specialist: true, text: 'reason' }, decline: { text: 'reason' }, cancel: { text: 'reason' },
}

/** A decision on a deal with what it needs; refusals stay in the dialog with field and clause. */
export function DealActionDialog({ deal, verb, onClose }: { deal: Deal; verb: Verb; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [specialistUserId, setSpecialist] = useState<string | null>(null)
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const form = asks[verb]
  const ready = (!form.specialist || specialistUserId !== null) && (!form.text || form.optional || text.trim().length > 1)
  const send = async () => {
    if (!ready || busy) return
    setBusy(true)
    setProblem(null)
    try {
      await post<Deal>(`/v1/property-brokerage/deals/${deal.id}/${verb}`, { ...(form.specialist && { specialistUserId }), ...(form.text && text.trim() && { [form.text]: text.trim() }) })
      onClose()
      void message.success(t(`deal.done.${verb}`))
      await queries.invalidateQueries()
    } catch (refused) {
      setProblem(refused)
      setBusy(false)
    }
  }
  return (
    <Modal open width={480} title={t(`deal.action.${verb}`)} onCancel={onClose} onOk={() => void send()} okText={t(`deal.action.${verb}`)} cancelText={t('do.notNow')} okButtonProps={{ disabled: !ready, loading: busy, danger: verb === 'cancel' }} destroyOnHidden>
      <div className="stack" onKeyDown={(event) => { if (event.ctrlKey && event.code === 'Enter') void send() }}>
        <p className="muted">{shortNumber(deal.number)} {deal.title}</p>
        <Refusal problem={problem} />
        {form.specialist && <SpecialistChoice deal={deal} value={specialistUserId} onPick={setSpecialist} />}
        {form.text && <label className="field"><span className="label">{t(form.text === 'note' ? 'deal.ask.note' : `deal.ask.${verb}`)}</span><Input.TextArea autoFocus={!form.specialist} rows={2} value={text} onChange={(event) => setText(event.target.value)} /></label>}
        {!form.text && !form.specialist && <p>{t(`deal.ask.${verb}`)}</p>}
      </div>
    </Modal>
  )
}

/** By load, the least first (PB-4.1b). */
function SpecialistChoice({ deal, value, onPick }: { deal: Deal; value: string | null; onPick: (id: string) => void }) {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['specialists', deal.departmentUnitId], queryFn: () => get('/v1/property-brokerage/specialists', { query: { departmentUnitId: deal.departmentUnitId } }) })
  if (query.isPending) return <Bones lines={3} />
  const people = (query.data?.items ?? []).filter((person) => person.userId !== deal.specialistUserId)
  if (query.isError || people.length === 0) return query.isError ? <Refusal problem={query.error} /> : <EmptyState title={t('deal.load.none')} />
  return (
    <div className="candidates" role="radiogroup" aria-label={t('deal.load.pick')}>
      {people.map((person, index) => (
        <label key={person.userId} className="candidate">
          <input type="radio" name="specialist" autoFocus={index === 0} checked={value === person.userId} onChange={() => onPick(person.userId)} />
          <b>{person.name}</b>
          <span className="push muted">{[t('deal.load.open', { count: person.open }), ...(person.dueToday ? [t('deal.load.today', { count: person.dueToday })] : [])].join(' · ')}{person.overdue > 0 && <span className="danger"> {t('deal.load.overdue', { count: person.overdue })}</span>}</span>
        </label>
      ))}
    </div>
  )
}
