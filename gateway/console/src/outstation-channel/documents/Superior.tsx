import { FilePlus2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DeedButton } from '../../components/DeedStage.tsx'
import { useMay } from '../../shell/session.ts'
import { useDepartment, useDepartments } from '../queries.ts'
import { openDocument } from './document-deeds.tsx'
import { Documents } from './Documents.tsx'

/** The regulations above the rulebook, which everybody who is posted signs (OC-1.1). */
export default function Superior({ head }: { head: ReactNode }) {
  const { t } = useTranslation()
  const may = useMay()
  const departments = useDepartments()
  const department = useDepartment()
  return (
    <div className="page split-page">
      {head}
      {may('posting.write') && department && <div className="row"><DeedButton primary icon={<FilePlus2 size={15} />} deed={openDocument(t, 'superior', departments, department)} /></div>}
      <Documents kind="superior" />
    </div>
  )
}
