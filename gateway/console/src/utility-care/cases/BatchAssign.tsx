import { useQueryClient } from '@tanstack/react-query'
import { Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post, type Problem } from '../../api/client.ts'
import { usePeople } from '../../api/queries.ts'
import type { Case, CaseRow } from '../../api/types.ts'
import { No } from '../../components/small.tsx'

interface Result { row: CaseRow; problem: Problem | Error | null }

/** Assigns one after the other: what the rules refuse is listed with its clause, the rest is done. */
export function BatchAssign({ rows, onClose }: { rows: CaseRow[]; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const people = usePeople()
  const [userId, setUserId] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [results, setResults] = useState<Result[] | null>(null)
  const run = async () => {
    setBusy(true)
    const done: Result[] = []
    for (const row of rows) done.push({ row, problem: await assign(row, userId!, t('order.none')) })
    setResults(done)
    setBusy(false)
    await queries.invalidateQueries()
  }
  const failed = results?.filter((each) => each.problem) ?? []
  return (
    <Modal open width={480} title={t('batch.title', { count: rows.length })} onCancel={onClose} onOk={() => (results ? onClose() : void run())} okText={t(results ? 'do.close' : 'action.assign')} okButtonProps={{ disabled: !userId, loading: busy }} cancelText={t('do.notNow')}>
      {!results && <div className="field"><span className="label">{t('field.userId')}</span><Select autoFocus aria-label={t('field.userId')} showSearch={{ optionFilterProp: 'label' }} value={userId} onChange={setUserId} options={(people.data?.items ?? []).filter((person) => person.active).map((person) => ({ value: person.id, label: `${person.name} ${person.unitName}` }))} /></div>}
      {results && <p>{t('batch.result', { done: results.length - failed.length, failed: failed.length })}</p>}
      <ul className="lines">{failed.map(({ row, problem }) => <li key={row.id}><No number={row.number} /><span className="danger">{problem!.message}</span>{problem && 'clause' in problem && problem.clause && <span className="clause">{problem.clause}</span>}</li>)}</ul>
    </Modal>
  )
}

async function assign(row: CaseRow, userId: string, none: string): Promise<Error | null> {
  try {
    const { workOrder } = await get<Case>(`/v1/utility-care/cases/${row.id}`)
    if (!workOrder) return new Error(none)
    await post(`/v1/utility-care/work-orders/${workOrder.id}/assign`, { userId })
    return null
  } catch (problem) {
    return problem as Error
  }
}
