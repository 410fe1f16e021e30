import { QueryClient } from '@tanstack/react-query'
import { Problem } from './client.ts'

/** What the pages know of the server. The phone's queue writes to it, too, so it is no part of a page. */
export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // The browser's own idea of being offline is often wrong; a failed call tells the truth.
      networkMode: 'always',
      retry: (count, problem) => !(problem instanceof Problem && problem.isRefusal) && count < 1,
    },
    mutations: { networkMode: 'always' },
  },
})
