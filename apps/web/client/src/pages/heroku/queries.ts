import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context.js';
import type { HerokuDatabase, HerokuOperation, RemovalPlan } from '../../api/contract.js';
import type { HerokuKey } from './use-heroku-key.js';

/** While something goes on, or the app that would tell restarts. */
const followMs = 1_000;
/** One that was cut off may be taken up by another dyno. */
const cutOffMs = 5_000;
const idleMs = 30_000;

interface Operations {
  hasKey: boolean;
  operations: HerokuOperation[];
}

/** What is done through Heroku, read from the store: it survives every restart that it causes. */
export function useOperations() {
  const api = useApi();
  return useQuery({
    queryKey: ['heroku-operations'],
    queryFn: ({ signal }) => api.get<Operations>('/api/v1/heroku/operations', signal),
    // Asked again soon enough by itself.
    retry: false,
    refetchInterval: ({ state: { data, error } }) => {
      const open = data?.operations.filter(({ endedAt }) => endedAt === null) ?? [];
      if (error || open.some(({ isCutOff }) => !isCutOff)) return followMs;
      return open.length > 0 ? cutOffMs : idleMs;
    },
  });
}

export type Wish =
  | { kind: 'add-monitored'; addon: string; name: string }
  | { kind: 'remove-monitored'; name: string }
  | { kind: 'remove-demo' | 'harden' | 'unset-key' }
  | { kind: 'remove-everything'; confirm: string; leave?: string[] };

/** Begins an operation, and forgets the key with that. Gives its id. */
export function useStartOperation(key: HerokuKey) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish) =>
      api.change<{ id: number }>('post', '/api/v1/heroku/operations', { ...wish, ...key.body }),
    onSuccess: () => {
      key.forget();
      void queries.invalidateQueries({ queryKey: ['heroku-operations'] });
    },
  });
}

export function useAccountDatabases(key: HerokuKey) {
  const api = useApi();
  return useMutation({
    mutationFn: () =>
      api.change<{ app: string; databases: HerokuDatabase[] }>('post', '/api/v1/heroku/databases', key.body),
    // Whoever comes back types the key again.
    gcTime: 0,
  });
}

export function useRemovalPlan(key: HerokuKey) {
  const api = useApi();
  return useMutation({
    mutationFn: () => api.change<RemovalPlan>('post', '/api/v1/heroku/removal-plan', key.body),
    gcTime: 0,
  });
}
