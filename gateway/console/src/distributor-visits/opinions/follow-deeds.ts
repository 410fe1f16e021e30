import { post } from '../../api/client.ts'
import type { Deed } from '../../components/form-fields.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
/** Something that a customer said and that is followed to an answer: an opinion or an appeal. */
export interface Followed { path: string; about: string; status: 'open' | 'answered' | 'withdrawn'; /** A holding reply can be kept; it answers nothing (reading 10). */ holds: boolean }

const CHANNELS = ['visit', 'phone', 'letter', 'message', 'meeting'] as const
export const channelOptions = (t: Say) => CHANNELS.map((value) => ({ value, label: t(`follow.channel.${value}`) }))

/** What can be done about it now, the answer first. */
export function followDeeds(t: Say, { path, about, status, holds }: Followed): Deed[] {
  const text = (verb: string, label: string, say?: string): Deed => ({ title: t(`follow.do.${verb}`), about, say, done: t('follow.kept'), fields: [{ name: 'text', kind: 'text', label }], send: (values) => post(`${path}/${verb}`, values) })
  const reason = (verb: 'reopen' | 'withdraw'): Deed => ({ title: t(`follow.do.${verb}`), about, say: t(`follow.says.${verb}`), danger: verb === 'withdraw', done: t('follow.kept'), fields: [{ name: 'reason', kind: 'text', label: t('follow.why') }], send: (values) => post(`${path}/${verb}`, values) })
  const answer: Deed = {
    title: t('follow.do.answer'), about, say: t('follow.says.answer'), done: t('follow.answered'),
    fields: [{ name: 'content', kind: 'text', label: t('follow.content') }, { name: 'channel', kind: 'choice', label: t('follow.how'), initial: 'phone', options: channelOptions(t) }, { name: 'toldTo', kind: 'line', label: t('follow.toldTo'), optional: true }],
    send: (values) => post(`${path}/answer`, values),
  }
  const handOn: Deed = { title: t('follow.do.hand-on'), about, say: t('follow.says.hand-on'), done: t('follow.kept'), fields: [{ name: 'ownerUserId', kind: 'person', label: t('follow.owner') }, { name: 'reason', kind: 'text', label: t('follow.why') }], send: (values) => post(`${path}/hand-on`, values) }
  if (status === 'open') return [answer, text('notes', t('follow.text')), ...(holds ? [text('holding-reply', t('follow.content'), t('follow.says.holding'))] : []), handOn, reason('withdraw')]
  return status === 'answered' ? [reason('reopen')] : []
}
