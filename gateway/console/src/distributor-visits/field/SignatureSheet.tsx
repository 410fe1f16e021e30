import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../components/states.tsx'
import { useDraft } from '../../field/drafts.ts'
import { Sheet } from '../../field/Sheet.tsx'
import { SignaturePad, type Signature } from '../../field/SignaturePad.tsx'
import { useKeeping } from '../../field/use-keeping.ts'
import { note, type Stop } from './day.ts'

/** The customer signs for the visit: drawn, or by the typed name. */
export function SignatureSheet({ stop, onClose }: { stop: Stop & { visitId: string }; onClose: () => void }) {
  const { t } = useTranslation()
  const { value, set, clear, ready } = useDraft<Signature>(`${stop.visitId}.signature`, { name: stop.customer.contacts[0]?.name ?? '', drawn: null })
  const { busy, problem, keep } = useKeeping(async () => { await clear(); onClose() })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!value.name.trim() || busy) return
    await keep(() => note(stop, 'signature', { name: value.name.trim() }, value.name.trim(), value.drawn ? [{ blob: value.drawn, sha256: null, reusedFrom: null }] : []))
  }
  return (
    <Sheet label={t('visit.kind.signature')} onClose={onClose}>
      {(close) => ready && (
        <form onSubmit={(event) => void save(event)}>
          <h2>{t('visit.kind.signature')}</h2>
          <SignaturePad label={t('visit.kind.signature')} value={value} onChange={set} />
          <Refusal problem={problem} />
          <button type="submit" className="btn primary" disabled={!value.name.trim() || busy}>{t('visit.saveSignature')}</button>
          <button type="button" className="btn" onClick={close}>{t('do.notNow')}</button>
        </form>
      )}
    </Sheet>
  )
}
