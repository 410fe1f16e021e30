import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get, post } from '../../api/client.ts'
import type { AssignmentResult, DealRow } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { Clause, No, Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure, Refusal } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { LoadOf } from '../deals/SpecialistChoice.tsx'

/** What became of a deal: the row as it was asked about, for it leaves the list. */
interface Outcome { row: DealRow; result: AssignmentResult }

/** PB-4.1b for several deals at once: those without a specialist beside the specialists by load. Each is judged by itself, and what was refused says why. */
export function AssignSeveral() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [picked, setPicked] = useState<string[]>([])
  const [specialist, setSpecialist] = useState('')
  const [note, setNote] = useState('')
  const [outcomes, setOutcomes] = useState<Outcome[]>([])
  const waiting = useQuery({ queryKey: ['deals', 'without-specialist'], queryFn: () => get('/v1/property-brokerage/deals', { query: { status: 'submitted', specialist: 'none', sort: 'dueAt', limit: 100 } }) })
  const load = useQuery({ queryKey: ['specialists', 'mine'], queryFn: () => get('/v1/property-brokerage/specialists') })
  const rows = waiting.data?.items ?? []
  const people = load.data?.items ?? []
  // What somebody else has named meanwhile is chosen no longer.
  const chosen = rows.filter((row) => picked.includes(row.id))
  const send = useMutation({
    // What is sent leaves the list before the answer is here: the answer goes by what was asked.
    mutationFn: (asked: DealRow[]) => post('/v1/property-brokerage/deals/assign', { dealIds: asked.map((row) => row.id), specialistUserId: specialist, ...(note.trim().length > 1 && { note: note.trim() }) }),
    onSuccess: async ({ items }, asked) => {
      setOutcomes(asked.flatMap((row) => items.filter((result) => result.dealId === row.id).map((result) => ({ row, result }))))
      setPicked([])
      setNote('')
      await queries.invalidateQueries()
    },
  })
  const name = people.find((person) => person.userId === specialist)?.name
  return (
    <div className="columns-2">
      <Panel title={t('deal.view.unassigned')} extra={rows.length > 0 && <button type="button" className="linkish" onClick={() => setPicked(chosen.length === rows.length ? [] : rows.map((row) => row.id))}>{t('list.selectAll')}</button>} bare>
        {waiting.isPending && <Bones lines={4} />}
        {waiting.isError && <Failure problem={waiting.error} what={t('deal.view.unassigned')} retry={() => void waiting.refetch()} />}
        {waiting.isSuccess && rows.length === 0 && <EmptyState title={t('deal.noneUnassigned')} />}
        <ul className="lines" aria-label={t('deal.view.unassigned')}>
          {rows.map((row) => (
            <li key={row.id}>
              <span className="row cut"><input type="checkbox" aria-label={`${row.number} ${row.title}`} checked={picked.includes(row.id)} onChange={(event) => setPicked(event.target.checked ? [...picked, row.id] : picked.filter((id) => id !== row.id))} /><span className="cut"><No number={row.number} to={`/deals/${row.id}`} /> {row.title}<small className="block muted">{row.shopName} · {row.agentName}</small></span></span>
              {row.nextClock && <ClockChip clock={row.nextClock} />}
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t('deal.load.title')}>
        <div className="stack">
          {load.isPending && <Bones lines={4} />}
          {load.isError && <Failure problem={load.error} what={t('deal.load.title')} retry={() => void load.refetch()} />}
          {load.isSuccess && people.length === 0 && <EmptyState title={t('deal.load.none')} />}
          <div className="candidates" role="radiogroup" aria-label={t('deal.load.pick')}>
            {people.map((person) => (
              <div key={person.userId} className="row">
                <label className="candidate" style={{ flex: 1 }}>
                  <input type="radio" name="specialist" checked={specialist === person.userId} onChange={() => setSpecialist(person.userId)} />
                  <b>{person.name}</b><LoadOf person={person} />
                </label>
                <Link to={`/deals/day?of=${person.userId}`}>{t('deal.dayOf', { name: person.name })}</Link>
              </div>
            ))}
          </div>
          <Input aria-label={t('deal.ask.note')} placeholder={t('deal.ask.note')} value={note} maxLength={300} onChange={(event) => setNote(event.target.value)} />
          <Refusal problem={send.error} />
          <div className="row"><Button type="primary" disabled={chosen.length === 0 || !specialist} loading={send.isPending} onClick={() => send.mutate(chosen)}>{name ? t('deal.assignTo', { count: chosen.length, name }) : t('deal.action.assign')}</Button>{(chosen.length === 0 || !specialist) && <span className="muted">{t('deal.assignAsks')}</span>}</div>
          {outcomes.length > 0 && <ul className="lines" aria-label={t('deal.assigned')} aria-live="polite">{outcomes.map((outcome) => <Said key={outcome.row.id} {...outcome} />)}</ul>}
        </div>
      </Panel>
    </div>
  )
}

function Said({ row, result }: Outcome) {
  const { t } = useTranslation()
  const formats = useFormats()
  return <li><span className="cut"><No number={row.number} to={`/deals/${row.id}`} /> {row.title}</span>{result.ok ? <span>{t('deal.done.assign')}</span> : <span className="danger">{formats.words(result.reason)} {result.clause && <Clause id={result.clause} />}</span>}</li>
}
