import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { Page, Reconciliation, ReconciliationLine } from '../../api/types.ts'
import type { Column } from '../../components/DataTable.tsx'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { ViewTabs } from '../../components/ListParts.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useListAddress } from '../../components/use-list-address.ts'
import { useTitle } from '../../components/use-title.ts'
import { useFormats, yuan } from '../../shell/formats.ts'
import { closeDay, discardDay, explainLine } from './reconciliation-deeds.tsx'
import '../../components/table.css'

/** One day: its differences first, each to be explained before the day is closed (PB-4.6). */
export default function ReconciliationPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['reconciliations', id], queryFn: () => get<Reconciliation>(`/v1/property-brokerage/reconciliations/${id}`) })
  useTitle(`${t('nav.reconciliations')} ${query.data?.day ?? ''}`)
  if (query.isError && !query.data) return <Failure heading problem={query.error} what={t('nav.reconciliations')} retry={() => void query.refetch()} />
  if (!query.data) return <Bones lines={10} />
  return <DeedStage><OneDay of={query.data} /></DeedStage>
}

function OneDay({ of }: { of: Reconciliation }) {
  const { t } = useTranslation()
  const address = useListAddress('reconciliation', ['state'])
  const { state = 'differences' } = address.filters
  const views = [
    { name: t('reconciliation.differences'), query: '', count: of.differences }, { name: t('reconciliation.unexplained'), query: 'state=unexplained', count: of.unexplained, red: true }, { name: t('reconciliation.state.matched'), query: 'state=matched', count: of.matched },
  ]
  const open = of.status === 'open'
  return (
    <PagedList name="reconciliation-lines" label={t('reconciliation.lines')} queryKey={['reconciliations', of.id, state]} ask={(cursor) => get<Page<ReconciliationLine>>(`/v1/property-brokerage/reconciliations/${of.id}/lines`, { query: { state, limit: 100, cursor } })} columns={useColumns(of)} rowKey={(row) => row.id} empty={<EmptyState title={t('reconciliation.noLines')} />}>
      <div className="page-head">
        <h1>{t('nav.reconciliations')} {of.day}</h1>
        <span className="tag">{t(`reconciliation.status.${of.status}`)}</span>
        <span className="sub">{t('reconciliation.sums', { bankIn: yuan(of.bankIn), bankOut: yuan(of.bankOut), bookIn: yuan(of.bookIn), bookOut: yuan(of.bookOut) })}</span>
        {open && <span className="push row"><DeedButton primary deed={closeDay({ t }, of)} may={{ allowed: of.unexplained === 0, reason: { zh: `还有 ${of.unexplained} 笔没有说明`, en: `${of.unexplained} without an explanation` }, clause: 'PB-4.6' }} /><DeedButton deed={discardDay({ t }, of)} /></span>}
      </div>
      <ViewTabs views={views} current={address.view} onPick={address.go} onSave={address.save} onDrop={address.drop} />
    </PagedList>
  )
}

function useColumns(of: Reconciliation): Column<ReconciliationLine>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'state', title: t('reconciliation.result'), fixed: true, render: (row) => <span className={row.state === 'matched' ? '' : 'danger'}>{t(`reconciliation.state.${row.state}`)}</span> },
    { key: 'direction', title: t('reconciliation.direction'), render: (row) => t(`reconciliation.directions.${row.direction}`) },
    { key: 'bank', title: t('reconciliation.bank'), align: 'right', render: (row) => (row.bank ? yuan(row.bank) : '—') },
    { key: 'book', title: t('reconciliation.book'), align: 'right', render: (row) => (row.book ? yuan(row.book) : '—') },
    { key: 'item', title: t('reconciliation.item'), render: (row) => (row.itemNumber && row.itemKind ? `${t(`reconciliation.kind.${row.itemKind}`)} ${row.itemNumber}` : '—') },
    { key: 'counterparty', title: t('reconciliation.counterparty'), render: (row) => row.counterparty },
    { key: 'reference', title: t('receipt.reference'), render: (row) => <span className="muted">{row.reference}{row.row !== null && ` · ${t('reconciliation.row', { n: row.row })}`}</span> },
    { key: 'explanation', title: t('reconciliation.explanation'), fixed: true, render: (row) => row.explanation && <>{row.explanation} <span className="muted">{row.explainedBy} {formats.at(row.explainedAt)}</span></> },
    { key: 'acts', title: t('slip.now'), fixed: true, render: (row) => of.status === 'open' && row.state !== 'matched' && <DeedButton deed={explainLine({ t }, of, row)} /> },
  ]
}
