import { useTranslation } from 'react-i18next'
import { post } from '../../api/client.ts'
import type { Case } from '../../api/types.ts'
import { type Field, windowOf } from '../../components/form-fields.ts'
import { FormDialog } from '../../components/FormDialog.tsx'
import { ActionInput } from './ActionInput.tsx'
import { caseForms, orderForms, type ActionField } from './actions.ts'

interface Props {
  verb: string
  on: 'case' | 'order'
  record: Case
  title: string
  onClose: () => void
}

/** A decision on a case or its order: the verb is the last part of the address. */
export function ActionDialog({ verb, on, record, title, onClose }: Props) {
  const { t } = useTranslation()
  const form = (on === 'case' ? caseForms : orderForms)[verb]!
  const id = on === 'case' ? record.id : record.workOrder!.id
  const fieldOf = ({ name, kind, choices, optional, when }: ActionField): Field => {
    const label = t(`field.${name}`)
    const common = { name, label, optional, when: when && ((values) => when(record, values)) } satisfies Partial<Field>
    switch (kind) {
      case 'number':
      case 'person':
      case 'candidate':
      case 'case':
        return { ...common, kind: 'own', render: (value, onChange, first) => <ActionInput kind={kind} label={label} name={name} id={id} first={first} value={value} onChange={onChange} /> }
      case 'choice':
        return { ...common, kind, options: (choices ?? []).map((choice) => ({ value: choice, label: t(`choice.${name}.${choice}`) })) }
      case 'window':
        return { ...common, kind, fills: ['from', 'to'] }
      default:
        return { ...common, kind }
    }
  }
  const deed = {
    title: t(`action.${verb}`), about: title, say: t(`sure.${verb}`, { defaultValue: '' }), fields: form.fields.map(fieldOf), done: t(`done.${verb}`, { defaultValue: t(`action.${verb}`) }),
    send: ({ window: agreed, ...rest }) => post(`/v1/utility-care/${on === 'case' ? 'cases' : 'work-orders'}/${id}/${verb}`, { ...form.fixed, ...rest, ...windowOf(agreed) }),
  } satisfies Parameters<typeof FormDialog>[0]['deed']
  return <FormDialog deed={deed} onClose={onClose} />
}
