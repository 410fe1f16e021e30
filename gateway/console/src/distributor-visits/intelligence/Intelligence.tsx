import { useQuery } from '@tanstack/react-query'
import { Plus, Radar } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { MarketIntelligence } from '../../api/types.ts'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats, yuan } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { check, KINDS, record, share } from './intelligence-deeds.ts'
import { Timelines } from './Timelines.tsx'
import '../../components/record.css'

const STATUSES = ['', 'reported', 'confirmed', 'refuted'] as const

/** What is heard of the market: prices, competitors' moves, what helps customers; checked before it goes to them (DV-3.1d). */
export default function Intelligence() {
  const { t } = useTranslation()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const byCompetitor = params.get('what') === 'competitors'
  const status = STATUSES.find((each) => each === params.get('status')) ?? ''
  const kind = KINDS.find((each) => each === params.get('kind')) ?? ''
  const go = (change: Record<string, string>) => setParams(Object.entries({ ...(byCompetitor && { what: 'competitors' }), status, kind, ...change }).filter(([, value]) => value))
  useTitle(t('nav.visitIntelligence'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.visitIntelligence')}</h1><Clause id="DV-3.1d" />
          <Segments label={t('intelligence.show')} value={byCompetitor ? 'competitors' : 'items'} onChange={(what) => setParams(what === 'competitors' ? { what } : {})} options={[{ value: 'items', label: t('intelligence.items') }, { value: 'competitors', label: t('intelligence.timelines') }]} />
          {!byCompetitor && <Segments label={t('filter.status')} value={status} onChange={(next) => go({ status: next })} options={STATUSES.map((value) => ({ value, label: t(value ? `intelligence.status.${value}` : 'intelligence.all') }))} />}
          {!byCompetitor && <select className="input" style={{ width: 140 }} aria-label={t('intelligence.kindOf')} value={kind} onChange={(event) => go({ kind: event.target.value })}><option value="">{t('intelligence.everyKind')}</option>{KINDS.map((value) => <option key={value} value={value}>{t(`intelligence.kind.${value}`)}</option>)}</select>}
          {may('visitIntelligence.work') && <span className="push"><DeedButton primary icon={<Plus size={15} />} deed={record(t)} /></span>}
        </div>
        {byCompetitor ? <Timelines /> : <Items status={status} kind={kind} />}
      </div>
    </DeedStage>
  )
}

function Items({ status, kind }: { status: (typeof STATUSES)[number]; kind: (typeof KINDS)[number] | '' }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <SplitList<MarketIntelligence>
      label={t('nav.visitIntelligence')} icon={<Radar size={20} />} none={t('intelligence.none')} noneText={t('intelligence.noneText')} queryKey={['visit-intelligence', status, kind]} idOf={(row) => row.id}
      ask={(cursor) => get('/v1/distributor-visits/intelligence', { query: { ...(status && { status }), ...(kind && { kind }), limit: 50, cursor } })}
      line={(row) => <TwoLines head={[row.competitorName, row.product].filter(Boolean).join(' · ') || formats.words(row.kindName)} tag={t(`intelligence.status.${row.status}`)} sub={row.content} end={formats.at(row.occurredAt)} />}
      detail={(row) => <Detail row={row} />}
    />
  )
}

function Detail({ row }: { row: MarketIntelligence }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  return (
    <>
      <Panel title={formats.words(row.kindName)} extra={<span className="tag">{t(`intelligence.status.${row.status}`)}</span>}>
        <div className="stack">
          <p>{row.content}</p>
          <Facts
            items={[
              [t('column.number'), row.number], [t('intelligence.competitor'), row.competitorName], [t('visitCustomer.of.product'), row.product], [t('intelligence.price'), row.price && `${yuan(row.price)}${row.pricePer ? ` / ${row.pricePer}` : ''}`],
              [t('intelligence.heardAt'), row.customerId && <Link key="customer" to={`/visit-customers/${row.customerId}`}>{row.customerName}</Link>], [t('intelligence.occurredAt'), formats.at(row.occurredAt)], [t('opinion.recordedBy'), `${row.recordedBy} · ${formats.at(row.recordedAt)}`],
              [t('intelligence.checkedBy'), row.checkedAt && `${row.checkedBy} · ${formats.at(row.checkedAt)}`], [t('follow.why'), row.checkNote], [t('intelligence.forCustomers'), row.forCustomers],
            ]}
          />
          <div className="row wrap">
            {may('visitIntelligence.check') && <DeedButton primary={row.status === 'reported'} size="middle" deed={check(t, row)} />}
            {row.forCustomers && row.status === 'confirmed' && may('visitIntelligence.work') && <DeedButton primary size="middle" deed={share(t, row)} />}
          </div>
        </div>
      </Panel>
      {row.sharedWith > 0 && <Shares row={row} />}
    </>
  )
}

/** Which customers were told, by whom and how. */
function Shares({ row }: { row: MarketIntelligence }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['visit-intelligence', row.id, 'shares', row.sharedWith], queryFn: () => get<{ items: { customerId: string; customerName: string; sharedAt: string; sharedBy: string; channel: string }[] }>(`/v1/distributor-visits/intelligence/${row.id}/shares`) })
  return (
    <Panel bare title={t('intelligence.sharedWith', { count: row.sharedWith })}>
      {query.isPending && <Bones lines={2} />}
      {query.isError && <Failure problem={query.error} what={t('intelligence.sharedWith', { count: row.sharedWith })} retry={() => void query.refetch()} />}
      <ul className="lines">{query.data?.items.map((each) => <li key={each.customerId}><Link to={`/visit-customers/${each.customerId}`}>{each.customerName}</Link><span className="muted nowrap">{t(`follow.channel.${each.channel}`)} · {each.sharedBy} · {formats.at(each.sharedAt)}</span></li>)}</ul>
    </Panel>
  )
}
