import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.js';
import type { NewSourceValues } from './check-new-source.js';

/** Adds one source, or one per database of its server: all of them or none. Resolves with their names. */
export function useAddSource() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ values, databases }: { values: NewSourceValues; databases: string[] | null }) => {
      const { names } = await api.change<{ names: string[] }>('post', '/api/v1/sources', {
        name: values.name.trim(),
        url: values.url.trim(),
        ...(databases ? { databases } : {}),
        settings: {
          ...(values.preset ? { preset: values.preset } : {}),
          ...(values.group.trim() ? { group: values.group.trim() } : {}),
        },
      });
      return names;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['sources'] }),
  });
}
