import { Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { ArchiveFile } from '../../api/types.ts'
import type { Column } from '../../components/DataTable.tsx'
import { DeedButton } from '../../components/DeedStage.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { No } from '../../components/small.tsx'
import { EmptyState, NoMatch } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { lendFile, moveFile, placeOf, takeBackFile } from './archive-deeds.ts'

/** The files on the shelves, the latest first, or the one with a number: where it stands, who has it. */
export function Files({ head, number, onSearch }: { head: ReactNode; number: string; onSearch: (number: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(number)
  return (
    <PagedList
      name="archive-files"
      label={t('archive.view.files')}
      queryKey={['archive', 'files', number]}
      ask={(cursor) => get('/v1/property-brokerage/archive-files', { query: { number, limit: 50, cursor } })}
      columns={useColumns()}
      rowKey={(row) => row.id}
      empty={number ? <NoMatch what={t('archive.view.files')} conditions={1} clear={() => { setText(''); onSearch('') }} /> : <EmptyState title={t('archive.noFiles')} text={t('archive.rule')} />}
    >
      {head}
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault()
          onSearch(text.trim())
        }}
      >
        <Input type="search" aria-label={t('archive.search')} placeholder={t('archive.search')} style={{ width: 260 }} maxLength={40} value={text} onChange={(event) => setText(event.target.value)} />
      </form>
    </PagedList>
  )
}

function useColumns(): Column<ArchiveFile>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const speaker = { t, formats }
  return [
    { key: 'number', title: t('archive.number'), fixed: true, width: 132, render: (row) => <b>{row.number}</b> },
    { key: 'deal', title: t('deal.what'), render: (row) => <><No number={row.dealNumber} to={`/deals/${row.dealId}/archive`} /> <span className="muted">{row.dealTitle}</span></> },
    { key: 'place', title: t('archive.where'), render: (row) => placeOf(row.location) },
    { key: 'documents', title: t('deal.documents'), align: 'right', render: (row) => row.documents },
    { key: 'received', title: t('archive.view.received'), render: (row) => <span className="muted">{formats.at(row.receivedAt)} {row.receivedBy}</span> },
    { key: 'loan', title: t('archive.loan'), render: (row) => (row.loan ? <span className={row.loan.state === 'overdue' ? 'danger' : ''}>{row.loan.borrowerName} · {t('archive.until', { day: row.loan.dueOn })}</span> : <span className="muted">{t('archive.onShelf')}</span>) },
    { key: 'acts', title: t('slip.now'), fixed: true, render: (row) => <span className="row">{row.loan ? <DeedButton deed={takeBackFile(speaker, row)} /> : <DeedButton deed={lendFile(speaker, row)} />}<DeedButton deed={moveFile(speaker, row)} /></span> },
  ]
}
