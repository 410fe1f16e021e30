import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'

/** Of goods, quality, operators and incidents: what waits for the person's own deed, with the clocks first. */
export function GoodsToday() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const at = (instant: string) => <span className="muted nowrap">{formats.at(instant)}</span>
  const spares = may('spare.work') ? 'approved' : may('spare.apply') || may('station.portal') ? 'shipped' : null
  return (
    <>
      {may('incident.work') && <Waiting title={t('nav.incidents')} to="/incidents" none={t('goods.today.none')} name="channel-incidents" ask={async () => ({ items: (await Promise.all((['open', 'reported'] as const).map((status) => get('/v1/outstation-channel/incidents', { query: { status, limit: 6 } })))).flatMap((page) => page.items).slice(0, 6) })} row={(each) => ({ key: each.id, to: `/incidents/${each.id}`, what: each.title, sub: `${t(`incident.view.${each.status}`)} · ${each.ownerName}`, end: each.overdue ? <span className="danger nowrap">{t('incident.late')}</span> : <span className="muted nowrap">{each.nextReportDueAt && formats.due(each.nextReportDueAt)}</span> })} />}
      {may('operator.work') && <Waiting title={t('operator.part.matters')} to="/operators?what=matters" none={t('goods.today.none')} name="operator-matters" ask={() => get('/v1/outstation-channel/operator-matters', { query: { status: 'open', limit: 6 } })} row={(each) => ({ key: each.id, to: `/operators?what=matters&id=${each.id}`, what: each.text, sub: `${each.operatorName} · ${t(`operator.kind.${each.kind}`)}`, end: each.obligations.at(-1) && <ClockChip clock={each.obligations.at(-1)!} /> })} />}
      {may('technicalSupport.answer') && <Waiting title={t('nav.technicalSupport')} to="/technical-support?status=asked" none={t('goods.today.none')} name="technical-requests" ask={() => get('/v1/outstation-channel/technical-requests', { query: { status: 'asked', limit: 6 } })} row={(each) => ({ key: each.id, to: `/technical-support?id=${each.id}`, what: each.title, sub: each.askedBy, end: each.overdue ? <span className="danger nowrap">{t('technical.late')}</span> : <span className="muted nowrap">{each.answerDueAt && formats.due(each.answerDueAt)}</span> })} />}
      {spares && <Waiting title={t(`goods.today.${spares}`)} to={`/spares?what=applications&status=${spares}`} none={t('goods.today.none')} name="spare-applications" ask={() => get('/v1/outstation-channel/spare-applications', { query: { status: spares, limit: 6 } })} row={(each) => ({ key: each.id, to: `/spares?what=applications&id=${each.id}`, what: each.stationName, sub: each.lines.map((line) => `${line.itemName} ${line.quantity}`).join(t('mark.list')), end: at(each.askedAt) })} />}
      {(may('spare.work') || may('spare.approve')) && <Waiting title={t('goods.today.loans')} to="/spare-loans?what=overdue" none={t('spareLoan.noneOverdue')} name="spare-loans" ask={() => get('/v1/outstation-channel/spare-loans', { query: { overdue: 'true', limit: 6 } })} row={(each) => ({ key: each.id, to: `/spare-loans?what=overdue&id=${each.id}`, what: `${each.itemName} ${each.serial ?? ''}`, sub: each.stationName, end: <span className="danger nowrap">{formats.due(each.dueAt)}</span> })} />}
    </>
  )
}
