import { get, post } from '../../api/client.ts'
import type { AccountTransfer } from '../../api/types.ts'
import { type Deed, plainAmount, textOf, type Values } from '../../components/form-fields.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

const pathOf = ({ id }: AccountTransfer): string => `/v1/utility-care/transfers/${id}`
const aboutOf = ({ number, oldHolderName, newHolderName }: AccountTransfer): string => `${number} ${oldHolderName} → ${newHolderName}`

/** UC-5.2d: nothing is owed on the account; an account that the request did not name is found by its number. */
function accept(t: Say, row: AccountTransfer): Deed {
  const unknown = row.accountId === null
  return {
    title: t('accountTransfer.accept'), about: aboutOf(row), say: t('accountTransfer.acceptSays'), done: t('accountTransfer.accepted'),
    fields: [
      ...(unknown ? [{ name: 'account', kind: 'line' as const, label: t('accountTransfer.account'), hint: t('accountTransfer.accountHint'), fills: ['accountId'] }] : []),
      { name: 'debt', kind: 'line', label: t('accountTransfer.debt'), initial: '0', hint: t('accountTransfer.debtHint') },
    ],
    send: async ({ account, debt }) => post(`${pathOf(row)}/accept`, { debt: plainAmount(debt), ...(unknown && { accountId: await accountIdOf(textOf(account)) }) }),
  }
}

/** The account of exactly this number; undefined where there is none, which the service refuses with the reason. */
async function accountIdOf(number: string): Promise<string | undefined> {
  const { items } = await get('/v1/utility-care/accounts', { query: { q: number } })
  return items.find((account) => account.number === number)?.id
}

const refuse = (t: Say, row: AccountTransfer): Deed => ({
  title: t('accountTransfer.refuse'), about: aboutOf(row), danger: true, say: row.partnerName ? t('accountTransfer.refuseTells', { partner: row.partnerName }) : undefined, done: t('accountTransfer.refused'),
  fields: [{ name: 'reason', kind: 'text', label: t('accountTransfer.why') }, { name: 'debt', kind: 'line', label: t('accountTransfer.debt'), optional: true, hint: t('accountTransfer.debtIfAny') }],
  send: ({ reason, debt }) => post(`${pathOf(row)}/refuse`, { reason, ...(debt ? { debt: plainAmount(debt) } : {}) }),
})

const appointment = (t: Say, row: AccountTransfer): Deed => ({
  title: t(row.appointmentAt ? 'accountTransfer.appointAnew' : 'accountTransfer.appoint'), about: aboutOf(row), done: t('accountTransfer.appointed'),
  fields: [{ name: 'at', kind: 'moment', label: t('accountTransfer.appointmentAt'), initial: row.appointmentAt }], send: (values) => post(`${pathOf(row)}/appointment`, values),
})

/** The last reading of the old holder, with the photo that proves it. */
const read = (t: Say, row: AccountTransfer): Deed => ({
  title: t('accountTransfer.read'), about: aboutOf(row), done: t('accountTransfer.readDone'),
  fields: [{ name: 'reading', kind: 'line', label: t('accountTransfer.lastReading'), hint: t('accountTransfer.readingHint') }, { name: 'attachmentIds', kind: 'photos', label: t('accountTransfer.photo') }], send: (values: Values) => post(`${pathOf(row)}/read`, values),
})

const complete = (t: Say, row: AccountTransfer): Deed => ({
  title: t('accountTransfer.complete'), about: aboutOf(row), say: t('accountTransfer.completeSays', { from: row.oldHolderName, to: row.newHolderName }), done: t('accountTransfer.completed'), fields: [], send: () => post(`${pathOf(row)}/complete`),
})

const withdraw = (t: Say, row: AccountTransfer): Deed => ({
  title: t('accountTransfer.withdraw'), about: aboutOf(row), danger: true, done: t('accountTransfer.withdrawn'), fields: [{ name: 'reason', kind: 'text', label: t('accountTransfer.why') }], send: (values) => post(`${pathOf(row)}/withdraw`, values),
})

const BY_STATUS = { accepted: accept, refused: refuse, appointment, read, done: complete, withdrawn: withdraw }
const ORDER = ['accepted', 'read', 'done', 'appointment', 'refused', 'withdrawn'] as const

/** What can be done with it now, the next thing first. While no visit is agreed, agreeing on one comes before the reading. */
export function transferDeeds(t: Say, row: AccountTransfer): Deed[] {
  const order = row.status === 'accepted' ? (['appointment', 'read', 'withdrawn'] as const) : ORDER
  return order.filter((status) => row.allowed.includes(status)).map((status) => BY_STATUS[status](t, row))
}

/** At the counter or on the phone: the household's account goes to somebody else. */
export const requestTransfer = (t: Say, account: { id: string; number: string; holderName: string }, then: (made: AccountTransfer) => void): Deed => ({
  title: t('accountTransfer.request'), about: `${account.number} ${account.holderName}`, done: t('accountTransfer.requested'),
  fields: [
    { name: 'channel', kind: 'choice', label: t('accountTransfer.channelOf'), initial: 'counter', options: (['counter', 'phone', 'web'] as const).map((value) => ({ value, label: t(`accountTransfer.channel.${value}`) })) },
    { name: 'name', kind: 'line', label: t('accountTransfer.newName'), fills: ['newHolder.name'] }, { name: 'phone', kind: 'line', label: t('accountTransfer.newPhone'), fills: ['newHolder.phone'] },
    { name: 'idNumber', kind: 'line', label: t('accountTransfer.newId'), optional: true, fills: ['newHolder.idNumber'] }, { name: 'contractNumber', kind: 'line', label: t('accountTransfer.contract'), optional: true },
    { name: 'requestedDate', kind: 'date', label: t('accountTransfer.requestedDate'), optional: true },
  ],
  send: async ({ name, phone, idNumber, ...values }) => then(await post('/v1/utility-care/transfers', { ...values, accountId: account.id, newHolder: { name, phone, ...(idNumber && { idNumber }) } })),
})
