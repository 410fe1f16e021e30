import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { Search, Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import { EmptyState, Failure } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'

/** Found by phone, account number, name, address, initials or meter number (UC-15b). */
export default function AccountSearch() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const q = params.get('q') ?? ''
  const query = useQuery({ queryKey: ['accounts', q], queryFn: ({ signal }) => get('/v1/utility-care/accounts', { query: { q, limit: 20 }, signal }), enabled: q.trim().length >= 2 })
  useTitle(t('nav.accounts'))
  const hits = query.data?.items ?? []
  return (
    <div className="page">
      <div className="page-head"><h1>{t('nav.accounts')}</h1>{query.data && <span className="sub">{t('intake.hits', { count: hits.length })} · {query.data.tookMs} ms</span>}</div>
      <div style={{ maxWidth: 760 }} className="stack">
        <Input type="search" size="large" autoFocus aria-label={t('intake.search')} placeholder={t('intake.search')} prefix={<Search size={17} />} defaultValue={q} onChange={(event) => setParams(event.target.value ? { q: event.target.value } : {}, { replace: true })} />
        {query.isError && <Failure problem={query.error} what={t('nav.accounts')} retry={() => void query.refetch()} />}
        {hits.length > 0 && (
          <ul className="panel lines">
            {hits.map((hit) => <li key={hit.id}><span><Link to={`/accounts/${hit.id}`}><b>{hit.holderName}</b></Link> <span className="soft">{hit.phoneMasked}</span><br /><span className="muted">{hit.address}</span></span><span className="row"><span className="muted">{hit.number}</span><span className="tag">{t(`category.${hit.category}`)}</span></span></li>)}
          </ul>
        )}
        {q.trim().length < 2 && <EmptyState icon={<Users size={20} />} title={t('account.findTitle')} text={t('account.findText')} />}
        {query.isSuccess && hits.length === 0 && <EmptyState icon={<Users size={20} />} title={t('intake.noHit')} />}
      </div>
    </div>
  )
}
