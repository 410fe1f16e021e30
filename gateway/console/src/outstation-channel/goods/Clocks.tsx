import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/client.ts'
import { ClockCard } from '../../components/ClockCard.tsx'
import { useMay } from '../../shell/session.ts'

/** The clocks of a record whose list does not carry them. */
export function Clocks({ subjectId }: { subjectId: string }) {
  const may = useMay()
  const query = useQuery({ queryKey: ['obligations', 'of', subjectId], queryFn: () => get('/v1/outstation-channel/obligations', { query: { subjectId, limit: 20 } }), enabled: may('obligation.read') })
  const clocks = query.data?.items ?? []
  return clocks.length > 0 && <div className="cards">{clocks.map((clock) => <ClockCard key={clock.id} clock={clock} active={clock.status === 'open'} />)}</div>
}
