import { post } from '../../api/client.ts'
import type { AuthorisedStation, ChannelDocumentLine, TechnicalRequest } from '../../api/types.ts'
import type { Deed, Field } from '../../components/form-fields.ts'
import type { Say } from '../goods/parts.tsx'

const PATH = '/v1/outstation-channel/technical-requests'
const photos = (t: Say): Field => ({ name: 'attachmentIds', kind: 'photos', label: t('field.photo'), optional: true })

export const ask = (t: Say, stations: AuthorisedStation[]): Deed => ({
  title: t('technical.ask'), say: t('technical.askSays'), done: t('technical.asked'),
  fields: [
    { name: 'title', kind: 'line', label: t('technical.title') }, { name: 'text', kind: 'text', label: t('technical.text') }, { name: 'model', kind: 'line', label: t('goods.model'), optional: true }, { name: 'stationUnitId', kind: 'pick', label: t('goods.station'), optional: true, options: stations.map((each) => ({ value: each.id, label: each.name })) }, photos(t),
  ],
  send: (values) => post(PATH, values),
})

/** The answer by the section; asking further and withdrawing by whoever asked. */
export function requestDeeds(t: Say, row: TechnicalRequest, documents: ChannelDocumentLine[]): Deed[] {
  const path = `${PATH}/${row.id}`
  const about = `${row.number} ${row.title}`
  const answer: Deed = {
    title: t('technical.answer'), about, say: t('technical.answerSays'), done: t('technical.answered'),
    fields: [{ name: 'text', kind: 'text', label: t('technical.answerText') }, { name: 'documentId', kind: 'pick', label: t('technical.document'), optional: true, options: documents.map((each) => ({ value: each.id, label: each.title })) }, photos(t)], send: (values) => post(`${path}/answer`, values),
  }
  const further: Deed = { title: t('technical.askFurther'), about, say: t('technical.furtherSays'), done: t('technical.asked'), fields: [{ name: 'text', kind: 'text', label: t('technical.text') }], send: (values) => post(`${path}/ask-further`, values) }
  const withdraw: Deed = { title: t('technical.withdraw'), about, danger: true, done: t('technical.withdrawn'), fields: [{ name: 'reason', kind: 'text', label: t('goods.reason') }], send: (values) => post(`${path}/withdraw`, values) }
  if (row.status === 'asked') return [...(row.mayAnswer ? [answer] : []), ...(row.mine ? [withdraw] : [])]
  return row.status === 'answered' && row.mine ? [further] : []
}
