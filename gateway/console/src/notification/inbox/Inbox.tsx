import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { CheckCheck, Inbox as InboxIcon, Siren } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { get, post } from '../../api/client.ts'
import type { InboxItem } from '../../api/types.ts'
import { More } from '../../components/More.tsx'
import { Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import './inbox.css'

export default function Inbox() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [params, setParams] = useSearchParams()
  const unreadOnly = params.get('show') === 'unread'
  const query = useInfiniteQuery({ queryKey: ['inbox', 'pages', unreadOnly], queryFn: ({ pageParam }) => get('/v1/notification/inbox', { query: { unread: unreadOnly || undefined, limit: 50, cursor: pageParam } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor })
  const refresh = () => queries.invalidateQueries({ queryKey: ['inbox'] })
  const readAll = useMutation({ mutationFn: () => post('/v1/notification/inbox/read-all'), onSuccess: refresh, onError: (no) => void message.error(no.message) })
  useTitle(t('nav.inbox'))
  const open = async (item: InboxItem) => {
    if (!item.read) void post(`/v1/notification/inbox/${item.id}/read`).then(refresh)
    // Only addresses of our own console are followed.
    if (item.link?.startsWith('/') && !item.link.startsWith('//')) await navigate(item.link)
  }
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const unread = query.data?.pages[0]?.unread
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('nav.inbox')}</h1>
        <Segments label={t('inbox.show')} value={unreadOnly ? 'unread' : 'all'} onChange={(next) => setParams(next === 'unread' ? { show: 'unread' } : {})} options={[{ value: 'all', label: t('inbox.all') }, { value: 'unread', label: `${t('inbox.unread')} ${unread ?? ''}` }]} />
        <Button className="push" icon={<CheckCheck size={15} />} disabled={!unread} loading={readAll.isPending} onClick={() => readAll.mutate()}>{t('inbox.readAll')}</Button>
      </div>
      {query.isPending && <Bones />}
      {query.isError && items.length === 0 && <Failure problem={query.error} what={t('nav.inbox')} retry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <EmptyState icon={<InboxIcon size={20} />} title={t(unreadOnly ? 'inbox.noneUnread' : 'inbox.none')} />}
      {items.length > 0 && <ul className="panel inbox">{items.map((item) => <Message key={item.id} item={item} onOpen={() => void open(item)} />)}</ul>}
      <More query={query} />
    </div>
  )
}

function Message({ item, onOpen }: { item: InboxItem; onOpen: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <li className={item.read ? '' : 'unread'}>
      <button type="button" onClick={onOpen}>
        <span className="mark-dot">{!item.read && <span className="unseen">{t('inbox.unread')}</span>}</span>
        <span className="cut">{item.urgent && <Siren size={14} className="danger" aria-label={t('inbox.urgent')} />} <b>{formats.words(item.title)}</b> <span className="soft">{formats.words(item.text)}</span></span>
        {item.clauseId && <span className="clause">{item.clauseId}</span>}
        <time className="muted nowrap" dateTime={item.at}>{formats.at(item.at)}</time>
      </button>
    </li>
  )
}
