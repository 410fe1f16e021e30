import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate } from 'react-router'
import { Bones } from '../components/states.tsx'
import { useTitle } from '../components/use-title.ts'
import { dateOf, partsOf, useFormats } from './formats.ts'
import { sections } from './sections.ts'
import { serverNow, useMinute } from './server-clock.ts'
import { readsOnly, useMay, usePerson } from './session.ts'
import '../components/split.css'

/** The landing page: what waits for the person, as each section lists it. Headquarters land on compliance, the field on its day. */
export default function Today() {
  const { t } = useTranslation()
  const person = usePerson()
  const may = useMay()
  useTitle(t('nav.today'))
  if (readsOnly(person)) return <Navigate to="/compliance" replace />
  const walks = sections.map(({ field }) => field).find((field) => field && may(field.permission) && !field.desk.some(may))
  if (walks) return <Navigate to={walks.to} replace />
  return <Lists name={person.user.name} />
}

function Lists({ name }: { name: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const now = useMinute()
  const hour = Number(partsOf(now).hour)
  const today = dateOf(serverNow())
  const greeting = hour < 11 ? 'morning' : hour < 13 ? 'noon' : hour < 18 ? 'afternoon' : 'evening'
  return (
    <div className="page">
      <div className="page-head"><h1>{t(`today.${greeting}`, { name })}</h1><span className="sub">{formats.dayInSentence(today)} {formats.weekday(today)}</span></div>
      <div className="columns-2">
        {sections.filter((section) => section.works.some(may)).map(({ name: key, Lists: Own }) => <Suspense key={key} fallback={<Bones lines={6} />}><Own /></Suspense>)}
      </div>
    </div>
  )
}
