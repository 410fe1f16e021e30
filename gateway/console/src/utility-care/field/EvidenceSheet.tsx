import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkOrder } from '../../api/types.ts'
import { useDraft } from '../../field/drafts.ts'
import { PhotoField } from '../../field/PhotoField.tsx'
import type { KeptPhoto } from '../../field/photos.ts'
import { Sheet } from '../../field/Sheet.tsx'
import { needsOf } from '../words.ts'
import type { FieldVerb } from './channel.ts'

interface Props {
  verb: FieldVerb
  order: WorkOrder
  onSave: (note: string, photos: KeptPhoto[]) => Promise<unknown>
  onClose: () => void
}

/** Note and photos of a step, kept on the phone while they are written and until they are sent. */
export function EvidenceSheet({ verb, order, onSave, onClose }: Props) {
  const { t } = useTranslation()
  const { value: { note, photos }, set, clear, ready } = useDraft<{ note: string; photos: KeptPhoto[] }>(`${order.id}.${verb}`, { note: verb === 'no-access' ? t('phone.nobodyNote') : '', photos: [] })
  const [busy, setBusy] = useState(false)
  const evidence = verb !== 'no-access'
  const needs = needsOf(order, verb)
  const missing = [!note.trim() && (needs.note || !evidence) && t('field.note'), evidence && needs.photo && photos.length === 0 && t('field.photo')].filter(Boolean)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (missing.length > 0 || busy) return
    setBusy(true)
    await onSave(note.trim(), photos)
    await clear()
    onClose()
  }
  return (
    <Sheet label={t(`phone.tap.${verb}`)} onClose={onClose}>
      {(close) => ready && (
        <form onSubmit={(event) => void save(event)}>
          <h2>{t(`phone.tap.${verb}`)}</h2>
          {verb === 'no-access' && <p className="muted">{t('phone.nobodyRule')}</p>}
          <div className="field">
            <label htmlFor="evidence-note">{t(`phone.noteOf.${verb}`)}</label>
            <textarea id="evidence-note" className="input" rows={3} value={note} onChange={(event) => set((before) => ({ ...before, note: event.target.value }))} />
          </div>
          {evidence && <PhotoField record={order.id} photos={photos} onChange={(change) => set((before) => ({ ...before, photos: change(before.photos) }))} />}
          {missing.length > 0 && <p className="muted">{t('state.missing')}{missing.join(t('mark.list'))}</p>}
          <button type="submit" className="btn primary" disabled={missing.length > 0 || busy}>{t(`phone.save.${verb}`)}</button>
          <button type="button" className="btn" onClick={close}>{t('do.notNow')}</button>
        </form>
      )}
    </Sheet>
  )
}
