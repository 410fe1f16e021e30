import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, textOf } from '../../components/form-fields.ts'
import type { Say } from './parts.tsx'
import { useStations } from '../queries.ts'

interface Props { value: string; first: boolean; onChange: (id: string) => void }

/** One of the open stations that the person knows; somebody of a station has it chosen. */
function StationField({ value, first, onChange }: Props) {
  const { t } = useTranslation()
  const stations = useStations().filter(({ status }) => status === 'open')
  const only = stations.length === 1 ? stations[0]!.id : undefined
  useEffect(() => {
    if (only && !value) onChange(only)
  }, [only, value, onChange])
  return (
    <select id="field-stationId" className="input" autoFocus={first} aria-label={t('goods.station')} value={value} onChange={(event) => onChange(event.target.value)}>
      {!value && <option value="" />}
      {stations.map((each) => <option key={each.id} value={each.id}>{each.name}</option>)}
    </select>
  )
}

export const stationField = (t: Say): Field => ({ name: 'stationId', kind: 'own', label: t('goods.station'), render: (value, onChange, first) => <StationField value={textOf(value)} first={first} onChange={onChange} /> })
