import { useTranslation } from 'react-i18next'
import type { StationChange } from '../../api/types.ts'
import { Facts } from '../../components/small.tsx'
import { useFormats } from '../../shell/formats.ts'

/** What a change would put in the place of what (OC-3.5.2), who told it and what was decided. */
export function ChangedData({ change }: { change: StationChange }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const said = (value: unknown): string => {
    if (Array.isArray(value)) return value.map((each: string | { name: string; role: string; phone: string }) => (typeof each === 'string' ? each : [each.name, each.role, each.phone].filter(Boolean).join(' '))).join(t('mark.list')) || '—'
    return value === null || value === '' ? '—' : String(value)
  }
  return (
    <>
      <table className="book paper" aria-label={t('station.changes')}>
        <thead><tr><th scope="col">{t('station.item')}</th><th scope="col">{t('station.before')}</th><th scope="col">{t('station.after')}</th></tr></thead>
        <tbody>{change.fields.map((field) => <tr key={field}><th scope="row">{t(`station.field.${field}`)}</th><td>{said(change.before[field as keyof typeof change.before])}</td><td><b>{said(change.after[field as keyof typeof change.after])}</b></td></tr>)}</tbody>
      </table>
      <Facts items={[[t('station.changedOn'), change.changedOn], [t('station.toldAt'), `${change.toldBy} · ${formats.at(change.toldAt)}`], [t('station.decidedAt'), change.decidedAt && `${change.decidedBy} · ${formats.at(change.decidedAt)}`], [t('station.note'), change.decisionNote]]} />
    </>
  )
}
