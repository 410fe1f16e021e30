import { FileCheck, FileX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CatalogueLine } from '../../api/types.ts'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { useFormats } from '../../shell/formats.ts'

/** A deal's papers line by line; what is not there says why. */
export function Catalogue({ lines, act }: { lines: CatalogueLine[]; act?: (line: CatalogueLine) => ReactNode }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <RowList label={t('archive.catalogue')}>
      {lines.map((line) => (
        <RowItem key={line.key} icon={line.missing ? <FileX size={16} /> : <FileCheck size={16} />} title={formats.words(line.name)} sub={t(`archive.medium.${line.medium}`)} bad={Boolean(line.missing)} note={<>{formats.words(line.missing)}{line.missing && line.detail && ' · '}{line.detail}{line.attachmentIds.length > 0 && ` · ${t('archive.scans', { count: line.attachmentIds.length })}`}</>}>
          {act?.(line)}
        </RowItem>
      ))}
    </RowList>
  )
}
