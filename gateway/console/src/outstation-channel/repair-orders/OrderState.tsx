import { useTranslation } from 'react-i18next'
import type { RepairOrder } from '../../api/types.ts'

/** Where an order stands; one that is not complete says what it lacks before anything else. */
export function OrderState({ row }: { row: Pick<RepairOrder, 'status' | 'missing'> }) {
  const { t } = useTranslation()
  return (
    <span className="row">
      {row.missing.length > 0 && <span className="tag">{t('repairOrder.missing', { count: row.missing.length })}</span>}
      <span className={row.status === 'returned' ? 'danger nowrap' : 'muted nowrap'}>{t(`repairOrder.status.${row.status}`)}</span>
    </span>
  )
}
