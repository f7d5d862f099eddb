import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useApi } from '../../api/api-context.js';
import type { Collector, CollectorProblem, MetricCost, PanelData } from '../../api/contract.js';

const refreshMs = 10_000;
// Collectors write what fetches cost every ten minutes.
const costsRefreshMs = 60_000;

export function useCollector() {
  const api = useApi();
  return useQuery({
    queryKey: ['collector'],
    queryFn: ({ signal }) => api.get<Collector>('/api/v1/collector', signal),
    refetchInterval: refreshMs,
  });
}

export function useCollectorProblems() {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['collector', 'problems'],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: '50', ...(pageParam ? { cursor: pageParam } : {}) });
      return api.get<{ problems: CollectorProblem[]; nextCursor: string | null }>(
        `/api/v1/collector/problems?${query}`,
        signal,
      );
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: refreshMs,
  });
}

export type CostsBy = 'source' | 'metric' | 'pair';

export function useCosts(by: CostsBy) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['collector', 'costs', by],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ by, limit: '25', ...(pageParam ? { cursor: pageParam } : {}) });
      return api.get<{ costs: MetricCost[]; nextCursor: string | null }>(`/api/v1/collector/costs?${query}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: costsRefreshMs,
  });
}

interface DynoPanelQuery {
  dyno: string;
  id: string;
  range: { from: string; to: string };
  refreshMs: number | false;
  enabled?: boolean;
}

export function useDynoPanel({ dyno, id, range: { from, to }, refreshMs: everyMs, enabled = true }: DynoPanelQuery) {
  const api = useApi();
  return useQuery({
    queryKey: ['collector', 'panel', dyno, id, from, to],
    queryFn: ({ signal }) => {
      const path = `/api/v1/collector/dynos/${encodeURIComponent(dyno)}/panels/${encodeURIComponent(id)}`;
      return api.get<PanelData>(`${path}?${new URLSearchParams({ from, to })}`, signal);
    },
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
    enabled,
  });
}
