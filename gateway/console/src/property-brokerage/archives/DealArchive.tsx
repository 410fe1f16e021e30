import { useTranslation } from 'react-i18next'
import { ViewTabs } from '../../components/ListParts.tsx'
import { DeedStage } from '../../components/DeedStage.tsx'
import { FilesContext } from '../../components/files-of.ts'
import { useListAddress } from '../../components/use-list-address.ts'
import { useTitle } from '../../components/use-title.ts'
import { useKeys } from '../../shell/keys.ts'
import { Files } from './Files.tsx'
import { Intake } from './Intake.tsx'
import { Loans } from './Loans.tsx'
import '../../components/record.css'
import '../../components/table.css'

/** The archivist's desk (PB-4.10): what was handed over, the files on the shelves, and who has which. */
export default function DealArchive() {
  const { t } = useTranslation()
  const address = useListAddress('deal-archive', ['part', 'number'])
  useTitle(t('nav.dealArchive'))
  const { part = 'handed_over', number = '' } = address.filters
  const views = ['', 'received', 'returned', 'files', 'out', 'overdue', 'back'].map((view) => ({ name: t(`archive.view.${view || 'handed_over'}`), query: view && `part=${view}`, red: view === 'overdue' }))
  // A search within the files is no view of its own.
  const current = part === 'handed_over' ? '' : `part=${part}`
  useKeys({ 'shift+v': () => address.go(views[(views.findIndex((view) => view.query === current) + 1) % views.length]!.query) })
  const head = (
    <>
      <div className="page-head"><h1>{t('nav.dealArchive')}</h1></div>
      <ViewTabs views={views} current={current} onPick={address.go} onSave={address.save} onDrop={address.drop} />
    </>
  )
  return (
    <FilesContext value="property-brokerage">
      <DeedStage>
        {part === 'files' && <Files head={head} number={number} onSearch={(text) => address.set('number', text || null)} />}
        {(part === 'out' || part === 'overdue' || part === 'back') && <Loans key={part} head={head} state={part === 'back' ? 'returned' : part} />}
        {(part === 'handed_over' || part === 'received' || part === 'returned') && <Intake key={part} head={head} status={part} />}
      </DeedStage>
    </FilesContext>
  )
}
