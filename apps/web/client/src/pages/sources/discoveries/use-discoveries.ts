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

export type DiscoveryChange =
  | { kind: 'run'; name: string }
  | { kind: 'remove'; name: string; sources: 'keep' | 'delete' };

/** Runs one now, or removes it; the sources follow on the page. */
export function useChangeDiscovery(onDone: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (change: DiscoveryChange) => {
      const path = `/api/v1/discoveries/${encodeURIComponent(change.name)}`;
      if (change.kind === 'run') await api.change<Discovery>('post', `${path}/run`);
      else await api.change('delete', `${path}?sources=${change.sources}`);
    },
    onSuccess: onDone,
    onSettled: () =>
      Promise.all(['discoveries', 'sources'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}
