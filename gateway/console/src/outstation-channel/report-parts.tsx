import { Mail, MailX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ReportRow, WeeklyReport } from '../api/types.ts'
import type { View } from '../components/ReportList.tsx'
import { RowItem, RowList } from '../components/RowList.tsx'
import { Panel } from '../components/small.tsx'
import { TwoLines } from '../components/TwoLines.tsx'
import { useFormats } from '../shell/formats.ts'

/** Which of the reports somebody wants to see; their own, where they write any. */
export function viewsOf(t: (key: string) => string, { mine, unread, accepted }: { mine: string | false; unread: View['query']; accepted: string }): View[] {
  const queries: Record<string, View['query']> = { '': {}, ...(mine && { mine: { authorId: mine } }), unread, returned: { status: 'returned' }, accepted: { status: 'accepted' } }
  return Object.entries(queries).map(([name, query]) => ({ name, query, label: name === 'accepted' ? accepted : t(`channelReport.view.${name || 'all'}`) }))
}

/** Two lines of a report in a list. */
export function ReportLine({ row, period, status }: { row: ReportRow; period: string; status: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return <TwoLines head={row.authorName} tag={status} sub={period} end={row.readAt ? t('channelReport.readAt', { at: formats.at(row.readAt) }) : row.submittedAt && formats.at(row.submittedAt)} />
}

/** To whom a submission went by e-mail, and what came of it. */
export function ReportMails({ mails }: { mails: WeeklyReport['mails'] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (mails.length === 0) return null
  return (
    <Panel bare title={t('channelReport.mails')}>
      <RowList label={t('channelReport.mails')}>
        {mails.map((mail) => {
          const bad = mail.result === 'bounced' || mail.result === 'vacant' || mail.result === 'withheld'
          return <RowItem key={`${mail.round} ${mail.recipient} ${mail.channel}`} bad={bad} icon={bad ? <MailX size={16} /> : <Mail size={16} />} title={mail.name} sub={mail.copy ? t('channelReport.copy') : undefined} note={mail.result ? t(`channelReport.mail.${mail.result}`) : t('channelReport.mailWaits')}><span className="muted nowrap">{formats.at(mail.at ?? mail.requestedAt)}</span></RowItem>
        })}
      </RowList>
    </Panel>
  )
}
