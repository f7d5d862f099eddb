import { Checkbox } from '@mantine/core';
import type { SourceSummary } from '../../api/contract.js';
import card from '../../components/card.module.css';
import list from '../../components/list-table.module.css';
import { SourceRow } from './source-row.js';
import classes from './sources-table.module.css';

interface SourcesTableProps {
  sources: SourceSummary[];
  isAdmin: boolean;
  selected: ReadonlySet<string>;
  onSelect: (names: string[], isSelected: boolean) => void;
}

export function SourcesTable({ sources, isAdmin, selected, onSelect }: SourcesTableProps) {
  const names = sources.map(({ name }) => name);
  const selectedHere = names.filter((name) => selected.has(name)).length;
  return (
    <table className={`${card.card} ${list.table} ${isAdmin ? classes.selectable : ''}`}>
      <caption className={list.hidden}>Sources</caption>
      <thead>
        <tr>
          {isAdmin && (
            <th scope="col" className={list.tight}>
              <Checkbox
                aria-label="Select all that are shown"
                checked={selectedHere === names.length}
                indeterminate={selectedHere > 0 && selectedHere < names.length}
                onChange={(event) => onSelect(names, event.currentTarget.checked)}
              />
            </th>
          )}
          <th scope="col">Source</th>
          <th scope="col">State</th>
          <th scope="col">Preset</th>
          <th scope="col">Group and tags</th>
          <th scope="col">Last sample</th>
          <th scope="col">
            <span className={list.hidden}>Settings</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <SourceRow
            key={source.name}
            source={source}
            isAdmin={isAdmin}
            isSelected={selected.has(source.name)}
            onSelect={(isSelected) => onSelect([source.name], isSelected)}
          />
        ))}
      </tbody>
    </table>
  );
}
