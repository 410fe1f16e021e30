import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/client.ts'
import { useAppointments, useConditions, useHandover, useMoney, useProgress, useReceipts, useSlips, useSteps, useTransfer } from './queries.ts'
import type { Scene } from './scene.ts'
import { type Todo, todosOf } from './todos.ts'

/** What finance asks for on F3 now (PB-4.7). */
export function useSlipForm() {
  const query = useQuery({ queryKey: ['slip-form'], queryFn: () => get('/v1/property-brokerage/slip-forms'), staleTime: 300_000, enabled: useMoney() })
  return query.data?.items.find((form) => form.inForce)?.fields ?? []
}

/** What waits for whoever looks at the deal; `known` once all was asked that it depends on. */
export function useTodos(scene: Scene): { todos: Todo[]; known: boolean } {
  const { id } = scene.deal
  const [transfer, steps, handover, visits, progress, receipts, conditions, slips] = [useTransfer(id), useSteps(id), useHandover(id), useAppointments(id), useProgress(id), useReceipts(id), useConditions(id), useSlips(id)]
  const form = useSlipForm()
  const known = [transfer, steps, handover, visits, progress, receipts, conditions, slips].every((query) => !query.isFetching || query.data !== undefined)
  return {
    known,
    todos: todosOf(scene, {
      transfer: transfer.data, steps: steps.data, handover: handover.data, visits: visits.data?.items ?? [], progress: progress.data?.items ?? [], receipts: receipts.data?.items ?? [], conditions: conditions.data?.items ?? [], slips: slips.data?.items ?? [], form,
    }),
  }
}
