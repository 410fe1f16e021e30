import { post } from '../../api/client.ts'
import type { AuthorisedStation, QualityIssue, Unit } from '../../api/types.ts'
import type { Deed, Field } from '../../components/form-fields.ts'
import type { Say } from '../goods/parts.tsx'

const BASE = '/v1/outstation-channel'
export const MARKET_KINDS = ['quality', 'competitor'] as const

/** Asked only where there are several. */
export const departmentField = (t: Say, departments: Unit[], departmentId: string | undefined): Field[] => (departments.length > 1 ? [{ name: 'departmentUnitId', kind: 'pick', label: t('goods.department'), initial: departmentId, options: departments.map((unit) => ({ value: unit.id, label: unit.name })) }] : [])

export const reportIssue = (t: Say, departments: Unit[], departmentId: string | undefined, stations: AuthorisedStation[]): Deed => ({
  title: t('qualityIssue.report'), say: t('qualityIssue.reportSays'), done: t('qualityIssue.reported'),
  fields: [
    ...departmentField(t, departments, departmentId), { name: 'model', kind: 'line', label: t('goods.model') }, { name: 'fault', kind: 'line', label: t('qualityIssue.fault') }, { name: 'text', kind: 'text', label: t('qualityIssue.text') }, { name: 'units', kind: 'line', label: t('qualityIssue.howMany'), initial: '1' },
    { name: 'discoveredAt', kind: 'moment', label: t('qualityIssue.discoveredAt') }, { name: 'stationUnitId', kind: 'pick', label: t('goods.station'), optional: true, options: stations.map((each) => ({ value: each.id, label: each.name })) },
  ],
  send: ({ units, ...values }) => post(`${BASE}/quality-issues`, { departmentUnitId: departmentId, ...values, units: Number(units) }),
})

export function issueDeeds(t: Say, row: QualityIssue): Deed[] {
  const path = `${BASE}/quality-issues/${row.id}/move`
  const about = `${row.number} ${row.model} ${row.fault}`
  const close: Deed = { title: t('qualityIssue.close'), about, done: t('qualityIssue.changed'), fields: [{ name: 'outcome', kind: 'text', label: t('qualityIssue.outcome'), initial: row.outcome }], send: (values) => post(path, { to: 'closed', ...values }) }
  const take: Deed = { title: t(row.status === 'closed' ? 'qualityIssue.reopen' : 'qualityIssue.take'), about, done: t('qualityIssue.changed'), fields: [], send: () => post(path, { to: 'in_work' }) }
  return { reported: [take, close], in_work: [close], closed: [take] }[row.status]
}

export const reportMarket = (t: Say, departments: Unit[], departmentId: string | undefined): Deed => ({
  title: t('qualityIssue.enterMarket'), done: t('qualityIssue.marketEntered'),
  fields: [
    ...departmentField(t, departments, departmentId), { name: 'kind', kind: 'choice', label: t('column.kind'), initial: 'competitor', options: MARKET_KINDS.map((value) => ({ value, label: t(`qualityIssue.market.${value}`) })) },
    { name: 'maker', kind: 'line', label: t('qualityIssue.maker'), when: ({ kind }) => kind === 'competitor' }, { name: 'model', kind: 'line', label: t('goods.model'), optional: true }, { name: 'text', kind: 'text', label: t('qualityIssue.text') },
  ],
  send: (values) => post(`${BASE}/market-items`, { departmentUnitId: departmentId, ...values }),
})
