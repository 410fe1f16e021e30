import { patch, post } from '../../api/client.ts'
import type { Unit, VisitCustomer, VisitRegion } from '../../api/types.ts'
import { type Deed, type Field, filledRows, type Row, textOf, type Values } from '../../components/form-fields.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
/** What the forms choose from. */
export interface Around { units: Unit[]; /** Where the person works, if customers belong there. */ unitId: string | undefined; regions: VisitRegion[] }

export const TYPES = ['distributor', 'retailer', 'processing_factory', 'consumer'] as const
const PATH = '/v1/distributor-visits/customers'
const pathOf = ({ id }: VisitCustomer): string => `${PATH}/${id}`
const aboutOf = ({ number, name }: VisitCustomer): string => `${number} ${name}`

/** What a customer's record holds; `row` is what stands there now. */
function details(t: Say, { regions }: Around, row?: VisitCustomer): Field[] {
  const line = (name: 'city' | 'address'): Field => ({ name, kind: 'line', label: t(`visitCustomer.field.${name}`), optional: true, initial: row?.[name] })
  const degrees = (name: 'latitude' | 'longitude'): Field => ({ name, kind: 'line', label: t(`visitCustomer.field.${name}`), optional: true, initial: row?.[name]?.toString(), ...(name === 'longitude' && { hint: t('visitCustomer.degreesHint') }) })
  const rows = (name: 'contacts' | 'competitors', keys: string[], initial: Row[] | undefined): Field => ({
    name, kind: 'rows', label: t(`visitCustomer.field.${name}`), optional: true, initial: initial ?? [], columns: keys.map((key) => ({ key, label: t(`visitCustomer.of.${key}`), width: key === 'phone' ? 150 : 120 })),
  })
  return [
    { name: 'type', kind: 'choice', label: t('visitCustomer.field.type'), initial: row?.type ?? 'distributor', options: TYPES.map((value) => ({ value, label: t(`visitCustomer.type.${value}`) })) },
    { name: 'name', kind: 'line', label: t('visitCustomer.field.name'), initial: row?.name },
    { name: 'regionId', kind: 'pick', label: t('visitCustomer.field.regionId'), optional: true, initial: row?.regionId, options: regions.filter((region) => !row || region.unitId === row.unitId).map((region) => ({ value: region.id, label: `${region.name} · ${region.unitName}` })) },
    line('city'), line('address'), degrees('latitude'), degrees('longitude'),
    rows('contacts', ['name', 'post', 'phone'], row?.contacts.map(({ name, post: title, phone }) => ({ name, post: title, phone }))),
    rows('competitors', ['maker', 'product', 'note'], row?.competitors.map(({ maker, product, note }) => ({ maker, product, note }))),
  ]
}

const bodyOf = ({ latitude, longitude, contacts, competitors, ...rest }: Values) => ({
  ...rest, ...(latitude ? { latitude: Number(latitude) } : {}), ...(longitude ? { longitude: Number(longitude) } : {}), ...(contacts ? { contacts: filledRows(contacts) } : {}), ...(competitors ? { competitors: filledRows(competitors) } : {}),
})

/** DV-2: one of four types. What may be there already is named first, and registered only when somebody has looked. */
export const register = (t: Say, around: Around, then: (made: VisitCustomer) => void): Deed => ({
  title: t('visitCustomer.register'), done: t('visitCustomer.registered'),
  fields: [
    { name: 'unitId', kind: 'pick', label: t('column.unit'), initial: around.unitId, options: around.units.map((unit) => ({ value: unit.id, label: unit.name })) },
    ...details(t, around),
    { name: 'looked', kind: 'many', label: t('visitCustomer.duplicate'), optional: true, options: [{ value: 'yes', label: t('visitCustomer.notTheSame') }] },
  ],
  send: async ({ looked, ...values }) => then(await post(PATH, { ...bodyOf(values), ...(looked && { duplicateAcknowledged: true }) })),
})

export const change = (t: Say, around: Around, row: VisitCustomer): Deed => ({
  title: t('visitCustomer.change'), about: aboutOf(row), done: t('visitCustomer.changed'), fields: details(t, around, row),
  // What was emptied is sent as empty: a field that is left out stays as it was.
  send: (values) => patch(pathOf(row), { city: '', address: '', contacts: [], competitors: [], ...bodyOf(values) }, row.version),
})

/** DV-4.2: in principle not the region's own salesperson; with the supervisor's reason it may be. */
export const nameVisitor = (t: Say, row: VisitCustomer): Deed => ({
  title: t(row.visitorUserId ? 'visitCustomer.visitorAnew' : 'visitCustomer.nameVisitor'), about: aboutOf(row), say: t('visitCustomer.visitorSays'), done: t('visitCustomer.visitorNamed'),
  fields: [{ name: 'userId', kind: 'person', label: t('visitCustomer.visitor'), initial: row.visitorUserId, optional: Boolean(row.visitorUserId), hint: row.visitorUserId ? t('visitCustomer.nobodyIfEmpty') : undefined }, { name: 'reason', kind: 'text', label: t('visitCustomer.why'), optional: true, hint: t('visitCustomer.visitorWhy') }],
  send: (values) => post(`${pathOf(row)}/visitor`, values),
})

/** DV-6: gifts go to special customers alone. */
export const makeSpecial = (t: Say, row: VisitCustomer): Deed =>
  row.specialReason
    ? { title: t('visitCustomer.notSpecial'), about: aboutOf(row), say: t('visitCustomer.notSpecialSays'), done: t('visitCustomer.changed'), fields: [], send: () => post(`${pathOf(row)}/special`) }
    : { title: t('visitCustomer.makeSpecial'), about: aboutOf(row), say: t('visitCustomer.specialSays'), done: t('visitCustomer.changed'), fields: [{ name: 'reason', kind: 'text', label: t('visitCustomer.why') }], send: (values) => post(`${pathOf(row)}/special`, values) }

export const setStatus = (t: Say, row: VisitCustomer): Deed => {
  const closes = row.status === 'active'
  return {
    title: t(closes ? 'visitCustomer.close' : 'visitCustomer.reopen'), about: aboutOf(row), danger: closes, say: t(closes ? 'visitCustomer.closeSays' : 'visitCustomer.reopenSays'), done: t('visitCustomer.changed'),
    fields: [{ name: 'reason', kind: 'text', label: t('visitCustomer.why') }], send: ({ reason }) => post(`${pathOf(row)}/status`, { status: closes ? 'closed' : 'active', reason }),
  }
}

export const addPurchase = (t: Say, row: VisitCustomer, today: string): Deed => ({
  title: t('visitCustomer.addPurchase'), about: aboutOf(row), done: t('visitCustomer.purchaseAdded'),
  fields: [
    { name: 'boughtOn', kind: 'date', label: t('visitCustomer.boughtOn'), initial: today }, { name: 'product', kind: 'line', label: t('visitCustomer.of.product') }, { name: 'quantity', kind: 'line', label: t('visitCustomer.quantity') }, { name: 'amount', kind: 'line', label: t('visitCustomer.amount') },
    { name: 'note', kind: 'line', label: t('field.note'), optional: true },
  ],
  send: ({ quantity, amount, ...values }) => post(`${pathOf(row)}/purchases`, { ...values, quantity: Number(textOf(quantity)), amount: textOf(amount).replaceAll(/[,，¥]/g, '') }),
})
