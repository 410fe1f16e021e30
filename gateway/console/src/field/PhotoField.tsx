import { Camera, X } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../shell/formats.ts'
import { keepPhoto, type KeptPhoto } from './photos.ts'

interface Props { record: string; photos: KeptPhoto[]; onChange: (change: (before: KeptPhoto[]) => KeptPhoto[]) => void }

/** Photos of what is being done, from the camera or the album. One that served before is taken, and says so. */
export function PhotoField({ record, photos, onChange }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [busy, setBusy] = useState(false)
  const add = async (files: FileList | null) => {
    setBusy(true)
    for (const file of files ?? []) {
      const photo = await keepPhoto(file, record)
      // The same picture twice says nothing twice.
      onChange((before) => (photo.sha256 && before.some(({ sha256 }) => sha256 === photo.sha256) ? before : [...before, photo]))
    }
    setBusy(false)
  }
  const reused = photos.filter((photo) => photo.reusedFrom)
  return (
    <div className="stack" aria-busy={busy || undefined}>
      <div className="thumbs">
        {photos.map((photo, index) => <Thumb key={photo.sha256 ?? index} photo={photo} label={`${t('field.photo')} ${index + 1}`} onRemove={() => onChange((before) => before.filter((each) => each !== photo))} />)}
        <label className="btn"><Camera size={19} />{t('do.addPhoto')}<input className="unseen" type="file" accept="image/*" capture="environment" multiple onChange={(event) => void add(event.target.files)} /></label>
      </div>
      {reused.map(({ sha256, reusedFrom }) => <p key={sha256} className="danger" role="status">{t('onFoot.photoReused', { title: reusedFrom!.title, at: formats.at(reusedFrom!.at) })}</p>)}
    </div>
  )
}

function Thumb({ photo, label, onRemove }: { photo: KeptPhoto; label: string; onRemove: () => void }) {
  const { t } = useTranslation()
  const url = useMemo(() => URL.createObjectURL(photo.blob), [photo.blob])
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  return (
    <span className={`kept-photo${photo.reusedFrom ? ' reused' : ''}`}>
      <img src={url} alt={label} />
      <button type="button" aria-label={t('onFoot.removePhoto', { label })} onClick={onRemove}><X size={16} /></button>
    </span>
  )
}
