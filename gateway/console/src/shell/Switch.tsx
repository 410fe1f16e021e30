import { useQuery } from '@tanstack/react-query'
import { Building2, CircleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { get } from '../api/client.ts'
import type { Place } from '../api/types.ts'
import { Refusal } from '../components/states.tsx'
import { useTitle } from '../components/use-title.ts'
import { useKeys } from './keys.ts'
import { Mark } from './Mark.tsx'
import { enter, lastPlaceOf, signOut, useSession } from './session.ts'
import './entrance.css'

/** Companies left, units right; the last place is preselected and Enter goes in. */
export default function Switch() {
  const { phase, person } = useSession()
  if (phase === 'starting') return null
  if (!person) return <Navigate to="/sign-in" replace />
  return <Places places={person.places} userName={person.user.name} last={lastPlaceOf(person.user.id) ?? person.place.tenantId} />
}

const companyOf = (place: Place): string => (place.sandbox ? `${place.parentName ?? place.tenantName} ` : (place.parentName ?? place.tenantName))

function Places({ places, userName, last }: { places: Place[]; userName: string; last: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [problem, setProblem] = useState<unknown>(null)
  const companies = [...new Set(places.map(companyOf))]
  const remembered = places.find((place) => place.tenantId === last)
  const [company, setCompany] = useState(remembered ? companyOf(remembered) : companies[0]!)
  const units = places.filter((place) => companyOf(place) === company)
  const [at, setAt] = useState(Math.max(0, units.findIndex((place) => place.tenantId === last)))
  const counts = usePlaceCounts()
  const list = useRef<HTMLDivElement>(null)

  useTitle(t('switch.title'))
  useEffect(() => {
    list.current?.querySelectorAll('button')[at]?.focus()
  }, [at, company])

  const pick = (place: Place | undefined) => {
    if (!place) return
    enter(place).then(() => navigate(search.get('to') ?? '/', { replace: true }), setProblem)
  }
  const step = (by: number) => setAt((now) => (now + by + units.length) % units.length)
  const turn = (by: number) => {
    setCompany(companies[(companies.indexOf(company) + by + companies.length) % companies.length]!)
    setAt(0)
  }
  useKeys({ arrowdown: () => step(1), arrowup: () => step(-1), arrowright: () => turn(1), arrowleft: () => turn(-1), enter: () => pick(units[at]) })

  return (
    <div className="switch">
      <header>
        <span className="brand"><Mark size={26} />{t('app.name')}</span>
        <span>{userName}{t('mark.comma')}<button type="button" className="linkish" onClick={() => void signOut()}>{t('do.signOut')}</button></span>
      </header>
      <main>
        <h1>{t('switch.title')}</h1>
        <p className="soft">{remembered ? t('switch.remembered', { place: remembered.unitName || remembered.tenantName }) : t('switch.hint')}</p>
        {problem !== null && <Refusal problem={problem} />}
        <div className="panel places">
          <div className="companies">
            {companies.map((name) => {
              const own = places.filter((place) => companyOf(place) === name)
              const sandbox = own[0]!.sandbox
              return (
                <button key={name} type="button" aria-pressed={name === company} onClick={() => { setCompany(name); setAt(0) }}>
                  <span className="square">{sandbox ? t('switch.sandboxMark') : name.slice(0, 1)}</span>
                  <span><b>{name.trim()}{sandbox && ` ${t('switch.sandbox')}`}</b><small>{sandbox ? t('switch.sandboxNote') : t('switch.posts', { count: own.length })}</small></span>
                </button>
              )
            })}
          </div>
          <div className="unit-list" ref={list}>
            <h2>{company.trim()}</h2>
            {units.map((place, index) => (
              <button key={place.tenantId + place.unitId} type="button" className={index === at ? 'on' : ''} onFocus={() => setAt(index)} onClick={() => pick(place)}>
                <Building2 size={16} aria-hidden="true" />
                <b>{place.tenantName}{place.unitName && place.unitName !== place.tenantName ? ` ${place.unitName}` : ''}</b>
                <span className="muted">{place.roleNames.join(t('mark.list'))}</span>
                <Waiting of={counts(place)} />
                {index === at ? <kbd>Enter</kbd> : <span />}
              </button>
            ))}
          </div>
        </div>
        <p className="muted row"><kbd>↑</kbd><kbd>↓</kbd>{t('switch.keyUnit')}<kbd>←</kbd><kbd>→</kbd>{t('switch.keyCompany')}<kbd>Enter</kbd>{t('switch.keyEnter')}</p>
      </main>
    </div>
  )
}

interface Counts { overdue: number; dueToday: number }

/** What waits in a place; null where the token of the place that the person is in does not reach: another company, or the sandbox. */
function usePlaceCounts(): (place: Place) => Counts | null {
  const here = useSession().person!
  const query = useQuery({ queryKey: ['places', here.place.tenantId], queryFn: () => get('/v1/insight/places'), enabled: here.permissions.includes('obligation.read') || here.permissions.includes('insight.read') })
  const items = query.data?.items ?? []
  return (place) => {
    // Headquarters answer for the whole tree, themselves included.
    const seen = place.tenantId === here.place.tenantId && place.tenantKind === 'headquarters' ? items : items.filter((each) => each.tenantId === place.tenantId)
    return seen.length > 0 ? seen.reduce((sum, each) => ({ overdue: sum.overdue + each.overdue, dueToday: sum.dueToday + each.dueToday }), { overdue: 0, dueToday: 0 }) : null
  }
}

function Waiting({ of }: { of: Counts | null }) {
  const { t } = useTranslation()
  return <span className="waiting">{of !== null && of.overdue > 0 && <span className="danger"><CircleAlert size={14} aria-hidden="true" />{t('switch.overdue', { count: of.overdue })}</span>}{of !== null && of.dueToday > 0 && <span className="soft">{t('switch.dueToday', { count: of.dueToday })}</span>}</span>
}
