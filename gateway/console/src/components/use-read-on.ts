import { useEffect } from 'react'
import type { Pages } from './More.tsx'

/** Reads on, page by page, while something is `wanted` of a list that is not there yet. A page that failed is not asked again by itself. */
export function useReadOn({ hasNextPage, isFetching, isFetchNextPageError, fetchNextPage }: Pages, wanted = true): boolean {
  const reads = wanted && hasNextPage && !isFetchNextPageError
  useEffect(() => {
    if (reads && !isFetching) void fetchNextPage()
  }, [reads, isFetching, fetchNextPage])
  return reads
}
