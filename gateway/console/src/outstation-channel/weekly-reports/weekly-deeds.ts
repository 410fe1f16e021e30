import { post } from '../../api/client.ts'
import type { WeeklyReport } from '../../api/types.ts'
import type { Deed } from '../../components/form-fields.ts'
import { weekToWrite } from './weeks.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
export const WEEKLY = '/v1/outstation-channel/weekly-reports'

/** One's own of a week, or that of somebody who is away, whose deputy one is. */
export const writeWeekly = (t: Say, { own, away, open }: { own: boolean; away: { id: string; name: string }[]; open: (id: string) => void }): Deed => ({
  title: t('weekly.mine'), done: t('channelReport.opened'),
  fields: [{ name: 'day', kind: 'date', label: t('weekly.pickDay'), initial: weekToWrite() }, ...(away.length > 0 ? [{ name: 'staffId', kind: 'pick' as const, label: t('weekly.forWhom'), optional: own, ...(own && { hint: t('weekly.forWhomHint') }), options: away.map(({ id, name }) => ({ value: id, label: name })) }] : [])],
  send: (values) => post<WeeklyReport>(WEEKLY, values).then(({ id }) => open(id)),
})

export const authorDeeds = (t: Say, report: WeeklyReport, missing: string[]): Deed[] => (missing.length > 0 ? [] : [{ title: t('weekly.submit'), about: report.title, say: t('weekly.submitSays'), done: t('weekly.isSubmitted'), fields: [], send: () => post(`${WEEKLY}/${report.id}/submit`) }])

export const readerDeeds = (t: Say, report: WeeklyReport): Deed[] => [
  { title: t('weekly.guide'), about: report.title, done: t('weekly.guided'), fields: [{ name: 'guidance', kind: 'text', label: t('weekly.guidance') }], send: (values) => post(`${WEEKLY}/${report.id}/guide`, values) },
  ...(report.readAt ? [] : [{ title: t('channelReport.markRead'), about: report.title, done: t('channelReport.isRead'), fields: [], send: () => post(`${WEEKLY}/${report.id}/read`) } satisfies Deed]),
  { title: t('channelReport.return'), about: report.title, danger: true, say: t('weekly.returnSays'), done: t('channelReport.returned'), fields: [{ name: 'reason', kind: 'text', label: t('channelReport.why') }], send: (values) => post(`${WEEKLY}/${report.id}/return`, values) },
]
