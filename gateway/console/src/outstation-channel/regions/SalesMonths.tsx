import { useQuery } from '@tanstack/react-query'
import { CalendarCheck, CalendarClock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import { DeedButton } from '../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { closeMonth } from './region-deeds.ts'
import { useDepartment, useDepartments } from '../queries.ts'

/** Sales months of a department: the one to close, with who has no figures yet, then those that stand (OC-4.4). */
export function SalesMonths() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const departments = useDepartments()
  const department = useDepartment(params.get('department'))
  const query = useQuery({ queryKey: ['sales-months', department], queryFn: () => get('/v1/outstation-channel/sales-months', { query: { departmentUnitId: department } }), enabled: department !== undefined })
  const picker = departments.length > 1 && <select className="input" aria-label={t('channelRegion.department')} value={department} onChange={(event) => setParams({ what: 'months', department: event.target.value })}>{departments.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select>
  return (
    <Panel bare title={t('channelRegion.part.months')} extra={picker}>
      {query.isLoading && <Bones lines={4} />}
      {query.isError && <Failure problem={query.error} what={t('channelRegion.part.months')} retry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <EmptyState title={t('channelRegion.noMonths')} text={t('channelRegion.noMonthsText')} />}
      <RowList label={t('channelRegion.part.months')}>
        {query.data?.items.map((each) => (
          <RowItem
            key={each.month} icon={each.closedAt ? <CalendarCheck size={16} /> : <CalendarClock size={16} />} now={!each.closedAt} title={formats.month(each.month)} sub={t(each.closedAt ? 'channelRegion.isClosed' : 'channelRegion.isOpen')}
            note={each.closedAt ? `${each.closedBy}${t('mark.comma')}${formats.at(each.closedAt)}` : each.missing.length ? t('channelRegion.stillMissing', { names: each.missing.join(t('mark.list')) }) : t('channelRegion.complete')}
          >
            {!each.closedAt && department && may('channelRegion.write') && <DeedButton deed={closeMonth(t, department, each)} />}
          </RowItem>
        ))}
      </RowList>
    </Panel>
  )
}
