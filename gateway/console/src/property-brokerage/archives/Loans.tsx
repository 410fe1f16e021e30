import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { ArchiveLoan } from '../../api/types.ts'
import type { Column } from '../../components/DataTable.tsx'
import { DeedButton } from '../../components/DeedStage.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { No } from '../../components/small.tsx'
import { EmptyState } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { takeBackFile } from './archive-deeds.ts'

/** What is out, by the day that it is due; what came back, the latest first. */
export function Loans({ head, state }: { head: ReactNode; state: ArchiveLoan['state'] }) {
  const { t } = useTranslation()
  return (
    <PagedList name="archive-loans" label={t('archive.loan')} queryKey={['archive', 'loans', state]} ask={(cursor) => get('/v1/property-brokerage/archive-loans', { query: { state, limit: 50, cursor } })} columns={useColumns(state)} rowKey={(row) => row.id} empty={<EmptyState title={t(`archive.noLoans.${state}`)} />}>
      {head}
    </PagedList>
  )
}

function useColumns(state: ArchiveLoan['state']): Column<ArchiveLoan>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'number', title: t('archive.number'), fixed: true, width: 132, render: (row) => <b>{row.fileNumber}</b> },
    { key: 'deal', title: t('deal.what'), render: (row) => <><No number={row.dealNumber} to={`/deals/${row.dealId}/archive`} /> <span className="muted">{row.dealTitle}</span></> },
    { key: 'borrower', title: t('archive.borrower'), render: (row) => row.borrowerName },
    { key: 'purpose', title: t('archive.purpose'), render: (row) => row.purpose },
    { key: 'lent', title: t('archive.lentAt'), render: (row) => <span className="muted">{formats.at(row.lentAt)} {row.lentBy}</span> },
    { key: 'due', title: t('archive.dueOn'), render: (row) => (row.state === 'overdue' ? <b className="danger">{t('archive.overdueSince', { day: row.dueOn })}</b> : row.dueOn) },
    { key: 'acts', title: t(state === 'returned' ? 'archive.view.back' : 'slip.now'), fixed: true, render: (row) => (row.returnedAt ? <span className="muted">{formats.at(row.returnedAt)} {row.returnedTo} {row.returnNote}</span> : <DeedButton deed={takeBackFile({ t, formats }, { id: row.fileId, number: row.fileNumber, dealTitle: row.dealTitle })} />) },
  ]
}
