import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { ClipboardList, Handshake, PhoneCall, Search, UserRound, type LucideIcon } from 'lucide-react'
import { useDeferredValue, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { get } from '../api/client.ts'
import { ClockChip } from '../components/ClockChip.tsx'
import { shortNumber } from './formats.ts'
import { menuOf, searchWords } from './nav.ts'
import { useMay, usePerson } from './session.ts'
import './palette.css'

interface Hit { key: string; icon: LucideIcon; group: 'people' | 'cases' | 'deals' | 'actions'; main: ReactNode; sub?: ReactNode; end?: ReactNode; to: string }
type Scope = '>' | '@' | '#' | ''

/** Users, cases, deals and actions in one list: `>` actions only, `@` people, `#` numbers. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const person = usePerson()
  const { place } = person
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { hits, tookMs } = useHits(text)
  const pick = (hit: Hit | undefined) => {
    if (!hit) return
    onClose()
    void navigate(hit.to)
  }
  const groups = ['people', 'cases', 'deals', 'actions'] as const
  return (
    <Modal open onCancel={onClose} footer={null} closable={false} width={640} style={{ top: 96 }} title={<span className="unseen">{t('palette.title')}</span>} className="palette">
      <div className="palette-input">
        <Search size={18} aria-hidden="true" />
        <input
          autoFocus
          value={text}
          placeholder={t(searchWords(person))}
          aria-label={t('palette.title')}
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-hits"
          aria-activedescendant={hits[at] ? `hit-${hits[at].key}` : undefined}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            const by = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : 0
            if (by) {
              event.preventDefault()
              setAt((now) => (now + by + Math.max(1, hits.length)) % Math.max(1, hits.length))
            }
            if (event.code === 'Enter' || event.code === 'NumpadEnter') pick(hits[at])
          }}
        />
        <kbd>Esc</kbd>
      </div>
      <div className="palette-hits" id="palette-hits" role="listbox" aria-label={t('palette.title')}>
        {hits.length === 0 && <p className="muted nothing">{t('palette.nothing')}</p>}
        {groups.map((group) => {
          const own = hits.filter((hit) => hit.group === group)
          if (own.length === 0) return null
          return (
            <div key={group} role="group" aria-label={t(`palette.${group}`)}>
              <div className="group-name" aria-hidden="true">{t(`palette.${group}`)} {group !== 'actions' && own.length}</div>
              {own.map((hit) => {
                const index = hits.indexOf(hit)
                return (
                  <div key={hit.key} id={`hit-${hit.key}`} role="option" aria-selected={index === at} className="hit" onMouseMove={() => setAt(index)} onClick={() => pick(hit)}>
                    <hit.icon size={16} strokeWidth={1.7} aria-hidden="true" />
                    <span>{hit.main}</span>
                    <span className="soft cut">{hit.sub}</span>
                    <span className="push row">{hit.end}{index === at && group === 'people' && <><kbd>Enter</kbd><small className="muted">{t('palette.openAccount')}</small></>}</span>
                  </div>
                )
              })}
            </div>
          )
        })}
      </div>
      <footer className="palette-foot">
        <kbd>↑</kbd><kbd>↓</kbd>{t('palette.choose')}<kbd>&gt;</kbd>{t('palette.onlyActions')}<kbd>@</kbd>{t('palette.onlyPeople')}<kbd>#</kbd>{t('palette.onlyNumbers')}
        <span className="push">{t('palette.within', { place: place.unitName || place.tenantName })}{tookMs !== undefined && `${t('mark.comma')}${tookMs} ms`}</span>
      </footer>
    </Modal>
  )
}

function useHits(text: string): { hits: Hit[]; tookMs: number | undefined } {
  const { t } = useTranslation()
  const person = usePerson()
  const may = useMay()
  const scope = (/^[>@#]/.exec(text)?.[0] ?? '') as Scope
  const q = useDeferredValue(text.replace(/^[>@#]/, '').trim())
  const asks = q.length >= 2
  const people = useQuery({ queryKey: ['palette', 'people', q], queryFn: () => get('/v1/utility-care/accounts', { query: { q, limit: 5 } }), enabled: asks && may('account.read') && (scope === '' || scope === '@') })
  const cases = useQuery({ queryKey: ['palette', 'cases', q], queryFn: () => get('/v1/utility-care/cases', { query: { q, limit: 5 } }), enabled: asks && may('case.read') && (scope === '' || scope === '#') })
  const deals = useQuery({ queryKey: ['palette', 'deals', q], queryFn: () => get('/v1/property-brokerage/deals', { query: { q, limit: 5 } }), enabled: asks && may('deal.read') && scope !== '>' })
  const hits: Hit[] = []
  if (asks && scope !== '>' && scope !== '#')
    for (const each of people.data?.items ?? []) hits.push({ key: each.id, icon: UserRound, group: 'people', main: <b>{each.holderName}</b>, sub: <>{each.phoneMasked}　{each.address}</>, to: `/accounts/${each.id}` })
  if (asks && scope !== '>' && scope !== '@')
    for (const each of cases.data?.items ?? []) hits.push({ key: each.id, icon: ClipboardList, group: 'cases', main: <b>{shortNumber(each.number)}</b>, sub: `${each.title}${t('mark.comma')}${each.address}`, end: each.nextClock && <ClockChip clock={each.nextClock} still />, to: `/cases/${each.id}` })
  // Parties are people and deals have numbers, so both narrow searches find them.
  if (asks && scope !== '>')
    for (const each of deals.data?.items ?? []) hits.push({ key: each.id, icon: Handshake, group: 'deals', main: <b>{shortNumber(each.number)}</b>, sub: `${each.title}${t('mark.comma')}${each.shopName}`, end: each.nextClock && <ClockChip clock={each.nextClock} still />, to: `/deals/${each.id}` })
  if (scope === '' || scope === '>') {
    for (const item of menuOf(person).flatMap((group) => group.items)) {
      const label = t(`nav.${item.key}`)
      if (label.toLowerCase().includes(q.toLowerCase())) hits.push({ key: item.key, icon: item.icon, group: 'actions', main: label, to: item.to })
    }
    if (may('case.open') && (scope === '' || t('keys.newCase').toLowerCase().includes(q.toLowerCase()))) hits.push({ key: 'new', icon: PhoneCall, group: 'actions', main: q && scope === '' ? t('palette.newCaseFor', { q }) : t('keys.newCase'), end: <kbd>Alt N</kbd>, to: q && scope === '' ? `/intake?q=${encodeURIComponent(q)}` : '/intake' })
  }
  return { hits: hits.slice(0, 14), tookMs: people.data?.tookMs }
}
