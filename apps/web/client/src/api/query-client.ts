import { QueryClient } from '@tanstack/react-query';
import { ApiFailure } from './api-failure.js';

// The server names five seconds as well when the store does not answer.
const failedRetryMs = 5_000;

/** Polling stops while the tab is hidden (the library's default) and catches up when it is looked at again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failureCount, error) => error instanceof ApiFailure && error.retryable && failureCount < 2,
        retryDelay: (attempt) => Math.min(1_000 * 2 ** attempt, 8_000),
        // Also of what is asked only once, as a form is: pages say that they go on by themselves.
        refetchInterval: ({ state: { error } }) => error instanceof ApiFailure && error.retryable && failedRetryMs,
        // navigator.onLine is wrong on many networks; the request itself tells the truth.
        networkMode: 'always',
      },
    },
  });
}
