import type { Option } from './form-fields.ts'
import './table.css'

interface Props { label: string; value: string; options: Option[]; /** What it says where nothing is chosen; without it something always is. */ all?: string; onChange: (value: string) => void }

/** One condition of a list, chosen from what there is; small enough for a phone. */
export const Choose = ({ label, value, options, all, onChange }: Props) => (
  <select className="input" style={{ width: 'auto', maxWidth: 220 }} aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
    {all !== undefined && <option value="">{all}</option>}
    {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
  </select>
)
