import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { Deal, SpecialistLoad } from '../../api/types.ts'
import { Bones, EmptyState, Refusal } from '../../components/states.tsx'

/** By load, the least first (PB-4.1b). */
export function SpecialistChoice({ deal, value, onPick }: { deal: Deal; value: string; onPick: (id: string) => void }) {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['specialists', deal.departmentUnitId], queryFn: () => get('/v1/property-brokerage/specialists', { query: { departmentUnitId: deal.departmentUnitId } }) })
  if (query.isPending) return <Bones lines={3} />
  const people = (query.data?.items ?? []).filter((person) => person.userId !== deal.specialistUserId)
  if (query.isError || people.length === 0) return query.isError ? <Refusal problem={query.error} /> : <EmptyState title={t('deal.load.none')} />
  return (
    <div className="candidates" role="radiogroup" aria-label={t('deal.load.pick')}>
      {people.map((person, index) => (
        <label key={person.userId} className="candidate">
          <input type="radio" name="specialist" autoFocus={index === 0} checked={value === person.userId} onChange={() => onPick(person.userId)} />
          <b>{person.name}</b>
          <LoadOf person={person} />
        </label>
      ))}
    </div>
  )
}

export function LoadOf({ person }: { person: SpecialistLoad }) {
  const { t } = useTranslation()
  return <span className="push muted">{[t('deal.load.open', { count: person.open }), ...(person.dueToday ? [t('deal.load.today', { count: person.dueToday })] : [])].join(' · ')}{person.overdue > 0 && <span className="danger"> {t('deal.load.overdue', { count: person.overdue })}</span>}</span>
}
