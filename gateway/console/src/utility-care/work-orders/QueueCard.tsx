import { GripVertical, HeartHandshake, Siren, UserRoundCheck } from 'lucide-react'
import type { PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Candidate, WorkOrder } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { useFormats } from '../../shell/formats.ts'
import { isRescue } from '../words.ts'

interface Props {
  order: WorkOrder
  on: boolean
  lifted: boolean
  suggested: Candidate[]
  candidates: Candidate[] | undefined
  onPick: () => void
  onGive: (person: Candidate) => void
  onGrab: (press: PointerEvent) => void
}

/** One order that waits, with the three people who could go; it can be carried, and every way to carry it has its key. */
export function QueueCard({ order, on, lifted, suggested, candidates, onPick, onGive, onGrab }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  const refused = candidates?.filter((each) => !each.qualified) ?? []
  return (
    <li className={`queued${on ? ' on' : ''}${lifted ? ' lifted' : ''}`}>
      <button type="button" id={`order-${order.id}`} className="queued-main" aria-pressed={on} onClick={onPick} onPointerDown={onGrab}>
        <span className="row"><span className="grip muted"><GripVertical size={14} aria-hidden="true" /></span><b className="cut">{order.title}</b>{isRescue(order) && <Siren size={14} className="danger" aria-label={t('kind.alarm')} />}{order.specialCare && <HeartHandshake size={14} color="var(--ly-link)" aria-label={order.specialCare} />}<span className="tag push">{t(`orderKind.${order.kind}`, { defaultValue: t(`kind.${order.kind}`, { defaultValue: order.kind }) })}</span></span>
        <span className="row second"><span className="soft cut">{order.address}</span>{order.clock && <span className="push"><ClockChip clock={order.clock} still plain appointment={order.agreedWindow?.from ?? null} /></span>}</span>
      </button>
      {on && (
        <div className="suggested">
          <span className="soft row"><UserRoundCheck size={14} />{t('board.suggested')}</span>
          {suggested.map((person, index) => (
            <button key={person.userId} type="button" onClick={() => onGive(person)}><kbd>{index + 1}</kbd><b>{person.name}</b><span className="muted push">{t('order.load', { count: person.load })}</span></button>
          ))}
          {candidates && suggested.length === 0 && <p className="danger">{t('order.nobody')} <span className="clause">UC-10a</span></p>}
          {refused.length > 0 && <p className="muted">{formats.words(refused[0]!.reason) || refused[0]!.name} {refused.length > 1 && t('board.cannot', { count: refused.length })} <span className="clause">UC-10a</span></p>}
        </div>
      )}
    </li>
  )
}
