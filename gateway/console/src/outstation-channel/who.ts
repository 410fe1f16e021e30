import { useMay, usePerson } from '../shell/session.ts'
import { useOutstationStaff } from './queries.ts'

/** The reader's own employment, if they are one of them. */
export function useOwnStaff() {
  const me = usePerson().user.id
  const may = useMay()
  return useOutstationStaff(may('outstationStaff.read')).find(({ userId }) => userId === me)
}
