import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.js';
import type { Settings } from './contract.js';

const refreshMs = 10_000;
const setupPollMs = 2_000;

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

// Grafana's start takes some seconds.
const grafanaStartMs = 5_000;
const settingsMs = 60_000;

/** What is configured; it changes with a restart, its figures once in minutes, and Grafana while it starts. */
export function useSettings() {
  const api = useApi();
  return useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => api.get<Settings>('/api/v1/settings', signal),
    staleTime: settingsMs,
    refetchInterval: ({ state: { data } }) => (data?.grafana.state === 'starting' ? grafanaStartMs : settingsMs),
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
  /** What a panel about one thing is about: `queryid`, `table`. */
  parameters?: Record<string, string>;
  /** How often to ask again, while the tab is looked at. */
  refreshMs: number | false;
  enabled?: boolean;
}

export function usePanel({ source, panelId, from, to, parameters = {}, refreshMs, enabled = true }: PanelQuery) {
  const api = useApi();
  return useQuery({
    queryKey: ['panel', source, panelId, parameters, from, to],
    queryFn: ({ signal }) => api.panel(source, panelId, { from, to, ...parameters }, signal),
    // The old range stays on screen, dimmed, until the new one is there: nothing jumps.
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
    enabled,
  });
}
