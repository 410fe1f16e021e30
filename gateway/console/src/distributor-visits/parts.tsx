import { type Field, textOf } from '../components/form-fields.ts'
import { CustomerField } from './customers/CustomerField.tsx'

/** The customer that something is about. */
export const customerField = (label: string): Field => ({ name: 'customerId', kind: 'own', label, render: (value, onChange, first) => <CustomerField value={textOf(value)} onChange={onChange} first={first} /> })
