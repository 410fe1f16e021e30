import { useInfiniteQuery } from '@tanstack/react-query'
import { ArrowDownLeft, ArrowUpRight, Package } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Choose } from '../../components/Choose.tsx'
import { get } from '../../api/client.ts'
import type { AuthorisedStation, SpareStockLine, Unit } from '../../api/types.ts'
import { DeedButton, Deeds } from '../../components/DeedStage.tsx'
import { More } from '../../components/More.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { reverse, spend } from './spare-deeds.tsx'

interface Props { stations: AuthorisedStation[]; departments: Unit[]; placeId: string | undefined; onPlace: (id: string) => void }

/** What lies in a department's warehouse or at a station, how much of it is used a month, and every movement of it. */
export function SpareStock({ stations, departments, placeId, onPlace }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  const places = [...departments.map((unit) => ({ value: unit.id, label: t('spare.warehouseOf', { name: unit.name }) })), ...stations.map((station) => ({ value: station.id, label: station.name }))]
  if (!placeId) return <Bones />
  const nameOf = (type: string, id: string | null) => places.find((place) => place.value === id)?.label ?? t(`spare.place.${type}`, { defaultValue: type })
  return (
    <>
      {places.length > 1 && <div className="row" style={{ marginBottom: 10 }}><Choose label={t('spare.where')} value={placeId} options={places} onChange={onPlace} /></div>}
      <SplitList<SpareStockLine>
        key={placeId} label={t('spare.part.stock')} icon={<Package size={20} />} none={t('spare.items.none')} noneText={t('spare.items.noneText')} queryKey={['spare-stock', placeId]} idOf={(row) => row.id} ask={(cursor) => get('/v1/outstation-channel/spare-stock', { query: { placeId, limit: 100, cursor } })}
        line={(row) => <TwoLines head={row.name} tag={<b className={row.quantity === 0 ? 'muted' : undefined}>{formats.count(row.quantity)}</b>} sub={`${row.number} · ${row.model}`} end={row.usedPerMonth > 0 && <span className="muted">{t('spare.usesAMonth', { used: row.usedPerMonth })}</span>} />}
        detail={(row) => <Detail row={row} placeId={placeId} place={nameOf('', placeId)} isStation={stations.some((station) => station.id === placeId)} nameOf={nameOf} />}
      />
    </>
  )
}

function Detail({ row, placeId, place, isStation, nameOf }: { row: SpareStockLine; placeId: string; place: string; isStation: boolean; nameOf: (type: string, id: string | null) => string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const uses = isStation && row.quantity > 0 && (may('spare.apply') || may('station.portal'))
  return (
    <>
      <Panel title={row.name} extra={<Clause id="OC-3.2.3a" />}>
        <div className="stack">
          <Facts
            items={[
              [t('spare.where'), place], [t('spare.quantity'), <b key="quantity">{formats.count(row.quantity)}</b>], [t('spare.used'), row.usedPerMonth > 0 ? t('spare.lastQuarter', { used: row.usedPerMonth }) : isStation && t('spare.neverUsed')],
              [t('spare.turnover'), row.usedPerMonth > 0 && t('spare.stockLasts', { months: (row.quantity / row.usedPerMonth).toFixed(1) })], [t('spare.itemNumber'), row.number], [t('goods.model'), row.model], [t('spare.toldApart'), t(row.serial ? 'spare.bySerial' : 'spare.byCount')],
            ]}
          />
          {uses && <Deeds deeds={[spend(t, row, placeId)]} />}
        </div>
      </Panel>
      <Movements row={row} placeId={placeId} nameOf={nameOf} />
    </>
  )
}

/** Every movement is a line of its own; a mistake is taken back by another. */
function Movements({ row, placeId, nameOf }: { row: SpareStockLine; placeId: string; nameOf: (type: string, id: string | null) => string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const query = useInfiniteQuery({ queryKey: ['spare-movements', placeId, row.id], queryFn: ({ pageParam }) => get('/v1/outstation-channel/spare-movements', { query: { placeId, itemId: row.id, limit: 20, cursor: pageParam } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor })
  const lines = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel bare title={t('spare.movements')}>
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={t('spare.movements')} retry={() => void query.refetch()} />}
      {query.isSuccess && lines.length === 0 && <EmptyState title={t('spare.noMovements')} />}
      <RowList label={t('spare.movements')}>
        {lines.map((line) => (
          <RowItem
            key={line.number} icon={line.change > 0 ? <ArrowDownLeft size={16} /> : <ArrowUpRight size={16} />} faint={Boolean(line.reversedBy || line.reversalOf)} title={line.reversalOf ? t('spare.takenBack') : t(`spare.move.${line.kind}`, { defaultValue: line.kind })} sub={nameOf(line.otherType, line.otherId)}
            note={[line.by, formats.at(line.at), line.note, line.serials?.join(t('mark.list'))].filter(Boolean).join(' · ')}
          >
            <b className="nowrap">{line.change > 0 ? '+' : '−'}{formats.count(Math.abs(line.change))}</b><span className="muted nowrap">{t('spare.after', { count: line.after })}</span>
            {may('spare.work') && (line.kind === 'supply' || line.kind === 'use') && !line.reversedBy && !line.reversalOf && <DeedButton deed={reverse(t, line, row.name)} />}
          </RowItem>
        ))}
      </RowList>
      <More query={query} />
    </Panel>
  )
}
