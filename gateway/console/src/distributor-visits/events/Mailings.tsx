import { useInfiniteQuery } from '@tanstack/react-query'
import { MailCheck, MailPlus, MailX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get, patch, post } from '../../api/client.ts'
import type { Mailing, MailingReceipt, Page, Unit } from '../../api/types.ts'
import { DeedButton, Deeds } from '../../components/DeedStage.tsx'
import type { Deed, Field } from '../../components/form-fields.ts'
import { More } from '../../components/More.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { GRADES_AND_NONE } from '../grades.ts'
import { TYPES } from '../customers/customer-deeds.ts'
import { channelOptions } from '../opinions/follow-deeds.ts'
import { useAround } from '../queries.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
const PATH = '/v1/distributor-visits/mailings'

/** DV-3.3d: news of products to customers of chosen types and grades, each with its receipt. */
export function Mailings() {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <SplitList<Mailing>
      label={t('mailing.mailings')} icon={<MailPlus size={20} />} none={t('mailing.none')} noneText={t('mailing.noneText')} queryKey={['mailings']} idOf={(row) => row.id} ask={(cursor) => get('/v1/distributor-visits/mailings', { query: { limit: 50, cursor } })}
      line={(row) => <TwoLines head={row.title} tag={t(`mailing.status.${row.status}`)} sub={row.product} end={row.issuedAt ? t('mailing.reached', { delivered: row.delivered, recipients: row.recipients }) : formats.at(row.madeAt)} />}
      detail={(row) => <Detail row={row} />}
    />
  )
}

export function NewMailing() {
  const { t } = useTranslation()
  const { units, unitId } = useAround()
  return <DeedButton primary icon={<MailPlus size={15} />} deed={write(t, units, unitId)} />
}

function Detail({ row }: { row: Mailing }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <>
      <Panel title={row.title} extra={<Clause id="DV-3.3d" />}>
        <div className="stack">
          <p style={{ whiteSpace: 'pre-wrap' }}>{row.content}</p>
          <Facts
            items={[
              [t('column.number'), row.number], [t('visitCustomer.of.product'), row.product], [t('mailing.to'), [...row.types.map((type) => t(`visitCustomer.type.${type}`)), ...row.grades.map((grade) => (grade === 'none' ? t('visitCustomer.ungraded') : grade))].join(t('mark.list'))], [t('column.unit'), row.unitName],
              [t('mailing.made'), `${row.madeBy} · ${formats.at(row.madeAt)}`], [t('mailing.issued'), row.issuedAt && `${row.issuedBy} · ${formats.at(row.issuedAt)}`], [t('mailing.figures'), row.issuedAt && t('mailing.figuresAre', { recipients: row.recipients, delivered: row.delivered, received: row.received })], [t('follow.why'), row.reason],
            ]}
          />
          <Deeds permission="customerEvent.work" deeds={mailingDeeds(t, row)} />
        </div>
      </Panel>
      {row.issuedAt && <Receipts row={row} />}
    </>
  )
}

function Receipts({ row }: { row: Mailing }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const query = useInfiniteQuery({ queryKey: ['mailings', row.id, 'receipts'], queryFn: ({ pageParam }) => get<Page<MailingReceipt>>(`${PATH}/${row.id}/receipts`, { query: { limit: 50, cursor: pageParam } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor })
  return (
    <Panel bare title={t('mailing.receipts')}>
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={t('mailing.receipts')} retry={() => void query.refetch()} />}
      <RowList label={t('mailing.receipts')}>
        {query.data?.pages.flatMap((page) => page.items).map((each) => (
          <RowItem
            key={each.customerId} icon={each.state === 'owed' ? <MailX size={16} /> : <MailCheck size={16} />} title={<Link to={`/visit-customers/${each.customerId}`}>{each.customerName}</Link>} sub={t(`mailing.state.${each.state}`)} bad={each.state === 'owed'}
            note={[each.deliveredAt && `${t(`follow.channel.${each.channel}`)} ${each.deliveredBy} ${formats.at(each.deliveredAt)}`, each.receivedAt && `${each.receivedBy} ${formats.at(each.receivedAt)}`].filter(Boolean).join(' · ')}
          >
            {may('customerEvent.work') && each.state === 'owed' && <DeedButton deed={deliver(t, row, each)} />}
            {may('customerEvent.work') && each.state !== 'received' && <DeedButton deed={confirm(t, row, each)} />}
          </RowItem>
        ))}
      </RowList>
      <More query={query} />
    </Panel>
  )
}

const details = (t: Say, row?: Mailing): Field[] => [
  { name: 'product', kind: 'line', label: t('visitCustomer.of.product'), initial: row?.product }, { name: 'title', kind: 'line', label: t('mailing.title'), initial: row?.title }, { name: 'content', kind: 'text', label: t('mailing.content'), initial: row?.content },
  { name: 'types', kind: 'many', label: t('visitCustomer.field.type'), initial: row?.types ?? ['distributor', 'retailer'], options: TYPES.map((value) => ({ value, label: t(`visitCustomer.type.${value}`) })) },
  { name: 'grades', kind: 'many', label: t('visitCustomer.grade'), initial: row?.grades ?? ['A', 'B'], options: GRADES_AND_NONE.map((value) => ({ value, label: value === 'none' ? t('visitCustomer.ungraded') : value })) },
]
const write = (t: Say, units: Unit[], unitId: string | undefined): Deed => ({
  title: t('mailing.write'), done: t('mailing.written'), fields: [{ name: 'unitId', kind: 'pick', label: t('column.unit'), initial: unitId, options: units.map((unit) => ({ value: unit.id, label: unit.name })) }, ...details(t)], send: (values) => post(PATH, values),
})
const mailingDeeds = (t: Say, row: Mailing): Deed[] =>
  row.status !== 'draft'
    ? []
    : [
        { title: t('mailing.issue'), about: row.title, say: t('mailing.issueSays'), done: t('mailing.isIssued'), fields: [], send: () => post(`${PATH}/${row.id}/issue`) },
        { title: t('mailing.change'), about: row.title, done: t('mailing.changed'), fields: details(t, row), send: (values) => patch(`${PATH}/${row.id}`, values, row.version) },
        { title: t('mailing.drop'), about: row.title, danger: true, done: t('mailing.changed'), fields: [{ name: 'reason', kind: 'text', label: t('follow.why') }], send: (values) => post(`${PATH}/${row.id}/drop`, values) },
      ]
const deliver = (t: Say, row: Mailing, { customerId, customerName }: MailingReceipt): Deed => ({
  title: t('mailing.deliver'), about: customerName, done: t('mailing.changed'), fields: [{ name: 'channel', kind: 'choice', label: t('follow.how'), initial: 'visit', options: channelOptions(t) }], send: (values) => post(`${PATH}/${row.id}/receipts/${customerId}/deliver`, values),
})
const confirm = (t: Say, row: Mailing, { customerId, customerName }: MailingReceipt): Deed => ({
  title: t('mailing.confirm'), about: customerName, done: t('mailing.changed'), fields: [{ name: 'receivedBy', kind: 'line', label: t('mailing.receivedBy') }], send: (values) => post(`${PATH}/${row.id}/receipts/${customerId}/confirm`, values),
})
