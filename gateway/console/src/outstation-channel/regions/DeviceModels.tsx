import { Wrench } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { DeviceModel } from '../../api/types.ts'
import { DeedButton } from '../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Facts, Panel } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { EmptyState } from '../../components/states.tsx'
import { dateOf, useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay } from '../../shell/session.ts'
import { flag } from './region-deeds.ts'

/** Models with their failure rate; which of them fail often is headquarters' word (OC-4.4, reading 8). */
export function DeviceModels() {
  const { t } = useTranslation()
  return (
    <SplitList<DeviceModel>
      label={t('channelRegion.part.models')} icon={<Wrench size={20} />} none={t('channelRegion.noModels')} noneText={t('channelRegion.noModelsText')} queryKey={['device-models']} idOf={(row) => row.id} ask={async () => ({ ...(await get('/v1/outstation-channel/device-models')), nextCursor: null })}
      line={(row) => (
        <>
          <span className="row between"><b className="cut">{row.name}</b>{row.highFailure ? <span className="tag">{t('channelRegion.highFailure')}</span> : row.suggested && <span className="muted">{t('channelRegion.suggested')}</span>}</span>
          <span className="soft">{t('channelRegion.rateIs', { rate: row.failureRatePercent })}</span>
        </>
      )}
      detail={(row) => <Detail row={row} />}
    />
  )
}

function Detail({ row }: { row: DeviceModel }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  return (
    <>
      <Panel title={row.name} extra={row.highFailure && <span className="tag">{t('channelRegion.highFailure')}</span>}>
        <div className="stack">
          <Facts items={[[t('channelRegion.sold'), formats.count(row.units)], [t('channelRegion.failures'), formats.count(row.failures)], [t('channelRegion.rate'), `${row.failureRatePercent}%`], [t('channelRegion.suggestion'), row.suggested && t('channelRegion.suggested')]]} />
          {may('deviceModel.flag') && <div className="row"><DeedButton size="middle" primary={row.suggested} deed={flag(t, row, dateOf(serverNow()))} /></div>}
        </div>
      </Panel>
      <Panel bare title={t('channelRegion.flags')}>
        {row.flags.length === 0 && <EmptyState title={t('channelRegion.noFlags')} />}
        <RowList label={t('channelRegion.flags')}>{row.flags.toReversed().map((each) => <RowItem key={each.at} icon={<Wrench size={16} />} title={t(each.highFailure ? 'channelRegion.highFailure' : 'channelRegion.notHighFailure')} sub={t('channelRegion.since', { day: each.from })} note={`${each.reason} · ${each.by}`}><span className="muted nowrap">{formats.at(each.at)}</span></RowItem>)}</RowList>
      </Panel>
    </>
  )
}
