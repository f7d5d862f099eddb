import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.js';
import type { Discovery, SourceSettings } from '../../../api/contract.js';
import type { EditedSettings } from '../edit/source-form-values.js';
import type { NewSourceValues } from './check-new-source.js';
import type { NamePatterns } from './discovered-databases.js';

interface NewSources {
  values: NewSourceValues;
  databases: string[] | null;
  /** Looks for databases of such names from now on, whichever are chosen. */
  keepLooking: NamePatterns | null;
}

/**
 * Adds one source, or one per database of its server: all of them or none; or keeps
 * looking for databases of a server. Resolves with the names of the sources.
 *
 * @param copied of another source, which hold for all that the form does not ask.
 */
export function useAddSource(copied?: SourceSettings) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ values, databases, keepLooking }: NewSources) => {
      const settings = {
        ...(copied ? { ...editedOf(copied), isEnabled: true } : {}),
        ...(values.preset ? { preset: values.preset } : {}),
        ...(copied || values.group.trim() ? { group: values.group.trim() || null } : {}),
      };
      const source = { name: values.name.trim(), url: values.url.trim(), settings };
      if (keepLooking) {
        const patterns = { include: keepLooking.include || null, exclude: keepLooking.exclude || null };
        const { sources } = await api.change<Discovery>('post', '/api/v1/discoveries', { ...source, ...patterns });
        return sources;
      }
      const wanted = databases ? { ...source, databases } : source;
      const { names } = await api.change<{ names: string[] }>('post', '/api/v1/sources', wanted);
      return names;
    },
    onSuccess: () =>
      Promise.all(['discoveries', 'sources'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}

/** What may be another's as well; the rest is what it is called and where it is. */
function editedOf({ name, variable, isAttached, detachedAt, version, ...edited }: SourceSettings): EditedSettings {
  return edited;
}
