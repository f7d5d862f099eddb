import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.js';
import type { Discoveries, Discovery } from '../../../api/contract.js';

/** A run changes something once in minutes at most. */
const refreshMs = 30_000;

export function useDiscoveries() {
  const api = useApi();
  return useQuery({
    queryKey: ['discoveries'],
    queryFn: ({ signal }) => api.get<Discoveries>('/api/v1/discoveries', signal),
    refetchInterval: refreshMs,
  });
}

export type DiscoveryChange = { name: string } & (
  | { kind: 'run' }
  | { kind: 'set-url'; url: string }
  | { kind: 'remove'; sources: 'keep' | 'delete' }
);

/** Runs one now, gives it another URL, or removes it; the sources follow on the page. */
export function useChangeDiscovery(onDone: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (change: DiscoveryChange) => {
      const path = `/api/v1/discoveries/${encodeURIComponent(change.name)}`;
      if (change.kind === 'run') await api.change<Discovery>('post', `${path}/run`);
      else if (change.kind === 'set-url') await api.change<Discovery>('put', `${path}/url`, { url: change.url });
      else await api.change('delete', `${path}?sources=${change.sources}`);
    },
    onSuccess: onDone,
    onSettled: () =>
      Promise.all(['discoveries', 'sources'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}
