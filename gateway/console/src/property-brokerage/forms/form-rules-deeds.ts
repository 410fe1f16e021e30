import { post } from '../../api/client.ts'
import type { FormNumber, SlipForm } from '../../api/types.ts'
import { type Deed, type Field, filledRows, textOf, type Values } from '../../components/form-fields.ts'
import { instantOf } from '../../shell/formats.ts'
import type { Scene } from '../deals/scene.ts'
import { freeKeys } from '../free-keys.ts'

type Speaker = Pick<Scene, 't' | 'formats'>
const since = ({ t }: Speaker): Field => ({ name: 'effectiveFrom', kind: 'date', label: t('template.from'), hint: t('template.nowIfEmpty'), optional: true })
const why = ({ t }: Speaker): Field => ({ name: 'reason', kind: 'text', label: t('transfer.why') })
const common = ({ effectiveFrom, reason }: Values) => ({ ...(textOf(effectiveFrom) && { effectiveFrom: instantOf(textOf(effectiveFrom), '00:00') }), reason })

/** PB-5: the number that a form prints under from a day on. */
export const setNumber = (speaker: Speaker, { form, title, number }: FormNumber): Deed => ({
  title: speaker.t('formRule.setNumber'), about: `${form.toUpperCase()}《${speaker.formats.words(title)}》${number}`, done: speaker.t('formRule.numberSet'),
  fields: [{ name: 'number', kind: 'line', label: speaker.t('formRule.number'), hint: speaker.t('formRule.numberHint') }, since(speaker), why(speaker)],
  send: ({ number: next, ...rest }) => post('/v1/property-brokerage/form-numbers', { form, number: next, ...common(rest) }),
})

/** PB-4.7: what finance asks for on F3. A field keeps its key, under which slips have it. */
export const setSlipFields = (speaker: Speaker, inForce: SlipForm): Deed => ({
  title: speaker.t('formRule.setFields'), say: speaker.t('formRule.fieldsSay'), done: speaker.t('formRule.fieldsSet'),
  fields: [
    {
      name: 'fields', kind: 'rows', label: speaker.t('formRule.rows'), initial: inForce.fields.map(({ key, name, required }) => ({ key, zh: name.zh, en: name.en, required: required ? 'yes' : 'no' })),
      columns: [{ key: 'zh', label: speaker.t('template.nameZh'), width: 150 }, { key: 'en', label: speaker.t('template.nameEn'), width: 190 }, { key: 'required', label: speaker.t('formRule.must'), options: (['yes', 'no'] as const).map((value) => ({ value, label: speaker.t(`formRule.required.${value}`) })), width: 96 }],
    },
    since(speaker), why(speaker),
  ],
  send: ({ fields, ...rest }) => {
    const rows = filledRows(fields)
    const keys = freeKeys(rows, '')
    return post('/v1/property-brokerage/slip-forms', { fields: rows.map(({ zh = '', en = '', required }, index) => ({ key: keys[index], name: { zh, en }, required: required !== 'no' })), ...common(rest) })
  },
})
