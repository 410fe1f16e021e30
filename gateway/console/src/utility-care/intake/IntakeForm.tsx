import { Button, Input, Select } from 'antd'
import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseKind, DuplicateCase, Symptom } from '../../api/types.ts'
import { No, Segments } from '../../components/small.tsx'
import { WindowPicker } from '../../components/WindowPicker.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { statusWord } from '../words.ts'
import { AlarmScript } from './AlarmScript.tsx'
import type { IntakeDraft } from './draft.ts'
import { useAccount } from './HouseholdHead.tsx'
import { SymptomList } from './SymptomList.tsx'

const kinds: CaseKind[] = ['consultation', 'repair', 'alarm', 'complaint']

interface Props {
  draft: IntakeDraft
  onChange: (part: Partial<IntakeDraft>) => void
  symptoms: Symptom[]
  duplicates: DuplicateCase[]
  onMerge: (caseId: string) => void
}

/** The fields in the order of the conversation. */
export function IntakeForm({ draft, onChange, symptoms, duplicates, onMerge }: Props) {
  const { t } = useTranslation()
  const own = symptoms.filter((symptom) => symptom.kind === draft.kind)
  const chosen = own.find((symptom) => symptom.code === draft.symptom)
  const pickKind = (kind: CaseKind) => {
    onChange({ kind, ...(kind === draft.kind ? {} : { symptom: null, faultScope: null, answers: {}, notSame: false }) })
    requestAnimationFrame(() => (document.querySelector<HTMLElement>('[data-field="symptom"] [role="listbox"]') ?? document.getElementById('description'))?.focus())
  }
  const pickSymptom = (symptom: Symptom) => onChange({ symptom: symptom.code, answers: {}, ...(symptom.faultScope ? { faultScope: symptom.faultScope } : {}) })
  useKeys(Object.fromEntries(kinds.map((kind, index) => [String(index + 1), () => pickKind(kind)])))
  return (
    <div className="intake-form">
      {duplicates.map((row) => <Duplicate key={row.id} row={row} kind={draft.kind} onMerge={() => onMerge(row.id)} onNot={() => onChange({ notSame: true })} />)}
      {draft.kind === 'alarm' && <AlarmScript />}
      <Row name="kind" label={t('field.kind')}>
        <Segments big label={t('field.kind')} value={draft.kind ?? ('' as CaseKind)} onChange={pickKind} options={kinds.map((kind, index) => ({ value: kind, label: <><kbd>{index + 1}</kbd>{t(`kind.${kind}`)}</> }))} />
      </Row>
      {draft.kind && own.length > 0 && (
        <Row name="symptom" label={t('field.symptom')}>
          <SymptomList symptoms={own} value={draft.symptom} onPick={pickSymptom} onDone={() => document.getElementById('description')?.focus()} />
        </Row>
      )}
      {draft.kind === 'repair' && (
        <Row name="faultScope" label={t('field.faultScope')}>
          <Segments label={t('field.faultScope')} value={draft.faultScope ?? 'equipment'} onChange={(faultScope) => onChange({ faultScope })} options={[{ value: 'equipment', label: t('scope.equipment') }, { value: 'network', label: t('scope.network') }]} />
          <span className="muted">{t('intake.scopeHint')}</span>
        </Row>
      )}
      {draft.kind === 'repair' && (
        <Row name="visit" label={t('field.visit')}>
          <Segments label={t('field.visit')} value={draft.visit} onChange={(visit) => onChange({ visit })} options={[{ value: 'now', label: t('intake.visitNow') }, { value: 'window', label: t('intake.visitWindow') }]} />
          {draft.visit === 'window' ? <WindowPicker value={draft.window} onChange={(window) => onChange({ window })} /> : draft.account?.specialCare && <span className="muted">{t('intake.careFirst')}</span>}
        </Row>
      )}
      <Contact draft={draft} onChange={onChange} />
      <Row name="description" label={t('field.description')}>
        <Input.TextArea id="description" aria-label={t('field.description')} autoSize={{ minRows: 2, maxRows: 6 }} value={draft.description} placeholder={chosen?.label ?? ''} onChange={(event) => onChange({ description: event.target.value })} />
      </Row>
      {chosen && chosen.questions.length > 0 && (
        <Row name="answers" label={t('field.answers')}>
          <ul className="questions">
            {chosen.questions.map((question) => (
              <li key={question.id}><span>{question.text}</span><Segments label={question.text} value={draft.answers[question.id] ?? ''} onChange={(answer) => onChange({ answers: { ...draft.answers, [question.id]: answer } })} options={question.options.map((option) => ({ value: option, label: option }))} /></li>
            ))}
          </ul>
        </Row>
      )}
    </div>
  )
}

function Row({ name, label, children }: { name: string; label: string; children: ReactNode }) {
  return <div className="form-row" data-field={name}><span className="form-label">{label}</span><div className="form-value">{children}</div></div>
}

function Contact({ draft, onChange }: Pick<Props, 'draft' | 'onChange'>) {
  const { t } = useTranslation()
  const account = useAccount(draft.account?.id).data
  const people = [...new Set([draft.account?.holderName, ...(account?.contacts.map((contact) => contact.name) ?? [])].filter((name): name is string => Boolean(name)))]
  const labelOf = (name: string) => {
    const contact = account?.contacts.find((each) => each.name === name)
    return `${name} ${contact ? `${contact.relation} ${contact.phoneMasked}` : `${t('intake.holder')} ${draft.account?.phoneMasked ?? ''}`}`
  }
  return (
    <>
      <Row name="contact" label={t('field.contact')}>
        {draft.account && people.length > 0 ? (
          <Select aria-label={t('field.contact')} style={{ width: 240 }} value={draft.callerName || draft.account.holderName} onChange={(callerName: string) => onChange({ callerName })} options={people.map((name) => ({ value: name, label: labelOf(name) }))} />
        ) : (
          <Input id="callerName" style={{ width: 240 }} aria-label={t('field.callerName')} placeholder={t('field.callerName')} value={draft.callerName} onChange={(event) => onChange({ callerName: event.target.value })} />
        )}
        <Input id="callerPhone" style={{ flex: 1 }} inputMode="tel" aria-label={t('field.callerPhone')} placeholder={t('field.callerPhone')} value={draft.callerPhone} onChange={(event) => onChange({ callerPhone: event.target.value })} />
      </Row>
      {draft.unknown && !draft.account && <Row name="address" label={t('field.address')}><Input aria-label={t('field.address')} value={draft.address} onChange={(event) => onChange({ address: event.target.value })} /></Row>}
    </>
  )
}

function Duplicate({ row, kind, onMerge, onNot }: { row: DuplicateCase; kind: CaseKind | null; onMerge: () => void; onNot: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <div className="duplicate" role="alert">
      <TriangleAlert size={17} aria-hidden="true" />
      <div><strong>{t('intake.duplicate', { kind: t(`kind.${kind}`) })}</strong><div><No number={row.number} to={`/cases/${row.id}`} /> {[row.title, t('intake.receivedShort', { at: formats.at(row.receivedAt) }), statusWord(row, t)].join(' · ')}</div></div>
      <span className="push row"><Button onClick={onMerge}>{t('intake.merge')}<kbd>Alt M</kbd></Button><Button type="text" onClick={onNot}>{t('intake.notSame')}</Button></span>
    </div>
  )
}
