import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context.js';
import type { DeploymentReport, DoctorReport } from '../../api/contract.js';
import { isToBeAsked } from './state-of-source.js';

const refreshMs = 30_000;
/** While something is being looked at. */
const checkingMs = 1_000;
/** While sources are still to be asked: the deployment is looked at anew each time. */
const askingMs = 5_000;

const doctorPath = '/api/v1/doctor';
const pathOf = (name: string) => `/api/v1/sources/${encodeURIComponent(name)}/doctor`;

export function useDeploymentDoctor() {
  const api = useApi();
  return useQuery({
    queryKey: ['doctor'],
    queryFn: ({ signal }) => api.get<DeploymentReport>(doctorPath, signal),
    refetchInterval: ({ state: { data } }) => (data?.sources.some(isToBeAsked) ? askingMs : refreshMs),
  });
}

export function useSourceDoctor(name: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['source-doctor', name],
    queryFn: ({ signal }) => api.get<DoctorReport>(pathOf(name), signal),
    refetchInterval: ({ state: { data } }) =>
      data?.findings.some(({ state }) => state === 'checking') ? checkingMs : refreshMs,
  });
}

/** Asks for a new look; without ids at everything. @param name of a source; the deployment without. */
export function useRecheck(name?: string) {
  const api = useApi();
  const queries = useQueryClient();
  const [path, queryKey] = name === undefined ? [doctorPath, ['doctor']] : [pathOf(name), ['source-doctor', name]];
  return useMutation({
    mutationFn: (aspects: string[] | undefined) =>
      api.change<DoctorReport>('post', `${path}/recheck`, aspects ? { aspects } : {}),
    onSuccess: (report) => queries.setQueryData(queryKey, report),
  });
}

export type Recheck = ReturnType<typeof useRecheck>;
