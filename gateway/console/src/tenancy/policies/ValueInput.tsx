import { Checkbox, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PolicyValue, PolicyView } from '../../api/types.ts'
import { Segments } from '../../components/small.tsx'
import { valueOf } from '../../components/why-words.ts'

interface Props { policy: PolicyView; value: PolicyValue; onChange: (value: PolicyValue) => void; disabled: boolean }

/** One input for each type a parameter can have. */
export function ValueInput({ policy, value, onChange, disabled }: Props) {
  const { t } = useTranslation()
  const label = t('policy.value')
  const unit = t(`unitName.${policy.unit}`, { defaultValue: policy.unit })
  if (policy.choices && !Array.isArray(value) && typeof value !== 'boolean') {
    const pick = (text: string) => onChange(policy.choices!.find((choice) => String(choice) === text) ?? null)
    return <span className="row"><select className="input" aria-label={label} disabled={disabled} style={{ width: 150 }} value={String(value)} onChange={(event) => pick(event.target.value)}>{policy.choices.map((choice) => <option key={choice} value={String(choice)}>{valueOf(choice, policy.unit, t)}</option>)}</select><span className="soft">{policy.unit === 'choice' ? '' : unit}</span></span>
  }
  if (policy.choices && Array.isArray(value)) {
    const { choices } = policy
    return <Checkbox.Group aria-label={label} disabled={disabled} value={value} onChange={(chosen) => onChange(choices.filter((choice) => chosen.includes(choice)))} options={choices.map((choice) => ({ value: choice, label: valueOf(choice, policy.unit, t) }))} />
  }
  switch (policy.type) {
    case 'integer':
    case 'number':
    case 'share':
    case 'percent':
      return <span className="row"><InputNumber aria-label={label} disabled={disabled} style={{ width: 120 }} value={typeof value === 'number' ? value : null} {...(policy.type === 'integer' ? { precision: 0 } : {})} onChange={onChange} /><span className="soft">{unit}</span></span>
    case 'time':
      return <input className="input" style={{ width: 120 }} aria-label={label} disabled={disabled} pattern="([01]\d|2[0-4]):[0-5]\d" value={String(value ?? '')} onChange={(event) => onChange(event.target.value)} />
    case 'weekday':
      return <select className="input" aria-label={label} disabled={disabled} style={{ width: 120 }} value={Number(value)} onChange={(event) => onChange(Number(event.target.value))}>{[1, 2, 3, 4, 5, 6, 7].map((day) => <option key={day} value={day}>{t(`weekday.${day}`)}</option>)}</select>
    case 'boolean':
      return <Segments label={label} value={String(value)} onChange={(next) => onChange(next === 'true')} options={[{ value: 'true', label: t('unit.yes'), disabled }, { value: 'false', label: t('unit.no'), disabled }]} />
    default:
      return <Input aria-label={label} disabled={disabled} style={{ width: 200 }} value={Array.isArray(value) ? value.join(', ') : String(value ?? '')} onChange={(event) => onChange(Array.isArray(value) ? event.target.value.split(/[,，、]\s*/).map((each) => (Number.isNaN(Number(each)) || each === '' ? each : Number(each))) : event.target.value)} />
  }
}
