import { Button } from 'antd'
import { Hammer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Case, ObligationView, WorkOrder } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { Facts, No, Panel, Person } from '../../components/small.tsx'
import { useFormats } from '../../shell/formats.ts'
import { usePerson } from '../../shell/session.ts'
import { needsOf } from '../words.ts'
import type { Step } from './next.ts'

interface Props { record: Case; steps: Step[]; next: Step | null; clock: ObligationView | null; onDo: (step: Step) => void }

// What stays visible although it is not possible now: the reason teaches the order of the work.
const shownDisabled = ['handle', 'repair', 'close', 'refer']

/** The right column: the next thing first, then the order and what the caller said. */
export function CasePanels({ record, steps, next, clock, onDo }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { user } = usePerson()
  const mine = record.workOrder?.assignee?.id === user.id
  const others = steps.filter((step) => step !== next && shownDisabled.includes(step.verb) && (step.allowed || (step.reason && (step.on === 'case' || mine))))
  return (
    <>
      <Panel title={t('case.next')} extra={clock && <ClockChip clock={clock} clause plain />} className="next">
        {next ? (
          <Button className="in-bar" type="primary" block size="large" icon={<Hammer size={17} />} onClick={() => onDo(next)}>{t(`action.${next.verb}`)}<kbd>R</kbd></Button>
        ) : (
          <p className="soft">{waitsFor(record, t)}</p>
        )}
        {next && record.workOrder && (next.verb === 'handle' || next.verb === 'repair') && (
          <p className="missing">{t('state.missing')}{[needsOf(record.workOrder, next.verb).note && t('field.note'), needsOf(record.workOrder, next.verb).photo && t('field.photo')].filter(Boolean).join(t('mark.list')) || t('state.nothing')}</p>
        )}
        {others.length > 0 && (
          <div className="others">
            {others.map((step) => (
              <div key={step.verb} className="row">
                <Button disabled={!step.allowed} onClick={() => onDo(step)}>{t(`action.${step.verb}`)}{step.verb === 'refer' && <kbd>T</kbd>}</Button>
                {!step.allowed && <span className="muted">{formats.words(step.reason)} {step.clause && <span className="clause">{step.clause}</span>}</span>}
              </div>
            ))}
          </div>
        )}
        {record.transfer && <p className="missing">{t('case.transferPending', { to: record.transfer.toUserName, reason: record.transfer.reason })}</p>}
      </Panel>
      {record.workOrder && <OrderPanel order={record.workOrder} />}
      <Panel title={t('case.told')} extra={t(`channel.${record.channel}`, { defaultValue: record.channel })}>
        <p className="soft" style={{ marginBottom: 8 }}>{record.description}</p>
        <Facts items={[[t('case.received'), formats.at(record.receivedAt)], [t('case.caller'), `${record.caller.name} ${record.caller.phoneMasked}`], [t('case.account'), record.account ? `${record.account.holderName} ${record.account.number}` : t('case.noAccount')]]} />
      </Panel>
      {record.linked.length > 0 && (
        <Panel title={t('case.linkedCalls', { count: record.linked.length })} bare>
          <ul className="lines">{record.linked.map((each) => <li key={each.id}><No number={each.number} to={`/cases/${each.id}`} /><span>{each.callerName}</span></li>)}</ul>
        </Panel>
      )}
    </>
  )
}

/** Why there is nothing to do here now. */
export const waitsFor = (record: Case, t: (key: string, values?: Record<string, unknown>) => string): string => record.status === 'closed' ? t('case.closedNothing') : (record.assigneeName ? t('case.waitsForField', { name: record.assigneeName }) : t('case.nothingNow'))

function OrderPanel({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <Panel title={<>{t('order.what')} <No number={order.number} /></>} extra={<span className="tag accent">{t(`order.${order.status}`)}</span>}>
      {order.assignee ? <Person name={order.assignee.name} sub={t('order.assignee')} /> : <p className="danger">{t('order.unassigned')}</p>}
      <div style={{ height: 10 }} />
      <Facts
        items={[
          [t('order.agreed'), order.agreedWindow && `${formats.at(order.agreedWindow.from)} – ${formats.time(order.agreedWindow.to)}`],
          ...order.milestones.map((milestone): [string, React.ReactNode] => [t(`milestone.${milestone.name}`), `${formats.at(milestone.at)} ${milestone.by}`]),
        ]}
      />
    </Panel>
  )
}
