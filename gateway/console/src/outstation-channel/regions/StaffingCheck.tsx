import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import type { Staffing } from '../../api/types.ts'
import { DataTable, useLayout, type Column } from '../../components/DataTable.tsx'
import { DateInput } from '../../components/moment-inputs.tsx'
import { EmptyState } from '../../components/states.tsx'
import { useStaffing } from '../queries.ts'

/** Every region against the rules of staffing on a day; deviations first (OC-4.5). */
export function StaffingCheck() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const on = params.get('on') ?? ''
  const query = useStaffing(on)
  const columns = useColumns()
  const [layout] = useLayout('channel-staffing', columns)
  const rows = (query.data?.items ?? []).toSorted((a, b) => b.deviations.length - a.deviations.length)
  const wrong = rows.filter(({ deviations }) => deviations.length > 0).length
  return (
    <>
      <div className="row wrap soft" style={{ marginBottom: 10 }}>
        <label className="row">{t('channelRegion.onDay')}<DateInput value={on} label={t('channelRegion.onDay')} onChange={(day) => setParams({ what: 'staffing', ...(day && { on: day }) })} /></label>
        <span>{query.isSuccess && t(wrong ? 'channelRegion.wrongCount' : 'channelRegion.allRight', { count: wrong, of: rows.length })}</span>
      </div>
      <div className="panel sideways">
        <DataTable label={t('channelRegion.part.staffing')} rows={rows} rowKey={(row) => row.regionId} columns={columns} layout={layout} loading={query.isPending} problem={query.error} retry={() => void query.refetch()} empty={<EmptyState title={t('channelRegion.none')} text={t('channelRegion.noneText')} />} />
      </div>
    </>
  )
}

function useColumns(): Column<Staffing>[] {
  const { t } = useTranslation()
  return [
    { key: 'region', title: t('channelRegion.region'), fixed: true, render: (row) => <Link to={`/channel-regions?id=${row.regionId}`}>{row.name}</Link> },
    { key: 'deviations', title: t('channelRegion.deviations'), render: (row) => (row.deviations.length ? <b className="danger">{row.deviations.map((each) => t(`channelRegion.deviation.${each}`)).join(t('mark.list'))}</b> : <span className="muted">{t('channelRegion.noDeviation')}</span>) },
    { key: 'staffedAs', title: t('channelRegion.staffedAs'), render: (row) => t(`channelRegion.class.${row.staffedAs ?? 0}`) },
    { key: 'required', title: t('channelRegion.required'), align: 'right', render: (row) => row.required },
    { key: 'people', title: t('channelRegion.people'), render: (row) => (row.people.length ? <span className="row">{row.people.map((each) => <span key={each.postingId}><Link to={`/outstation-staff/${each.staffId}`}>{each.name}</Link> <span className="muted">{t(`outstation.kind.${each.kind}`)}</span></span>)}</span> : t('channelRegion.nobody')) },
    { key: 'together', title: t('channelRegion.sameHands'), render: (row) => [...new Set(row.people.flatMap(({ regions }) => regions))].filter((name) => name !== row.name).join(t('mark.list')) || '—' },
    { key: 'assistants', title: t('channelRegion.assistants'), render: (row) => row.assistants.join(t('mark.list')) || '—' },
  ]
}
