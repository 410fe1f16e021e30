import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { ArrowDown, ArrowUp, Lock, LockOpen, Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { PolicyView } from '../../api/types.ts'
import { Clause, Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { amountOf } from '../../components/why-words.ts'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { usePerson } from '../../shell/session.ts'
import { differsFromDefault, groupOf, tighterBy } from './policy-words.ts'
import { PolicyPanel } from './PolicyPanel.tsx'
import './policies.css'

type Filter = 'all' | 'changed' | 'differs' | 'pending'

/** What is our number, and what moves if I change it? */
export default function Policies() {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
  const { key } = useParams()
  const { place } = usePerson()
  const [text, setText] = useState('')
  const [filter, setFilter] = useState<Filter>('all')
  const query = useQuery({ queryKey: ['policies'], queryFn: () => get('/v1/tenancy/policies') })
  useTitle(t('nav.policies'))
  const all = query.data?.items ?? []
  const fits: Record<Filter, (policy: PolicyView) => boolean> = { all: () => true, changed: differsFromDefault, differs: (policy) => (policy.differs?.length ?? 0) > 0, pending: (policy) => policy.pending.length > 0 }
  const words = text.trim().toLowerCase()
  const shown = all.filter((policy) => fits[filter](policy) && (!words || `${policy.key} ${policy.clauseIds.join(' ')} ${policy.label.zh} ${policy.label.en}`.toLowerCase().includes(words)))
  const groups = [...new Set(shown.map((policy) => groupOf(policy.key)))]
  const version = Math.max(0, ...all.map((policy) => policy.inForce.version))
  const open = (next: string) => void navigate(`/policies/${encodeURIComponent(next)}`)
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('nav.policies')}</h1>
        <span className="sub">{place.tenantName}{version > 0 && `${t('mark.comma')}${t('policy.inForce', { version })}`}</span>
        <Input type="search" style={{ width: 200 }} prefix={<Search size={15} />} suffix={<kbd>/</kbd>} placeholder={t('policy.search')} aria-label={t('policy.search')} value={text} onChange={(event) => setText(event.target.value)} />
        <Segments label={t('policy.filter')} value={filter} onChange={setFilter} options={(['all', 'changed', 'differs', 'pending'] as const).map((value) => ({ value, label: `${t(`policy.show.${value}`)} ${all.filter(fits[value]).length}` }))} />
      </div>
      {query.isPending && <Bones lines={10} />}
      {query.isError && all.length === 0 && <Failure problem={query.error} what={t('nav.policies')} retry={() => void query.refetch()} />}
      {query.isSuccess && shown.length === 0 && <EmptyState title={t('policy.none')} />}
      {shown.length > 0 && (
        <div className={key ? 'policies with-panel' : 'policies'}>
          <div className="panel policy-table">
            <table>
              <thead><tr><th>{t('policy.parameter')}</th><th>{t('column.clause')}</th><th>{t('policy.default')}</th><th>{t('policy.value')}</th><th>{t('policy.tighter')}</th><th>{t('policy.below')}</th></tr></thead>
              {groups.map((group) => (
                <tbody key={group}>
                  <tr className="group"><th colSpan={6} scope="rowgroup"><span>{t(`policyGroup.${group}`, { defaultValue: group })}</span></th></tr>
                  {shown.filter((policy) => groupOf(policy.key) === group).map((policy) => (
                    <tr key={policy.key} className={policy.key === key ? 'on' : ''} onClick={() => open(policy.key)}>
                      <th scope="row"><button type="button" className="policy-name" aria-pressed={policy.key === key} onClick={() => open(policy.key)}><b>{formats.words(policy.label)}</b><small title={policy.key}>{policy.key}</small></button></th>
                      <td>{policy.clauseIds.slice(0, 2).map((id) => <Clause key={id} id={id} />)}</td>
                      <td className="muted value" title={amountOf(policy.default, policy.unit, t)}>{amountOf(policy.default, policy.unit, t)}</td>
                      <td className="value"><b title={amountOf(policy.inForce.value, policy.unit, t)}>{amountOf(policy.inForce.value, policy.unit, t)}</b> {tighterBy(policy, policy.inForce.value, policy.default, t) && <span className="tag">{tighterBy(policy, policy.inForce.value, policy.default, t)}</span>}{policy.pending[0] && <span className="pending">→ {amountOf(policy.pending[0].value, policy.unit, t)}</span>}</td>
                      <td className="soft">{policy.tighter === 'lower' ? <><ArrowDown size={13} />{t('policy.lower')}</> : policy.tighter === 'higher' ? <><ArrowUp size={13} />{t('policy.higher')}</> : '—'}</td>
                      <td className="soft">{!policy.headquarters ? t('policy.free') : policy.headquarters.mayTighten ? <><LockOpen size={13} />{t('policy.mayTighten')}</> : <><Lock size={13} />{t('policy.locked')}</>} <span className="muted">{policy.differs?.slice(0, 2).map((each) => `${each.tenantName} ${String(each.value)}`).join(t('mark.comma'))}</span></td>
                    </tr>
                  ))}
                </tbody>
              ))}
            </table>
          </div>
          {key && <PolicyPanel key={key} policyKey={key} onClose={() => void navigate('/policies')} />}
        </div>
      )}
    </div>
  )
}
