import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { get, post, Problem } from '../../api/client.ts'
import type { AccountHit, DuplicateCase } from '../../api/types.ts'
import { Refusal } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { shortNumber } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { useMay } from '../../shell/session.ts'
import { openTab } from '../../shell/tabs.ts'
import { CallerSearch } from './CallerSearch.tsx'
import { Consequences } from './Consequences.tsx'
import { bodyOf, dropDraft, emptyDraft, isWritten, keepDraft, loadDraft, missingOf, type IntakeDraft } from './draft.ts'
import { HouseholdHead } from './HouseholdHead.tsx'
import { IntakeForm } from './IntakeForm.tsx'
import './intake.css'

/** Who is calling, is it already known, what do we promise? */
export default function Intake() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const may = useMay()
  const [search] = useSearchParams()
  const { draft, change, reset } = useDraft(search.get('caller') ?? '')
  const symptoms = useQuery({ queryKey: ['symptoms'], queryFn: () => get('/v1/utility-care/symptoms'), staleTime: 600_000 })
  const symptom = symptoms.data?.items.find((each) => each.code === draft.symptom && each.kind === draft.kind) ?? null
  const preview = usePreview(draft)
  const missing = missingOf(draft)
  const duplicates = draft.notSame || draft.linkTo ? [] : (preview.data?.duplicates ?? [])

  const save = useMutation({
    mutationFn: async (linkTo: string | null) => {
      const intakeId = draft.intakeId ?? (await openIntake(draft)).id
      return post('/v1/utility-care/cases', bodyOf({ ...draft, intakeId, linkTo }, symptom?.label ?? '', await phoneOf(draft, may('account.reveal'), t('nav.intake'))))
    },
    onSuccess: async (saved) => {
      reset()
      void message.success(t('intake.saved', { number: shortNumber(saved.number) }))
      await queries.invalidateQueries()
      await navigate(`/cases/${saved.id}`)
    },
  })
  const trySave = () => missing.length === 0 && !save.isPending && save.mutate(draft.linkTo)
  const pick = (account: AccountHit) => {
    change({ account, unknown: false, callerName: '', notSame: false, linkTo: null })
    focusSoon('[data-field="kind"] [role="radio"]')
  }
  const stranger = () => {
    change({ account: null, unknown: true })
    focusSoon('#callerName')
  }
  const alarm = draft.kind === 'alarm'
  useKeys({
    'ctrl+enter': trySave,
    'ctrl+s': () => void message.success(t('intake.draftKept')),
    'alt+m': () => duplicates[0] && save.mutate(duplicates[0].id),
    'alt+o': () => draft.account && void navigate(`/accounts/${draft.account.id}`),
    'alt+u': stranger,
  })
  useTitle(t('nav.intake'))
  useEffect(() => {
    openTab({ path: '/intake', title: t('nav.intake'), place: '', draft: isWritten(draft) })
  }, [draft, t])

  const found = save.error instanceof Problem && save.error.code === 'case_duplicate' ? ((save.error.body.duplicates as DuplicateCase[] | undefined) ?? []) : []
  return (
    <div className="intake">
      <h1 className="unseen">{t('nav.intake')}</h1>
      <CallerSearch draft={draft} onChange={change} onPick={pick} onStranger={stranger} firstQuery={search.get('q') ?? search.get('caller') ?? draft.account?.number ?? ''} />
      <HouseholdHead draft={draft} />
      <div className="intake-middle">
        <IntakeForm draft={draft} onChange={change} symptoms={symptoms.data?.items ?? []} duplicates={duplicates.length > 0 ? duplicates : draft.notSame ? [] : found} onMerge={(id) => save.mutate(id)} />
        <div className="intake-foot">
          {save.error && found.length === 0 ? <Refusal problem={save.error} /> : <FootHint draft={draft} missing={missing} />}
          <span className="push row">
            <Button type="text" onClick={() => { reset(); change(emptyDraft) }}>{t('intake.discard')}</Button>
            <Button type="text" onClick={() => void message.success(t('intake.draftKept'))}>{t('intake.draft')}<kbd>Ctrl S</kbd></Button>
            <Button type="primary" danger={alarm} size="large" disabled={missing.length > 0} loading={save.isPending} onClick={trySave}>{t(alarm ? 'intake.saveAlarm' : draft.kind === 'repair' ? 'intake.saveRepair' : 'intake.save')}<kbd>Ctrl Enter</kbd></Button>
          </span>
        </div>
      </div>
      <Consequences draft={draft} preview={preview.data ?? null} problem={preview.error} />
    </div>
  )
}

