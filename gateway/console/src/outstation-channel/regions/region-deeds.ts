import { patch, post, put } from '../../api/client.ts'
import type { ChannelRegion, DeviceModel, RegionSales, SalesMonth, Unit } from '../../api/types.ts'
import { type Deed, filledRows, listOf } from '../../components/form-fields.ts'
import { periodOf } from '../../shell/formats.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
const OC = '/v1/outstation-channel'
const pathOf = ({ id }: ChannelRegion): string => `${OC}/regions/${id}`
const oneStop = (t: Say, initial: boolean) => ({ name: 'oneStop', kind: 'choice' as const, label: t('channelRegion.oneStop'), initial: initial ? 'yes' : 'no', hint: t('channelRegion.oneStopSays'), options: (['no', 'yes'] as const).map((value) => ({ value, label: t(`unit.${value}`) })) })

export const make = (t: Say, departments: Unit[], departmentUnitId: string | undefined): Deed => ({
  title: t('channelRegion.make'), done: t('channelRegion.made'),
  fields: [{ name: 'departmentUnitId', kind: 'pick', label: t('channelRegion.department'), initial: departmentUnitId, options: departments.map((unit) => ({ value: unit.id, label: unit.name })) }, { name: 'name', kind: 'line', label: t('channelRegion.name') }, oneStop(t, false)],
  send: (values) => post(`${OC}/regions`, { ...values, oneStop: values.oneStop === 'yes' }),
})

export const change = (t: Say, row: ChannelRegion): Deed => ({
  title: t('channelRegion.change'), about: row.name, done: t('channelRegion.changed'), fields: [{ name: 'name', kind: 'line', label: t('channelRegion.name'), initial: row.name }, oneStop(t, row.oneStop)], send: (values) => patch(pathOf(row), { name: values.name, oneStop: values.oneStop === 'yes' }, row.version),
})

/** OC-4.5: which lie beside it; the others learn of it. */
export const adjoin = (t: Say, row: ChannelRegion, others: ChannelRegion[]): Deed => ({
  title: t('channelRegion.adjoin'), about: row.name, say: t('channelRegion.adjoinSays'), done: t('channelRegion.changed'),
  fields: [{ name: 'neighbourIds', kind: 'many', label: t('channelRegion.neighbours'), optional: true, initial: row.neighbourIds, options: others.map(({ id, name }) => ({ value: id, label: name })) }],
  send: ({ neighbourIds }) => put(`${pathOf(row)}/neighbours`, { neighbourIds: listOf(neighbourIds) }),
})

/** OC-4.4: a month's figures in place of those that were there; before the first, those that local sales told. */
export const enterSales = (t: Say, row: ChannelRegion, { month, lines }: RegionSales, told: readonly { model: string; sold: number; failures: number }[]): Deed => ({
  title: t('channelRegion.enterSales'), about: `${row.name} ${periodOf(month)}`, say: t(!lines.length && told.length ? 'channelRegion.enterTold' : 'channelRegion.enterSays'), done: t('channelRegion.salesEntered'),
  fields: [{ name: 'lines', kind: 'rows', label: t('channelRegion.model'), optional: true, initial: lines.length ? lines.map(({ model, units, failures }) => ({ model, units: String(units), failures: String(failures) })) : told.length ? told.map(({ model, sold, failures }) => ({ model, units: String(sold), failures: String(failures) })) : [{}], columns: [{ key: 'model', label: t('channelRegion.model'), width: 170 }, { key: 'units', label: t('channelRegion.units') }, { key: 'failures', label: t('channelRegion.failures') }] }],
  send: (values) => put(`${pathOf(row)}/sales/${month}`, { lines: filledRows(values.lines).map(({ model = '', units, failures }) => ({ model, units: Number(units), ...(failures && { failures: Number(failures) }) })) }),
})

/** The figures stand, and every region is classed by them. */
export const closeMonth = (t: Say, departmentUnitId: string, { month, missing }: SalesMonth): Deed => ({
  title: t('channelRegion.close'), about: periodOf(month), say: t('channelRegion.closeSays'), done: t('channelRegion.closed'),
  fields: missing.length ? [{ name: 'withoutFigures', kind: 'many', label: t('channelRegion.missing'), optional: true, options: [{ value: 'yes', label: t('channelRegion.asNothing', { names: missing.join(t('mark.list')) }) }] }] : [],
  send: ({ withoutFigures }) => post(`${OC}/sales-months/${month}/close`, { departmentUnitId, ...(withoutFigures && { withoutFigures: true }) }),
})

/** Reading 8: high-failure is headquarters' word, with a date; the rate only suggests it. */
export const flag = (t: Say, row: DeviceModel, today: string): Deed => ({
  title: t(row.highFailure ? 'channelRegion.unflag' : 'channelRegion.flag'), about: row.name, say: t('channelRegion.flagSays'), done: t('channelRegion.changed'),
  fields: [{ name: 'from', kind: 'date', label: t('channelRegion.fromDay'), initial: today }, { name: 'reason', kind: 'text', label: t('field.reason') }], send: (values) => post(`${OC}/device-models/${row.id}/flag`, { ...values, highFailure: !row.highFailure }),
})
