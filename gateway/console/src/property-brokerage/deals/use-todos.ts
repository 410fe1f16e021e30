import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/client.ts'
import { useAppointments, useArchive, useClients, useConditions, useForms, useHandover, useMoney, useProgress, useReceipts, useSlips, useSteps, useTransfer, useUtilities } from './queries.ts'
import type { Scene } from './scene.ts'
import { type Todo, todosOf } from './todos.ts'

/** What finance asks for on F3 now (PB-4.7). */
export function useSlipForm() {
  const query = useQuery({ queryKey: ['slip-form'], queryFn: () => get('/v1/property-brokerage/slip-forms'), staleTime: 300_000, enabled: useMoney() })
  return query.data?.items.find((form) => form.inForce)?.fields ?? []
}

/** What waits for whoever looks at the deal: nothing until all is known that it depends on, so that no button moves away under a hand. */
export function useTodos(scene: Scene): { todos: Todo[]; known: boolean } {
  const { id } = scene.deal
  const asked = {
    transfer: useTransfer(id), steps: useSteps(id), handover: useHandover(id), archive: useArchive(id), visits: useAppointments(id), progress: useProgress(id), receipts: useReceipts(id), conditions: useConditions(id), slips: useSlips(id), forms: useForms(id), utilities: useUtilities(id), clients: useClients(id),
  }
  const { transfer, steps, handover, archive, visits, progress, receipts, conditions, slips, forms, utilities, clients } = asked
  const form = useSlipForm()
  const known = Object.values(asked).every((query) => !query.isFetching || query.data !== undefined)
  return {
    known,
    todos: !known ? [] : todosOf(scene, {
      transfer: transfer.data, steps: steps.data, handover: handover.data, archive: archive.data, visits: visits.data?.items ?? [], progress: progress.data?.items ?? [], receipts: receipts.data?.items ?? [], conditions: conditions.data?.items ?? [], slips: slips.data?.items ?? [], form, forms: forms.data, utilities: utilities.data, clients: clients.data,
    }),
  }
}
