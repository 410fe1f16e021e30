import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { get } from '../../api/client.ts'
import type { UtilityApplicationRow } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import type { Column } from '../../components/DataTable.tsx'
import { ViewTabs } from '../../components/ListParts.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { No } from '../../components/small.tsx'
import { EmptyState } from '../../components/states.tsx'
import { useListAddress } from '../../components/use-list-address.ts'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { useMay } from '../../shell/session.ts'
import { applicationNote } from '../deals/utilities/utility-words.ts'

/** Applications at utilities of all deals: under way, one's own, over the platform, what came of them (PB-4.9b). */
export default function UtilityTransfers() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = useMay()
  const address = useListAddress('utility-transfers', ['running', 'status', 'utility', 'channel', 'specialist'])
  const filters = address.view ? address.filters : { running: 'yes' }
  useTitle(t('nav.utilityTransfers'))
  const columns = useColumns()
  const views = [
    { name: t('utility.view.running'), query: '' }, ...(may('deal.work') ? [{ name: t('utility.view.mine'), query: 'running=yes&specialist=me' }] : []), { name: t('utility.view.platform'), query: 'channel=platform' },
    { name: t('utility.view.done'), query: 'status=done' }, { name: t('utility.view.refused'), query: 'status=refused' }, { name: t('utility.view.withdrawn'), query: 'status=withdrawn' }, ...address.saved,
  ]
  useKeys({ 'shift+v': () => address.go(views[(views.findIndex((view) => view.query === address.view) + 1) % views.length]!.query) })
  return (
    <PagedList name="utility-transfers" label={t('nav.utilityTransfers')} queryKey={['utility-applications', filters]} ask={(cursor) => get('/v1/property-brokerage/utility-applications', { query: { ...filters, limit: 50, cursor } })} columns={columns} rowKey={(row) => row.id} onOpen={(row) => void navigate(`/deals/${row.dealId}/utilities`)} empty={<EmptyState title={t('utility.noneHere')} text={t('utility.noneText')} />} hasViews>
      <div className="page-head"><h1>{t('nav.utilityTransfers')}</h1></div>
      <ViewTabs views={views} current={address.view} onPick={address.go} onSave={address.save} onDrop={address.drop} />
    </PagedList>
  )
}

function useColumns(): Column<UtilityApplicationRow>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'number', title: t('column.number'), fixed: true, width: 132, render: (row) => <No number={row.dealNumber} to={`/deals/${row.dealId}/utilities`} /> },
    { key: 'clock', title: t('column.clock'), fixed: true, width: 190, render: (row) => (row.clock ? <ClockChip clock={row.clock} /> : <span className="muted">—</span>) },
    { key: 'utility', title: t('handover.utility'), render: (row) => formats.words(row.name) },
    { key: 'status', title: t('column.status'), render: (row) => <span className="tag">{t(`utility.status.${row.status}`)}</span> },
    { key: 'deal', title: t('deal.what'), render: (row) => row.dealTitle },
    { key: 'place', title: t('utility.place'), render: (row) => row.place },
    { key: 'channel', title: t('utility.channelOf'), render: (row) => t(`utility.channel.${row.channel}`) },
    { key: 'account', title: t('handover.accountNumber'), render: (row) => row.accountNumber },
    { key: 'specialist', title: t('deal.specialist'), render: (row) => row.specialistName ?? <b>{t('deal.nobody')}</b> },
    { key: 'note', title: t('slip.now'), render: (row) => <span className="muted">{applicationNote({ t, formats }, row)}</span> },
    { key: 'address', title: t('deal.address'), hiddenAtFirst: true, render: (row) => row.address },
  ]
}
