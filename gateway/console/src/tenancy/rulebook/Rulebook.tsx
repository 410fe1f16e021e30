import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { ArrowUpRight, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { PolicyView, Rulebook as Book } from '../../api/types.ts'
import { Clause, Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { amountOf } from '../../components/why-words.ts'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { isOpenTo } from '../../shell/section.ts'
import { useMay } from '../../shell/session.ts'
import { routes } from '../../shell/routes.tsx'
import './rulebook.css'

type Row = Book['clauses'][number]

/** What have we promised, and what does it say exactly? Every clause with the numbers that are in force for it (PB-1). */
export default function Rulebook() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [params, setParams] = useSearchParams()
  const books = useQuery({ queryKey: ['rulebooks'], queryFn: () => get('/v1/tenancy/rulebooks') })
  const policies = useQuery({ queryKey: ['policies'], queryFn: () => get('/v1/tenancy/policies') })
  useTitle(t('nav.rulebook'))
  const all = books.data?.items ?? []
  const book = all.find((each) => each.regulation === params.get('book')) ?? all[0]
  const words = (params.get('q') ?? '').trim().toLowerCase()
  const shown = book?.clauses.filter(({ id, summary, text }) => `${id} ${summary.zh} ${summary.en} ${text.zh} ${text.en}`.toLowerCase().includes(words)) ?? []
  const numbers = new Map(policies.data?.items.map((policy) => [policy.key, policy]))
  const set = (key: string, value: string) => setParams((before) => {
    const next = new URLSearchParams(before)
    if (value) next.set(key, value)
    else next.delete(key)
    return next
  }, { replace: true })
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('nav.rulebook')}</h1>
        {book && <span className="sub">{book.inForce ? t('rulebook.inForce', { version: book.inForce.version, date: formats.date(book.inForce.effectiveFrom) }) : t('rulebook.notYet')}{t('mark.comma')}{t('rulebook.clauses', { count: book.clauses.length })}</span>}
        <Input type="search" style={{ width: 200 }} prefix={<Search size={15} />} suffix={<kbd>/</kbd>} placeholder={t('rulebook.search')} aria-label={t('rulebook.search')} value={params.get('q') ?? ''} onChange={(event) => set('q', event.target.value)} />
        {all.length > 1 && book && <Segments label={t('rulebook.which')} value={book.regulation} onChange={(next) => set('book', next)} options={all.map((each) => ({ value: each.regulation, label: formats.words(each.title) }))} />}
      </div>
      {books.isPending && <Bones lines={10} />}
      {books.isError && <Failure problem={books.error} what={t('nav.rulebook')} retry={() => void books.refetch()} />}
      {books.isSuccess && !book && <EmptyState title={t('rulebook.nothing')} text={t('rulebook.nothingText')} />}
      {book && (
        <article className="panel rulebook">
          <header>
            <h2>{formats.words(book.title)}</h2>
            {book.inForce && <small className="muted">{book.inForce.scopeUnits ? t('rulebook.bound', { units: book.inForce.scopeUnits.join(t('mark.list')) }) : t('rulebook.all')}</small>}
          </header>
          {shown.length === 0 ? <EmptyState title={t('rulebook.none')} /> : <ol>{shown.map((row) => <ClauseRow key={row.id} row={row} numbers={numbers} />)}</ol>}
        </article>
      )}
    </div>
  )
}

function ClauseRow({ row, numbers }: { row: Row; numbers: Map<string, PolicyView> }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  // A page that the person may not open would answer that it does not exist.
  const page = routes.find((each) => each.path === row.page && isOpenTo(each.permission, may))
  return (
    <li id={row.id}>
      <Clause id={row.id} />
      <div>
        <h3>{formats.words(row.summary)}</h3>
        <p>{formats.words(row.text)}</p>
        <p className="clause-facts">
          {row.kinds.map((kind) => <span key={kind} className="tag">{t(`rulebook.kind.${kind}`)}</span>)}
          {row.inPrinciple && <span className="tag">{t('rulebook.inPrinciple')}</span>}
          {!row.carriedOut && <span className="muted">{t('rulebook.byHand')}</span>}
          {row.parameters.map((key) => numbers.get(key)).filter((policy) => policy !== undefined).map((policy) => (
            <Link key={policy.key} to={`/policies/${encodeURIComponent(policy.key)}`}>{formats.words(policy.label)} {amountOf(policy.inForce.value, policy.unit, t)}</Link>
          ))}
          {page && page.path !== '/rulebook' && <Link to={page.path}>{t('rulebook.goTo')}<ArrowUpRight size={13} aria-hidden="true" /></Link>}
        </p>
      </div>
    </li>
  )
}
