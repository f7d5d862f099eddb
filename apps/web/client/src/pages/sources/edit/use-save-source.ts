import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.js';
import { ApiFailure } from '../../../api/api-failure.js';
import type { SourceSettings } from '../../../api/contract.js';
import { sourceApi } from '../source-addresses.js';
import type { EditedSettings } from './source-form-values.js';

/** Somebody else was faster; nothing was stored. */
export class EditConflict extends Error {
  readonly current: SourceSettings;

  constructor(message: string, current: SourceSettings) {
    super(message);
    this.current = current;
  }
}

export interface SaveSource {
  version: string;
  settings: Partial<EditedSettings>;
}

/** Stores settings; fails with an EditConflict, which says what is stored now, when they were changed meanwhile. */
export function useSaveSource(name: string) {
  const api = useApi();
  const queries = useQueryClient();
  const path = sourceApi(name);
  return useMutation({
    mutationFn: async (body: SaveSource) => {
      try {
        return await api.change<SourceSettings>('patch', path, body);
      } catch (error) {
        if (!(error instanceof ApiFailure) || error.code !== 'edit-conflict') throw error;
        throw new EditConflict(error.message, await api.get<SourceSettings>(`${path}/settings`));
      }
    },
    onSuccess: (settings) => {
      queries.setQueryData(['source-settings', name], settings);
      void queries.invalidateQueries({ queryKey: ['sources'] });
      void queries.invalidateQueries({ queryKey: ['source', name] });
    },
  });
}
