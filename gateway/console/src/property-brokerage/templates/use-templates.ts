import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/client.ts'

export const useTemplates = () => useQuery({ queryKey: ['deal-templates'], queryFn: () => get('/v1/property-brokerage/deal-templates') })
