import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context.js';
import type { SourceSettings } from '../../api/contract.js';

export interface BulkChange {
  names: string[];
  settings: Partial<Pick<SourceSettings, 'isEnabled' | 'preset' | 'group'>>;
  /** What was done, for a sentence: `switched off`. */
  done: string;
}

interface BulkResults {
  results: { name: string; outcome: string }[];
}

/** Changes many sources in one go, all or none; resolves with a sentence about it. */
export function useChangeSources() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ names, settings, done }: BulkChange) => {
      const change = { kind: 'update', settings };
      const { results } = await api.change<BulkResults>('post', '/api/v1/sources/bulk', { names, change });
      return describe(results, done);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['sources'] }),
  });
}

function describe(results: BulkResults['results'], done: string): string {
  const missing = results.filter(({ outcome }) => outcome !== 'updated').map(({ name }) => name);
  const count = results.length - missing.length;
  const sentence = `${count} ${count === 1 ? 'source' : 'sources'} ${done}.`;
  return missing.length === 0 ? sentence : `${sentence} Not there any more: ${missing.join(', ')}.`;
}
