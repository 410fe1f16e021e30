import { CircleMinus, CirclePlus, Pencil, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../shell/formats.ts'
import { differences, isReordered, type Content, type Difference } from './template-draft.ts'

const icons = { added: CirclePlus, dropped: CircleMinus, changed: Pencil }

/** What one template asks for otherwise than another; where it asks for less, it says so. */
export function Differences({ before, after }: { before: Content; after: Content }) {
  const { t } = useTranslation()
  const found = differences(before, after)
  const reordered = isReordered(before, after)
  if (found.length === 0 && !reordered) return <p className="muted">{t('template.same')}</p>
  return (
    <ul className="stack" style={{ gap: 4 }}>
      {found.map((each) => <Line key={`${each.list} ${each.what} ${each.name.zh}`} difference={each} />)}
      {reordered && <li className="row"><Pencil size={15} className="soft" />{t('template.reordered')}</li>}
    </ul>
  )
}

function Line({ difference: { list, what, name, changes, looser } }: { difference: Difference }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const Icon = looser ? TriangleAlert : icons[what]
  return <li className={looser ? 'row danger' : 'row'}><Icon size={15} style={{ flex: 'none' }} /><span>{t(`template.what.${what}`, { list: t(`template.one.${list}`), name: formats.words(name) })}{changes.length > 0 && `${t('mark.colon')}${changes.map((change) => t(`template.change.${change}`)).join(t('mark.list'))}`}{looser && ` · ${t('template.looser')}`}</span></li>
}