function FootHint({ draft, missing }: { draft: IntakeDraft; missing: string[] }) {
  const { t } = useTranslation()
  if (missing.length > 0 && isWritten(draft)) return <span className="muted cut">{t('state.missing')}{missing.map((name) => t(`field.${name}`)).join(t('mark.list'))}</span>
  const keys = ['Enter', draft.kind ? String(['consultation', 'repair', 'alarm', 'complaint'].indexOf(draft.kind) + 1) : '2', draft.symptom ? draft.symptom.split('').join(' ') : 'b z', 'Enter', 'Ctrl Enter']
  return <span className="row muted nowrap intake-keys">{t('intake.thisCase')}{keys.map((key, index) => <kbd key={index}>{key}</kbd>)}{t('intake.keys', { count: 6 })}</span>
}

/** The number the case keeps: the calling one, else the account's, whose look is logged with its reason (UC-15c). */
async function phoneOf(draft: IntakeDraft, mayReveal: boolean, reason: string): Promise<string> {
  if (draft.callerPhone || !draft.account || !mayReveal) return draft.callerPhone
  return (await post<{ phone: string }>(`/v1/utility-care/accounts/${draft.account.id}/reveal`, { reason })).phone
}

const focusSoon = (selector: string) => requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus())

// React mounts twice in development; one opened form must stay one receipt.
let opening: Promise<{ id: string; receivedAt: string }> | null = null

/** The server keeps the moment the form was opened: that is the receipt, and nobody can edit it (reading rule 4). */
function openIntake(draft: Pick<IntakeDraft, 'channel' | 'callerPhone'>): Promise<{ id: string; receivedAt: string }> {
  opening ??= post('/v1/utility-care/intakes', { channel: draft.channel, ...(draft.callerPhone ? { callerPhone: draft.callerPhone } : {}) }).finally(() => {
    opening = null
  })
  return opening
}

function useDraft(caller: string) {
  const [draft, setDraft] = useState<IntakeDraft>(() => {
    const kept = loadDraft()
    return caller && !isWritten(kept) ? { ...kept, intakeId: null, callerPhone: caller } : kept
  })
  const change = useCallback((part: Partial<IntakeDraft>) => {
    setDraft((before) => {
      const next = { ...before, ...part }
      keepDraft(next)
      return next
    })
  }, [])
  const { intakeId } = draft
  useEffect(() => {
    if (intakeId) return
    let gone = false
    // Without an answer the form stays usable; saving tries again.
    openIntake({ channel: 'phone', callerPhone: caller }).then(({ id, receivedAt }) => { if (!gone) change({ intakeId: id, receivedAt }) }, () => undefined)
    return () => {
      gone = true
    }
  }, [intakeId, caller, change])
  return { draft, change, reset: dropDraft }
}

function usePreview(draft: IntakeDraft) {
  const { kind, account, intakeId } = draft
  const faultScope = kind === 'repair' ? (draft.faultScope ?? 'equipment') : undefined
  const agreedWindow = draft.visit === 'window' && draft.window ? { ...draft.window, agreedBy: account?.holderName ?? '' } : undefined
  return useQuery({
    queryKey: ['preview', kind, faultScope, account?.id, intakeId, agreedWindow],
    queryFn: () => post('/v1/utility-care/cases/preview', { kind, ...(faultScope ? { faultScope } : {}), ...(account ? { accountId: account.id } : {}), ...(intakeId ? { intakeId } : {}), ...(agreedWindow ? { agreedWindow } : {}) }),
    enabled: kind !== null,
    placeholderData: (before) => before,
  })
}
