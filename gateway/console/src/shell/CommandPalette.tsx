import { useQueries, useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { PhoneCall, Search, type LucideIcon } from 'lucide-react'
import { useDeferredValue, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ClockChip } from '../components/ClockChip.tsx'
import { menuOf, searchWords } from './nav.ts'
import { isOpenTo } from './section.ts'
import { sections } from './sections.ts'
import { useMay, usePerson } from './session.ts'
import './palette.css'

interface Hit { key: string; icon: LucideIcon; group: string; main: ReactNode; sub?: ReactNode; end?: ReactNode; opens?: string | undefined; to: string }
type Scope = '>' | '@' | '#' | ''

/** The records that each context lets be found, and actions, in one list: `>` actions only, `@` people, `#` numbers. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const person = usePerson()
  const { place } = person
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { hits, groups } = useHits(text)
  const pick = (hit: Hit | undefined) => {
    if (!hit) return
    onClose()
    void navigate(hit.to)
  }
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
                    <span className="push row">{hit.end}{index === at && hit.opens && <><kbd>Enter</kbd><small className="muted">{t(`palette.${hit.opens}`)}</small></>}</span>
                  </div>
                )
              })}
            </div>
          )
        })}
      </div>
      <footer className="palette-foot">
        <kbd>↑</kbd><kbd>↓</kbd>{t('palette.choose')}<kbd>&gt;</kbd>{t('palette.onlyActions')}<kbd>@</kbd>{t('palette.onlyPeople')}<kbd>#</kbd>{t('palette.onlyNumbers')}
        <span className="push">{t('palette.within', { place: place.unitName || place.tenantName })}</span>
      </footer>
    </Modal>
  )
}

function useHits(text: string): { hits: Hit[]; groups: string[] } {
  const { t } = useTranslation()
  const person = usePerson()
  const may = useMay()
  const scope = (/^[>@#]/.exec(text)?.[0] ?? '') as Scope
  const q = useDeferredValue(text.replace(/^[>@#]/, '').trim())
  const asks = q.length >= 2 && scope !== '>'
  const known = useQuery({ queryKey: ['palette', 'finds'], queryFn: async () => (await Promise.all(sections.flatMap(({ finds: load }) => (load ? [load()] : [])))).flat(), staleTime: Infinity }).data ?? []
  const finds = known.filter((find) => isOpenTo(find.permission, may) && (scope === '' || (scope !== '>' && find.scopes.includes(scope))))
  const found = useQueries({ queries: finds.map((find) => ({ queryKey: ['palette', find.name, q], queryFn: () => find.ask(q), enabled: asks })) })
  const hits: Hit[] = finds.flatMap(({ name, icon, opens }, index) => (asks ? found[index]?.data ?? [] : []).map(({ id, main, sub, clock, to }) => ({ key: id, icon, group: name, main: <b>{main}</b>, sub, end: clock && <ClockChip clock={clock} still />, opens, to })))
  if (scope === '' || scope === '>') {
    for (const item of menuOf(person).flatMap((group) => group.items)) {
      const label = t(`nav.${item.key}`)
      if (label.toLowerCase().includes(q.toLowerCase())) hits.push({ key: item.key, icon: item.icon, group: 'actions', main: label, to: item.to })
    }
    if (may('case.open') && (scope === '' || t('keys.newCase').toLowerCase().includes(q.toLowerCase()))) hits.push({ key: 'new', icon: PhoneCall, group: 'actions', main: q && scope === '' ? t('palette.newCaseFor', { q }) : t('keys.newCase'), end: <kbd>Alt N</kbd>, to: q && scope === '' ? `/intake?q=${encodeURIComponent(q)}` : '/intake' })
  }
  return { hits: hits.slice(0, 14), groups: [...finds.map(({ name }) => name), 'actions'] }
}
