import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.js';
import type { SourceSettings } from '../../../api/contract.js';
import type { EditedSettings } from '../edit/source-form-values.js';
import type { NewSourceValues } from './check-new-source.js';

/**
 * Adds one source, or one per database of its server: all of them or none. Resolves with their names.
 *
 * @param copied of another source, which hold for all that the form does not ask.
 */
export function useAddSource(copied?: SourceSettings) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ values, databases }: { values: NewSourceValues; databases: string[] | null }) => {
      const { names } = await api.change<{ names: string[] }>('post', '/api/v1/sources', {
        name: values.name.trim(),
        url: values.url.trim(),
        ...(databases ? { databases } : {}),
        settings: {
          ...(copied ? { ...editedOf(copied), isEnabled: true } : {}),
          ...(values.preset ? { preset: values.preset } : {}),
          ...(copied || values.group.trim() ? { group: values.group.trim() || null } : {}),
        },
      });
      return names;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['sources'] }),
  });
}

/** What may be another's as well; the rest is what it is called and where it is. */
function editedOf({ name, variable, isAttached, detachedAt, version, ...edited }: SourceSettings): EditedSettings {
  return edited;
}
