import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Refusal } from './states.tsx'

/** What is read page by page. */
export interface Pages { hasNextPage: boolean; isFetching: boolean; isFetchingNextPage: boolean; isFetchNextPageError: boolean; error: unknown; fetchNextPage: () => unknown }

/** The next page of a list that is read on asking; nothing where it has ended. */
export function More({ query }: { query: Pages }) {
  const { t } = useTranslation()
  if (!query.hasNextPage) return null
  return (
    <>
      {query.isFetchNextPageError && <Refusal problem={query.error} />}
      <Button type="text" block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t('list.more')}</Button>
    </>
  )
}
