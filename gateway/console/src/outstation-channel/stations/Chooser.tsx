import type { Option } from '../../components/form-fields.ts'
import '../../components/table.css'

interface Props { label: string; /** What stands there for no choice at all. */ all: string; value: string; options: Option[]; onChange: (value: string) => void }

/** One condition of a list, chosen from what there is; small enough for a phone. */
export const Chooser = ({ label, all, value, options, onChange }: Props) => (
  <select className="input" style={{ width: 'auto', maxWidth: 220 }} aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
    <option value="">{all}</option>
    {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
  </select>
)
