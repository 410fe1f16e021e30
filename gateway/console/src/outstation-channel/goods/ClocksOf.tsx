import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/client.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { useMay } from '../../shell/session.ts'

/** The clocks of a record whose list does not carry them. */
export function ClocksOf({ subjectId }: { subjectId: string }) {
  const may = useMay()
  const query = useQuery({ queryKey: ['obligations', 'of', subjectId], queryFn: () => get('/v1/outstation-channel/obligations', { query: { subjectId, limit: 20 } }), enabled: may('obligation.read') })
  return <Clocks clocks={query.data?.items ?? []} />
}
