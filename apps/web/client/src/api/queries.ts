import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.js';

const refreshMs = 10_000;
const setupPollMs = 2_000;
// Nothing new to see in ten seconds on a chart of a week, and its query costs the store more.
const longRangeSeconds = 86_400;
const longRangeRefreshMs = 60_000;

export function useSources() {
  const api = useApi();
  return useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => api.sources(signal),
    refetchInterval: refreshMs,
  });
}

export function useSetup() {
  const api = useApi();
  return useQuery({
    queryKey: ['setup'],
    queryFn: ({ signal }) => api.setup(signal),
    refetchInterval: (query) => (query.state.data?.done ? refreshMs : setupPollMs),
  });
}

export function useSource(name: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['source', name],
    queryFn: ({ signal }) => api.source(name, signal),
    refetchInterval: refreshMs,
  });
}

export interface PanelQuery {
  source: string;
  panelId: string;
  from: string;
  to: string;
  /** Follows the clock: asked again and again. */
  live: boolean;
  seconds: number;
}

export function usePanel({ source, panelId, from, to, live, seconds }: PanelQuery) {
  const api = useApi();
  const liveRefreshMs = seconds > longRangeSeconds ? longRangeRefreshMs : refreshMs;
  return useQuery({
    queryKey: ['panel', source, panelId, from, to],
    queryFn: ({ signal }) => api.panel(source, panelId, { from, to }, signal),
    // The old range stays on screen, dimmed, until the new one is there: nothing jumps.
    placeholderData: keepPreviousData,
    refetchInterval: live ? liveRefreshMs : false,
  });
}
