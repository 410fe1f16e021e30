import { useQuery } from '@tanstack/react-query'
import { Gift, HandHelping, Package, PiggyBank } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { GiftApplication, HandOut, ItemBudget, VisitItem } from '../../api/types.ts'
import { DeedButton, DeedStage, Deeds } from '../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats, yuan } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { useAround } from '../queries.ts'
import { addItem, applicationDeeds, apply, changeBudget, changeItem, handOut, KINDS, receive, setBudget, takeBack } from './gift-deeds.ts'
import { ItemMovements } from './ItemMovements.tsx'
import '../../components/record.css'

const PARTS = ['applications', 'handOuts', 'items', 'budgets'] as const
const useItems = () => useQuery({ queryKey: ['visit-items'], queryFn: () => get('/v1/distributor-visits/items') })
/** With those that are no longer given out. */
const useAllItems = () => useQuery({ queryKey: ['visit-items', 'all'], queryFn: () => get('/v1/distributor-visits/items', { query: { show: 'all' } }) })

/** Samples, trial goods, promotional material and gifts: what there is, what it may cost, who received it; gifts by an approved application alone (DV-3.3f, DV-6). */
export default function Gifts() {
  const { t } = useTranslation()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const part = PARTS.find((each) => each === params.get('what')) ?? 'applications'
  // A form shows the items that were there when it was opened, so it waits for them.
  const { data, isSuccess: known } = useItems()
  const items = data?.items ?? []
  const { units, unitId } = useAround()
  useTitle(t('nav.visitGifts'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.visitGifts')}</h1>
          <Segments label={t('gift.show')} value={part} onChange={(what) => setParams(what === 'applications' ? {} : { what })} options={PARTS.map((value) => ({ value, label: t(`gift.part.${value}`) }))} />
          <span className="push">
            {part === 'applications' && known && may('giftApplication.write') && <DeedButton primary deed={apply(t, items)} />}
            {part === 'handOuts' && known && (may('giftItem.work') || may('visit.work')) && <DeedButton primary deed={handOut(t, items)} />}
            {part === 'items' && may('giftItem.work') && <DeedButton primary deed={addItem(t)} />}
            {part === 'budgets' && may('giftApplication.approve') && <DeedButton primary deed={setBudget(t, units, unitId)} />}
          </span>
        </div>
        {part === 'applications' && <Applications items={items} />}
        {part === 'handOuts' && <HandOuts />}
        {part === 'items' && <Items />}
        {part === 'budgets' && <Budgets />}
      </div>
    </DeedStage>
  )
}

function Applications({ items }: { items: VisitItem[] }) {
  const { t } = useTranslation()
  return (
    <SplitList<GiftApplication>
      label={t('gift.part.applications')} icon={<Gift size={20} />} none={t('gift.noApplications')} noneText={t('gift.noApplicationsText')} queryKey={['gift-applications']} idOf={(row) => row.id} ask={(cursor) => get('/v1/distributor-visits/gift-applications', { query: { limit: 50, cursor } })}
      line={(row) => <TwoLines head={row.customerName} tag={t(`gift.status.${row.status}`)} sub={`${row.number} · ${row.makerName}`} end={<b>{yuan(row.amount)}</b>} />}
      detail={(row) => <Application row={row} items={items} />}
    />
  )
}

function Application({ row, items }: { row: GiftApplication; items: VisitItem[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const me = usePerson().user.id
  const waiting = row.approvals.find(({ status }) => status === 'pending')?.waitingFor.flatMap(({ people }) => people) ?? []
  const deeds = applicationDeeds(t, row, { items, mine: row.makerId === me, may, decides: waiting.some(({ id }) => id === me) })
  return (
    <>
      <Panel title={<Link to={`/visit-customers/${row.customerId}`}>{row.customerName}</Link>} extra={<><span className="tag">{t(`gift.status.${row.status}`)}</span><Clause id="DV-6" /></>}>
        <div className="stack">
          <Facts
            items={[
              [t('column.number'), row.number], [t('gift.need'), row.need], [t('gift.occasion'), row.occasion], [t('gift.amount'), <b key="amount">{yuan(row.amount)}</b>], [t('gift.remaining'), row.remaining === null ? t('gift.noBudget') : yuan(row.remaining)], [t('gift.maker'), `${row.makerName} · ${row.unitName} · ${formats.at(row.madeAt)}`],
              [t('gift.waitsFor'), waiting.map(({ name }) => name).join(t('mark.list'))], [t('gift.approvedBy'), row.approvedAt && `${row.approvedBy.join(t('mark.list'))} · ${formats.at(row.approvedAt)}`], [t('gift.issuedBy'), row.issuedAt && `${row.issuedBy} · ${formats.at(row.issuedAt)}`], [t('follow.why'), row.reason],
            ]}
          />
          <Deeds deeds={deeds} />
        </div>
      </Panel>
      <Panel bare title={t('gift.lines')}>
        <RowList label={t('gift.lines')}>{row.lines.map((line) => <RowItem key={line.itemId} icon={<Gift size={16} />} title={line.name} note={`${formats.count(line.quantity)} ${line.unitName} × ${yuan(line.price)}`}><b>{yuan(line.cost)}</b></RowItem>)}</RowList>
      </Panel>
    </>
  )
}

function HandOuts() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  return (
    <SplitList<HandOut>
      label={t('gift.part.handOuts')} icon={<HandHelping size={20} />} none={t('gift.noHandOuts')} queryKey={['hand-outs']} idOf={(row) => row.id} ask={(cursor) => get('/v1/distributor-visits/hand-outs', { query: { limit: 50, cursor } })}
      line={(row) => <TwoLines head={row.customerName} tag={row.status === 'taken_back' ? t('gift.takenBack') : <b>{yuan(row.cost)}</b>} sub={row.lines.map(({ name, quantity }) => `${name} ${quantity}`).join(t('mark.list'))} end={formats.at(row.handedAt)} />}
      detail={(row) => (
        <Panel title={<Link to={`/visit-customers/${row.customerId}`}>{row.customerName}</Link>} extra={<Clause id="DV-3.3f" />}>
          <div className="stack">
            <Facts items={[[t('column.number'), row.number], [t('gift.handed'), `${row.handedBy} · ${formats.at(row.handedAt)}`], [t('gift.receivedBy'), row.receivedBy], [t('field.note'), row.note], ...row.lines.map((line): [string, string] => [t(`gift.kind.${line.kind}`), `${line.name} ${line.quantity} · ${yuan(line.cost)}`]), [t('follow.why'), row.takenBackReason]]} />
            {may('giftItem.work') && row.status === 'handed_out' && row.applicationId === null && <div className="row"><DeedButton size="middle" deed={takeBack(t, row)} /></div>}
          </div>
        </Panel>
      )}
    />
  )
}

function Items() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { units, unitId } = useAround()
  const query = useAllItems()
  const [moving, setMoving] = useState<string | null>(null)
  if (query.isPending) return <Bones />
  if (query.isError) return <Failure problem={query.error} what={t('gift.part.items')} retry={() => void query.refetch()} />
  if (query.data.items.length === 0) return <EmptyState icon={<Package size={20} />} title={t('gift.noItems')} text={t('gift.noItemsText')} />
  const moved = query.data.items.find(({ id }) => id === moving)
  return (
    <div className="stack">
      {moved && <ItemMovements key={moved.id} item={moved} onClose={() => setMoving(null)} />}
      {KINDS.map((kind) => {
        const own = query.data.items.filter((item) => item.kind === kind)
        return own.length > 0 && (
          <Panel key={kind} bare title={t(`gift.kind.${kind}`)}>
            <RowList label={t(`gift.kind.${kind}`)}>
              {own.map((item) => (
                <RowItem key={item.id} icon={<Package size={16} />} faint={!item.active} title={item.name} sub={`${yuan(item.price)} / ${item.unitName}${item.active ? '' : ` · ${t('gift.inactive')}`}`} note={item.held.map(({ unitName, quantity }) => `${unitName} ${formats.count(quantity)}`).join(t('mark.comma')) || t('gift.noStock')}>
                  <button type="button" className="linkish nowrap" onClick={() => { setMoving(item.id); window.scrollTo({ top: 0 }) }}>{t('gift.movements')}</button>
                  {may('giftItem.work') && <><DeedButton deed={receive(t, item, units, unitId)} /><DeedButton deed={changeItem(t, item)} /></>}
                </RowItem>
              ))}
            </RowList>
          </Panel>
        )
      })}
    </div>
  )
}

function Budgets() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  return (
    <SplitList<ItemBudget>
      label={t('gift.part.budgets')} icon={<PiggyBank size={20} />} none={t('gift.noBudgets')} queryKey={['item-budgets']} idOf={(row) => row.id} ask={(cursor) => get('/v1/distributor-visits/item-budgets', { query: { limit: 50, cursor } })}
      line={(row) => <TwoLines head={`${row.unitName} ${formats.period(row.period)}`} tag={t(`gift.kind.${row.kind}`)} sub={t('gift.spentOf', { spent: yuan(row.spent), amount: yuan(row.amount) })} end={<b>{yuan(row.remaining)}</b>} />}
      detail={(row) => (
        <>
          <Panel title={`${row.unitName} ${formats.period(row.period)}`} extra={t(`gift.kind.${row.kind}`)}>
            <div className="stack">
              <Facts items={[[t('gift.budgetAmount'), yuan(row.amount)], [t('gift.spent'), yuan(row.spent)], [t('gift.remaining'), <b key="rest">{yuan(row.remaining)}</b>], [t('gift.days'), `${row.firstDay} – ${row.lastDay}`]]} />
              {may('giftApplication.approve') && <div className="row"><DeedButton size="middle" deed={changeBudget(t, row)} /></div>}
            </div>
          </Panel>
          <Panel bare title={t('visitCustomer.history')}><RowList label={t('visitCustomer.history')}>{row.history.map((each) => <RowItem key={each.at} icon={<PiggyBank size={16} />} title={yuan(each.amount)} sub={each.by} note={each.reason}><span className="muted nowrap">{formats.at(each.at)}</span></RowItem>)}</RowList></Panel>
        </>
      )}
    />
  )
}
