import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context.js';
import type { MetricDefinition, PresetDefinition, StoredMetric, StoredPreset } from '../../api/contract.js';
import { definitionPath, type Kind } from './addresses.js';

export type Definition = MetricDefinition | PresetDefinition;
type Stored = StoredMetric | StoredPreset;

export type DefinitionChange =
  | { do: 'create'; definition: Definition }
  /** `version` as it was read: who comes second is told. */
  | { do: 'update'; definition: Definition; version: string }
  | { do: 'revert'; name: string; revision: number; version: string }
  | { do: 'delete'; name: string };

/** Changes a metric or a preset; resolves with what is stored now, with nothing after a deletion. */
export function useChangeDefinition(kind: Kind) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: DefinitionChange): Promise<Stored | undefined> => {
      switch (change.do) {
        case 'create':
          return api.change('post', `/api/v1/${kind}s`, change.definition);
        case 'update': {
          const { definition, version } = change;
          return api.change('put', definitionPath(kind, definition.name), { definition, version });
        }
        case 'revert': {
          const { name, revision, version } = change;
          return api.change('post', `${definitionPath(kind, name)}/revert`, { revision, version });
        }
        case 'delete':
          return api.change('delete', definitionPath(kind, change.name));
      }
    },
    onSuccess: (stored) => {
      if (stored) {
        queries.setQueryData([kind, stored.definition.name], stored);
        void queries.invalidateQueries({ queryKey: [kind, stored.definition.name, 'revisions'] });
      }
      void queries.invalidateQueries({ queryKey: ['metrics'] });
      void queries.invalidateQueries({ queryKey: ['presets'] });
    },
  });
}
