import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { PhoneIncoming, Search, UserPlus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { AccountHit } from '../../api/types.ts'
import { Segments } from '../../components/small.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useTicking } from '../../shell/server-clock.ts'
import type { IntakeDraft } from './draft.ts'

interface Props {
  draft: IntakeDraft
  onChange: (part: Partial<IntakeDraft>) => void
  onPick: (account: AccountHit) => void
  onStranger: () => void
  firstQuery: string
}

/** The call and the type-ahead: phone, account number, name, address, initials or meter, while the phone still rings. */
export function CallerSearch({ draft, onChange, onPick, onStranger, firstQuery }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState(firstQuery)
  const [at, setAt] = useState(0)
  const q = text.trim()
  const query = useQuery({
    queryKey: ['accounts', q],
    queryFn: ({ signal }) => get('/v1/utility-care/accounts', { query: { q, limit: 8 }, signal }),
    enabled: q.length >= 2,
    placeholderData: (before) => (q.length >= 2 ? before : undefined),
  })
  const hits = q.length >= 2 ? (query.data?.items ?? []) : []
  useEffect(() => setAt(0), [q])
  // A full number typed by hand is the caller's number too.
  useEffect(() => {
    if (/^1\d{10}$/.test(q) && !draft.callerPhone) onChange({ callerPhone: q })
  }, [q, draft.callerPhone, onChange])

  return (
    <div className="caller">
      <CallCard draft={draft} onChange={onChange} />
      <div className="caller-search">
        <Input
          type="search"
          size="large"
          autoFocus={!draft.account}
          value={text}
          prefix={<Search size={17} />}
          suffix={<kbd>/</kbd>}
          placeholder={t('intake.search')}
          aria-label={t('intake.search')}
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls="account-hits"
          aria-activedescendant={hits[at] ? `account-${hits[at].id}` : undefined}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            const by = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : 0
            if (by && hits.length > 0) {
              event.preventDefault()
              setAt((at + by + hits.length) % hits.length)
            }
            if ((event.code === 'Enter' || event.code === 'NumpadEnter') && !event.ctrlKey) {
              event.preventDefault()
              // Enter may come before the answer: then it waits for it.
              if (query.isFetching || q !== text.trim()) void query.refetch().then((done) => done.data?.items[0] && onPick(done.data.items[0]))
              else if (hits[at]) onPick(hits[at])
            }
          }}
        />
        {hits.length > 0 && <div className="row between muted hint"><span>{t(`intake.by.${hits[0]!.matchedBy}`)}{t('mark.comma')}{t('intake.hits', { count: hits.length })} · {query.data?.tookMs ?? 0} ms</span><span className="row" style={{ gap: 3 }}><kbd>↑</kbd><kbd>↓</kbd><kbd>Enter</kbd></span></div>}
        <div id="account-hits" role="listbox" aria-label={t('intake.accounts')} className="hits">
          {hits.map((hit, index) => (
            <div key={hit.id} id={`account-${hit.id}`} role="option" aria-selected={draft.account ? draft.account.id === hit.id : index === at} className={`hit-card${draft.account?.id === hit.id ? ' chosen' : index === at && !draft.account ? ' at' : ''}`} onClick={() => onPick(hit)}>
              <div className="row"><b>{hit.holderName}</b><span><Marked text={hit.phoneMasked} q={q} /></span><span className="tag push">{t(`category.${hit.category}`)}</span></div>
              <div className="soft cut"><Marked text={hit.address} q={q} /></div>
              <div className="row between soft"><span><Marked text={hit.number} q={q} /></span>{hit.specialCare && <span className="link">{hit.specialCare}</span>}</div>
            </div>
          ))}
          {q.length >= 2 && query.isSuccess && hits.length === 0 && <p className="muted nothing">{t('intake.noHit')}</p>}
        </div>
        <button type="button" className="stranger" aria-pressed={draft.unknown} onClick={onStranger}><UserPlus size={15} />{t('intake.stranger')}<kbd className="push">Alt U</kbd></button>
      </div>
    </div>
  )
}

function CallCard({ draft, onChange }: Pick<Props, 'draft' | 'onChange'>) {
  const { t } = useTranslation()
  const formats = useFormats()
  const since = draft.receivedAt ? Date.parse(draft.receivedAt) : null
  const lasted = useTicking((now) => (since === null ? '' : clockFace(now - since)))
  return (
    <div className={draft.kind === 'alarm' ? 'call alarm' : 'call'}>
      <div className="row">
        <span className="call-icon" aria-hidden="true"><PhoneIncoming size={19} /></span>
        <span className="call-number"><b>{draft.callerPhone ? masked(draft.callerPhone) : t('intake.noNumber')}</b><small>{since === null ? t('intake.opening') : t('intake.receivedAt', { time: formats.time(since) })}</small></span>
        <span className="push call-time">{lasted}</span>
      </div>
      <Segments label={t('intake.channel')} value={draft.channel} onChange={(channel) => onChange({ channel })} options={(['phone', 'counter', 'web'] as const).map((value) => ({ value, label: t(`channel.${value}`) }))} />
    </div>
  )
}

const masked = (phone: string): string => (/^1\d{10}$/.test(phone) ? `${phone.slice(0, 3)}****${phone.slice(7)}` : phone)
const clockFace = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}` : `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}

function Marked({ text, q }: { text: string; q: string }) {
  const index = text.toLowerCase().lastIndexOf(q.toLowerCase())
  if (index < 0) return <>{text}</>
  return <>{text.slice(0, index)}<b className="link">{text.slice(index, index + q.length)}</b>{text.slice(index + q.length)}</>
}
