import { Camera } from 'lucide-react'
import { useContext, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '../api/client.ts'
import { uploadPhoto } from '../api/attachments.ts'
import { FilesContext } from './files-of.ts'
import { Photo } from './Photo.tsx'
import { Refusal } from './states.tsx'

/** Uploads at once and hands back the ids; a failed picture says so and leaves the others alone. */
export function PhotoPicker({ ids, onChange, label }: { ids: string[]; onChange: (ids: string[]) => void; label: string }) {
  const { t } = useTranslation()
  const of = useContext(FilesContext)
  const [problem, setProblem] = useState<unknown>(null)
  const take = async (files: FileList | null) => {
    setProblem(null)
    const added: string[] = []
    for (const file of files ?? []) await uploadPhoto(of, file, file.name, newKey()).then((saved) => added.push(saved.id), setProblem)
    onChange([...ids, ...added])
  }
  return (
    <div className="stack" style={{ gap: 6 }}>
      <div className="row wrap">
        {ids.map((id) => <Photo key={id} id={id} />)}
        <label className="btn"><Camera size={15} />{t('do.addPhoto')}<input className="unseen" type="file" accept="image/*" multiple aria-label={label} onChange={(event) => void take(event.target.files)} /></label>
      </div>
      <Refusal problem={problem} />
    </div>
  )
}
