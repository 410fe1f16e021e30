import { Camera } from 'lucide-react'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkOrder } from '../../api/types.ts'
import { shrink } from '../../api/attachments.ts'
import { needsOf } from '../words.ts'
import type { FieldVerb } from './queue.ts'

interface Props {
  verb: FieldVerb
  order: WorkOrder
  onSave: (note: string, photos: Blob[]) => Promise<void>
  onClose: () => void
}

/** Note and photos of a step, kept on the phone while they are written and until they are sent. */
export function EvidenceSheet({ verb, order, onSave, onClose }: Props) {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  const draftKey = `luyue.draft.field.${order.id}.${verb}`
  const [note, setNote] = useState(localStorage.getItem(draftKey) ?? (verb === 'no-access' ? t('phone.nobodyNote') : ''))
  const [photos, setPhotos] = useState<{ blob: Blob; url: string }[]>([])
  const [busy, setBusy] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])
  const evidence = verb !== 'no-access'
  const needs = needsOf(order, verb)
  const missing = [!note.trim() && (needs.note || !evidence) && t('field.note'), evidence && needs.photo && photos.length === 0 && t('field.photo')].filter(Boolean)
  const add = async (files: FileList | null) => {
    for (const file of files ?? []) {
      const blob = await shrink(file)
      setPhotos((before) => [...before, { blob, url: URL.createObjectURL(blob) }])
    }
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (missing.length > 0 || busy) return
    setBusy(true)
    localStorage.removeItem(draftKey)
    await onSave(note.trim(), photos.map((photo) => photo.blob))
    onClose()
  }
  return (
    <dialog ref={dialog} className="sheet" onClose={onClose} aria-label={t(`phone.tap.${verb}`)}>
      <form onSubmit={(event) => void save(event)}>
        <h2>{t(`phone.tap.${verb}`)}</h2>
        {verb === 'no-access' && <p className="muted">{t('phone.nobodyRule')}</p>}
        <div className="field">
          <label htmlFor="evidence-note">{t(`phone.noteOf.${verb}`)}</label>
          <textarea id="evidence-note" className="input" rows={3} value={note} onChange={(event) => { setNote(event.target.value); localStorage.setItem(draftKey, event.target.value) }} />
        </div>
        {evidence && (
          <div className="thumbs">
            {photos.map((photo, index) => <img key={photo.url} src={photo.url} alt={`${t('field.photo')} ${index + 1}`} />)}
            <label className="btn"><Camera size={19} />{t('do.addPhoto')}<input className="unseen" type="file" accept="image/*" capture="environment" multiple onChange={(event) => void add(event.target.files)} /></label>
          </div>
        )}
        {missing.length > 0 && <p className="muted">{t('state.missing')}{missing.join(t('mark.list'))}</p>}
        <button type="submit" className="btn primary" disabled={missing.length > 0 || busy}>{t(`phone.save.${verb}`)}</button>
        <button type="button" className="btn" onClick={() => dialog.current?.close()}>{t('do.notNow')}</button>
      </form>
    </dialog>
  )
}
