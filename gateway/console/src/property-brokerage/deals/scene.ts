import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal, DealParty, ObligationView } from '../../api/types.ts'
import type { Option } from '../../components/form-fields.ts'
import { useFormats, type Formats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay, usePerson } from '../../shell/session.ts'

/** A deal, and who looks at it: what every deed on it is made from. */
export interface Scene {
  deal: Deal
  /** Its address in the service. */
  path: string
  about: string
  userId: string
  /** PB-3.2: who looks at it is its specialist. */
  mine: boolean
  /** Nothing more is done to it. */
  closed: boolean
  may: (permission: string) => boolean
  t: (key: string, values?: Record<string, unknown>) => string
  formats: Formats
}

export function useScene(deal: Deal): Scene {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const userId = usePerson().user.id
  return useMemo(
    () => ({ deal, path: `/v1/property-brokerage/deals/${deal.id}`, about: `${deal.number} ${deal.title}`, userId, mine: deal.specialistUserId === userId, closed: deal.status === 'archived' || deal.status === 'cancelled', may, t, formats }),
    [deal, userId, may, t, formats],
  )
}

/** 卖方 钱永年. */
export const partyLabel = ({ formats }: Scene, party: Pick<DealParty, 'sideName' | 'name'>): string => `${formats.words(party.sideName)} ${party.name}`
export const partyOptions = (scene: Scene): Option[] => scene.deal.parties.map((party) => ({ value: party.id, label: partyLabel(scene, party) }))

/** The open duty of a clause, of the deal or of what hangs on it. */
export const owed = (deal: Deal, clauseId: string, subjectId?: string): ObligationView | null => deal.obligations.find((each) => each.status === 'open' && each.clauseId === clauseId && (!subjectId || each.subject.id === subjectId)) ?? null

/** A moment ago, never before `since`: the server's clock may be a second behind ours, and knows no future. */
export const justNow = (since?: string | null): string => new Date(Math.max(serverNow() - 2000, since ? Date.parse(since) : 0)).toISOString()
