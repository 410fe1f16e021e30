import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { Check, Lock, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post } from '../../api/client.ts'
import type { PolicyDetail, PolicyReplay, PolicyValue } from '../../api/types.ts'
import { ConflictMerge } from '../../components/ConflictMerge.tsx'
import { DateInput } from '../../components/moment-inputs.tsx'
import { Clause, Segments } from '../../components/small.tsx'
import { Bones, Failure, Refusal } from '../../components/states.tsx'
import { amountOf } from '../../components/why-words.ts'
import { addDays, dateOf, instantOf, useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { isReplayable, objection, strictness, tighterBy } from './policy-words.ts'
import { isRebasable, Rebase } from './Rebase.tsx'
import { ReplayBox } from './ReplayBox.tsx'
import { ValueInput } from './ValueInput.tsx'

export function PolicyPanel({ policyKey, onClose }: { policyKey: string; onClose: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['policy', policyKey], queryFn: () => get<PolicyDetail>(`/v1/tenancy/policies/${encodeURIComponent(policyKey)}`) })
  const policy = query.data
  return (
    <aside className="panel policy-panel" aria-label={t('policy.editor')}>
      <div className="policy-head"><div><small className="muted">{policy?.key ?? policyKey}</small><h2>{policy && formats.words(policy.label)} {policy?.clauseIds.map((id) => <Clause key={id} id={id} />)}</h2></div><Button type="text" aria-label={t('do.close')} icon={<X size={17} />} onClick={onClose} /></div>
      {query.isPending && <Bones />}
      {query.isError && <Failure problem={query.error} what={t('policy.editor')} retry={() => void query.refetch()} />}
      {policy && <Editor policy={policy} />}
    </aside>
  )
}

/** A new version has no row to lock: what tells that somebody else published is the list of versions. */
const versionsOf = (policy: PolicyDetail): string => policy.history.map((each) => `${each.origin} ${each.version}`).toSorted().join()

function Editor({ policy }: { policy: PolicyDetail }) {
  const { t } = useTranslation()
  const { place } = usePerson()
  const may = useMay()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const isHeadquarters = place.tenantKind === 'headquarters'
  const [value, setValue] = useState<PolicyValue>(policy.pending[0]?.value ?? policy.inForce.value)
  const [from, setFrom] = useState(addDays(dateOf(serverNow()), 1))
  const [tighten, setTighten] = useState<'locked' | 'mayTighten'>(policy.headquarters?.mayTighten === false ? 'locked' : 'mayTighten')
  const [reason, setReason] = useState('')
  // The versions that stood there when the first thing was typed.
  const [begunAt, setBegunAt] = useState<string | null>(null)
  const begin = () => setBegunAt((before) => before ?? versionsOf(policy))
  const [theirs, setTheirs] = useState<PolicyValue | undefined>(undefined)
  const publish = () => post('/v1/tenancy/policies', { key: policy.key, value, effectiveFrom: instantOf(from, '00:00'), ...(isHeadquarters ? { mayTighten: tighten === 'mayTighten' } : {}), reason: reason.trim() })
  const save = useMutation({
    mutationFn: async () => {
      const newest = await get<PolicyDetail>(`/v1/tenancy/policies/${encodeURIComponent(policy.key)}`)
      if (versionsOf(newest) === (begunAt ?? versionsOf(policy))) return publish()
      setBegunAt(versionsOf(newest))
      setTheirs(newest.history.toSorted((a, b) => b.setAt.localeCompare(a.setAt))[0]?.value)
      await queries.invalidateQueries({ queryKey: ['policy'] })
      return null
    },
    onSuccess: async (published) => {
      if (!published) return
      setBegunAt(null)
      setReason('')
      void message.success(t('policy.saved'))
      await queries.invalidateQueries({ queryKey: ['policies'] })
      await queries.invalidateQueries({ queryKey: ['policy'] })
    },
  })
  const same = JSON.stringify(value) === JSON.stringify(policy.inForce.value)
  const no = objection(policy, value, isHeadquarters)
  const change = tighterBy(policy, value, policy.inForce.value, t)
  const editable = may('policy.write') && policy.mayChange
  return (
    <>
      <div className="policy-body stack">
        {!editable && <p className="why-not"><Lock size={14} />{policy.whyNot ?? t(may('policy.write') ? 'policy.lockedText' : 'policy.noWrite')}</p>}
        <dl className="form-rows">
          <dt>{t(isHeadquarters ? 'policy.groupValue' : 'policy.ownValue')}</dt>
          <dd className="row wrap"><ValueInput policy={policy} value={value} onChange={(next) => { begin(); setValue(next) }} disabled={!editable} />{change && <span className={strictness(policy, value, policy.inForce.value) === 1 ? 'link' : 'soft'}>{t('policy.thanNow', { change })}</span>}</dd>
          {editable && (
            <>
              <dt>{t('policy.effective')}</dt>
              <dd><DateInput value={from} label={t('policy.effective')} onChange={setFrom} /></dd>
              {isHeadquarters && <><dt>{t('policy.below')}</dt><dd><Segments label={t('policy.below')} value={tighten} onChange={setTighten} options={[{ value: 'locked', label: t('policy.locked') }, { value: 'mayTighten', label: t('policy.onlyTighten') }]} /></dd></>}
              <dt>{t('field.reason')}</dt>
              <dd><Input aria-label={t('field.reason')} value={reason} onChange={(event) => { begin(); setReason(event.target.value) }} /></dd>
            </>
          )}
        </dl>
        {editable && no && !same && <p className="refusal" role="alert">{t(no, { min: policy.bounds?.min, max: policy.bounds?.max, value: amountOf(policy.headquarters?.value, policy.unit, t) })} <span className="clause">R19</span></p>}
        {editable && !same && !no && from && <Preview policy={policy} value={value} from={from} isHeadquarters={isHeadquarters} mayTighten={tighten === 'mayTighten'} />}
        <Refusal problem={save.error} />
        {theirs !== undefined && <ConflictMerge title={t('policy.movedOn')} text={t('policy.chooseValue')} clashes={[{ label: t(isHeadquarters ? 'policy.groupValue' : 'policy.ownValue'), mine: amountOf(value, policy.unit, t), theirs: amountOf(theirs, policy.unit, t) }]} onMine={() => setTheirs(undefined)} onTheirs={() => { setValue(theirs); setTheirs(undefined) }} />}
        {may('policy.write') && isRebasable(policy) && <Rebase policyKey={policy.key} />}
        <History policy={policy} />
      </div>
      {editable && <footer className="policy-foot"><Button type="primary" disabled={same || theirs !== undefined || no !== null || !from || !reason.trim()} loading={save.isPending} onClick={() => save.mutate()}>{t('policy.publish', { date: from })}</Button></footer>}
    </>
  )
}

