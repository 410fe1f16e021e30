import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { get } from '../../api/client.ts'
import type { Reconciliation } from '../../api/types.ts'
import type { Column } from '../../components/DataTable.tsx'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { EmptyState } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { dateOf, useFormats, yuan } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { beginReconciliation } from './reconciliation-deeds.tsx'
import '../../components/table.css'

/** Day by day: the bank's statement of the trust account against the books (capability 4). */
export default function Reconciliations() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  useTitle(t('nav.reconciliations'))
  const open = ({ id }: Reconciliation) => void navigate(`/reconciliations/${id}`)
  return (
    <DeedStage>
      <PagedList name="reconciliations" label={t('nav.reconciliations')} queryKey={['reconciliations']} ask={(cursor) => get('/v1/property-brokerage/reconciliations', { query: { limit: 50, cursor } })} columns={useColumns()} rowKey={(row) => row.id} onOpen={open} empty={<EmptyState title={t('reconciliation.none')} text={t('reconciliation.noneText')} />}>
        <div className="page-head"><h1>{t('nav.reconciliations')}</h1><span className="push"><DeedButton primary deed={beginReconciliation({ t }, dateOf(serverNow()), open)} /></span></div>
      </PagedList>
    </DeedStage>
  )
}

function useColumns(): Column<Reconciliation>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'day', title: t('reconciliation.day'), fixed: true, width: 132, render: (row) => <Link to={`/reconciliations/${row.id}`}>{row.day}</Link> },
    { key: 'status', title: t('column.status'), render: (row) => <span className="tag">{t(`reconciliation.status.${row.status}`)}</span> },
    { key: 'matched', title: t('reconciliation.state.matched'), align: 'right', render: (row) => `${row.matched} / ${row.movements}` },
    { key: 'differences', title: t('reconciliation.differences'), align: 'right', render: (row) => row.differences },
    { key: 'unexplained', title: t('reconciliation.unexplained'), align: 'right', render: (row) => (row.unexplained > 0 && row.status === 'open' ? <b className="danger">{row.unexplained}</b> : row.unexplained) },
    { key: 'bank', title: t('reconciliation.bank'), align: 'right', render: (row) => `+${yuan(row.bankIn)} −${yuan(row.bankOut)}` },
    { key: 'book', title: t('reconciliation.book'), align: 'right', render: (row) => `+${yuan(row.bookIn)} −${yuan(row.bookOut)}` },
    { key: 'made', title: t('reconciliation.madeBy'), render: (row) => <span className="muted">{formats.at(row.madeAt)} {row.madeBy}</span> },
    { key: 'ended', title: t('reconciliation.ended'), render: (row) => <span className="muted">{row.endedAt && `${formats.at(row.endedAt)} ${row.endedBy}`} {row.reason}</span> },
  ]
}
