import type { UtilityApplication } from '../../../api/types.ts'
import { yuan } from '../../../shell/formats.ts'
import type { Scene } from '../scene.ts'

/** Where an application stands, and what the utility has said of it. */
export function applicationNote({ t, formats }: Pick<Scene, 't' | 'formats'>, { status, lodgedAt, acknowledgement, debt, appointmentAt, reading, reason, endedAt }: UtilityApplication): string {
  return [
    t(`utility.status.${status}`), formats.at(endedAt ?? lodgedAt), acknowledgement && t('utility.number', { number: acknowledgement }), debt !== null && Number(debt) > 0 && t('utility.debt', { amount: yuan(debt) }),
    !endedAt && appointmentAt && t('utility.appointment', { at: formats.at(appointmentAt) }), reading && t('utility.readingIs', { reading }), reason,
  ].filter(Boolean).join(' · ')
}
