import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { post } from '../../api/client.ts'
import type { Case } from '../../api/types.ts'
import { shortNumber } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'

/** Calls the account's number: the look at it is logged with the case as its reason (UC-15c). */
export function useCallerPhone(record: Case): { call: (() => void) | null } {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const may = useMay()
  const { account } = record
  if (!account || !may('account.reveal')) return { call: null }
  return {
    call: () =>
      void post<{ phone: string }>(`/v1/utility-care/accounts/${account.id}/reveal`, { reason: `${t('case.call')} ${shortNumber(record.number)}` }).then(
        ({ phone }) => window.location.assign(`tel:${phone}`),
        (problem: Error) => message.error(problem.message),
      ),
  }
}
