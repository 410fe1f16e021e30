import { useInfiniteQuery } from '@tanstack/react-query'
import { Mail, MessageSquare, Send } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { OutboxMessage } from '../../api/types.ts'
import { DataTable, useLayout, type Column } from '../../components/DataTable.tsx'
import { EmptyState } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'

/** E-mail and text messages that would have left: the development outbox, and the result for each recipient (PF-13). */
export default function Outbox() {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useInfiniteQuery({
    queryKey: ['outbox'],
    queryFn: ({ pageParam }) => get('/v1/notification/outbox-messages', { query: { limit: 50, cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 10_000,
  })
  useTitle(t('nav.outbox'))
  const columns: Column<OutboxMessage>[] = [
    { key: 'at', title: t('outbox.at'), fixed: true, render: (row) => <span className="muted">{formats.at(row.at)}</span> },
    { key: 'channel', title: t('outbox.channel'), render: (row) => <span>{row.channel === 'email' ? <Mail size={14} /> : <MessageSquare size={14} />} {t(`outbox.by.${row.channel}`, { defaultValue: row.channel })}</span> },
    { key: 'to', title: t('outbox.to'), render: (row) => row.to },
    { key: 'subject', title: t('outbox.subject'), render: (row) => <b>{row.subject}</b> },
    { key: 'text', title: t('outbox.text'), render: (row) => <span className="cut" style={{ display: 'block', maxWidth: 460 }} title={row.text}>{row.text}</span> },
    { key: 'status', title: t('outbox.result'), render: (row) => <span title={row.reason}>{t(`outbox.status.${row.status}`, { defaultValue: row.status })}{row.reason && <span className="muted"> {row.reason}</span>}</span> },
  ]
  const [layout] = useLayout('outbox', columns)
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="list">
      <div className="list-head"><div className="page-head" style={{ paddingBottom: 12 }}><h1>{t('nav.outbox')}</h1><span className="sub">{t('outbox.note')}</span></div></div>
      <div className="list-body"><DataTable label={t('nav.outbox')} rows={rows} rowKey={(row) => row.id} columns={columns} layout={layout} loading={query.isPending} problem={query.error} retry={() => void query.refetch()} pages={query} empty={<EmptyState icon={<Send size={20} />} title={t('outbox.none')} />} /></div>
    </div>
  )
}
