import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/client.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { useMay } from '../../shell/session.ts'

/** What a department owes by a clause and has not done yet: the round of the half year, the ranking of the quarter. */
export function DepartmentClocks({ clauseId }: { clauseId: string }) {
  const may = useMay()
  const query = useQuery({ queryKey: ['department-clocks', clauseId], queryFn: () => get('/v1/outstation-channel/obligations', { query: { clauseId, status: 'open', limit: 50 } }), enabled: may('obligation.read') })
  // The latest begun first; what has been overdue for long stands in the ledger.
  const clocks = (query.data?.items ?? []).filter(({ subject }) => subject.type === 'department').slice(0, 4)
  return <Clocks clocks={clocks} style={{ marginBottom: 12 }} />
}
