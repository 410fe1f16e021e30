import { DeedButton } from '../components/DeedStage.tsx'
import { type Deed, type Field, textOf } from '../components/form-fields.ts'
import { useMay } from '../shell/session.ts'
import { CustomerField } from './customers/CustomerField.tsx'

/** The buttons of a record, the next thing first, for whoever may. */
export function Deeds({ permission, deeds }: { permission: string; deeds: Deed[] }) {
  const may = useMay()
  if (!may(permission) || deeds.length === 0) return null
  return <div className="row wrap">{deeds.map((deed, index) => <DeedButton key={deed.title} size="middle" primary={index === 0 && !deed.danger} deed={deed} />)}</div>
}

/** The customer that something is about. */
export const customerField = (label: string): Field => ({ name: 'customerId', kind: 'own', label, render: (value, onChange, first) => <CustomerField value={textOf(value)} onChange={onChange} first={first} /> })