const TYPING_MS = 350

/** The last value that stood still for a moment: a number being typed is not asked about digit by digit. */
function useStill<T>(value: T): T {
  const [still, setStill] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), TYPING_MS)
    return () => clearTimeout(timer)
  }, [value])
  return still
}

interface Proposed { policy: PolicyDetail; value: PolicyValue; from: string; isHeadquarters: boolean; mayTighten: boolean }

/** Before saving: what the change would move, and what the last 90 days would have been under it. */
function Preview({ mayTighten, ...proposed }: Proposed) {
  const { t } = useTranslation()
  const { policy, isHeadquarters } = proposed
  const value = useStill(proposed.value)
  const query = useQuery({
    queryKey: ['policy-replay', policy.key, value, mayTighten], enabled: isReplayable(policy),
    queryFn: ({ signal }) => get('/v1/insight/policy-replay', { query: { key: policy.key, value: String(value), mayTighten: isHeadquarters ? mayTighten : undefined }, signal }), placeholderData: (before) => before,
  })
  const stale = query.isPlaceholderData || value !== proposed.value
  return (
    <>
      <Moves {...proposed} moves={stale ? undefined : query.data?.moves} />
      {query.isLoading && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={t('policy.replayName')} retry={() => void query.refetch()} />}
      {query.data && <ReplayBox policy={policy} replay={query.data} stale={stale} />}
    </>
  )
}

/** What stays as it is, what follows the new number, who keeps a stricter one. Without the ledger's figures, what the policies alone say. */
function Moves({ policy, value, from, isHeadquarters, moves }: Omit<Proposed, 'mayTighten'> & { moves: PolicyReplay['moves'] | undefined }) {
  const { t } = useTranslation()
  const unitValue = (each: unknown): string => amountOf(each, policy.unit, t)
  const named = (each: { tenantName: string; value: unknown }): string => t('policy.nameAndValue', { name: each.tenantName, value: unitValue(each.value) })
  const stricter = (moves?.keep ?? (policy.differs ?? []).filter((each) => strictness(policy, each.value, value) === 1)).map(named)
  const looser = (policy.differs ?? []).filter((each) => strictness(policy, each.value, value) === -1)
  const lines = [
    moves ? t('policy.movesOpenCount', { count: moves.openStay }) : t(policy.inForce.version > 0 ? 'policy.movesOpen' : 'policy.movesOpenDefault', { version: policy.inForce.version, value: unitValue(policy.inForce.value) }),
    t('policy.movesNew', { date: from, value: unitValue(value) }),
    ...(isHeadquarters && moves ? [t('policy.movesFollow', { count: moves.follow })] : []),
    ...(isHeadquarters && stricter.length > 0 ? [t('policy.movesStricter', { names: stricter.join(t('mark.list')) })] : []),
    ...(isHeadquarters && looser.length > 0 ? [t('policy.movesLooser', { names: looser.map(named).join(t('mark.list')) })] : []),
    ...(policy.clock === 'months' ? [t('policy.movesRebase')] : []),
  ]
  return <section><h3>{t('policy.moves')}</h3><ul className="moves">{lines.map((line) => <li key={line}><Check size={15} />{line}</li>)}</ul></section>
}

function History({ policy }: { policy: PolicyDetail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <section>
      <h3>{t('policy.versions')}</h3>
      <ul className="versions">
        {policy.history.toSorted((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom)).map((each) => {
          const pending = Date.parse(each.effectiveFrom) > serverNow()
          return <li key={`${each.origin}${each.version}`}><span className={each.version === policy.inForce.version && each.origin === policy.inForce.origin ? 'v on' : 'v'}>{each.version}</span><b>{amountOf(each.value, policy.unit, t)}</b><span className="soft cut">{t('policy.since', { date: formats.date(each.effectiveFrom) })}{pending && `${t('mark.comma')}${t('policy.pending')}`}{t('mark.comma')}{each.reason}</span><span className="muted push nowrap">{each.setBy} {formats.date(each.setAt).slice(5)}</span></li>
        })}
        <li><span className="v">0</span><b>{amountOf(policy.default, policy.unit, t)}</b><span className="soft">{t('policy.default')}</span></li>
      </ul>
    </section>
  )
}
