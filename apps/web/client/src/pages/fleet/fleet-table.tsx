import { type KeyboardEvent, memo } from 'react';
import card from '../../components/card.module.css';
import { SortHeader } from '../source/table/sort-header.js';
import { fleetColumns } from './fleet-columns.js';
import { FleetRow } from './fleet-row.js';
import classes from './fleet-table.module.css';
import type { FleetGroup } from './fleet-view.js';
import { nextSort } from './fleet-view.js';

interface FleetTableProps {
  groups: FleetGroup[];
  isGrouped: boolean;
  sort: string;
  onSort: (sort: string) => void;
}

export function FleetTable({ groups, isGrouped, sort, onSort }: FleetTableProps) {
  return (
    <table className={`${card.card} ${classes.table}`} onKeyDown={moveByArrows}>
      <caption className={classes.caption}>Sources with their latest figures</caption>
      <thead className={classes.head}>
        <tr>
          {fleetColumns.map(({ id, title, isNumber }) => (
            <SortHeader
              key={id}
              title={title}
              numeric={isNumber}
              direction={directionOf(sort, id, isNumber)}
              onSort={() => onSort(nextSort(sort, id))}
            />
          ))}
        </tr>
      </thead>
      {groups.map(({ name, sources }) => (
        <tbody key={name ?? ''} className={classes.body}>
          {isGrouped && (
            <tr className={classes.group}>
              <th colSpan={fleetColumns.length} scope="rowgroup">
                {name ?? 'No group'} <span className={classes.groupCount}>{sources.length}</span>
              </th>
            </tr>
          )}
          {sources.map((source) => (
            <Row key={source.name} source={source} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

// Most sources are as they were ten seconds ago.
const Row = memo(FleetRow);

function directionOf(sort: string, id: string, isNumber: boolean): 'asc' | 'desc' | null {
  if (sort !== id && sort !== `-${id}`) return null;
  return isNumber === sort.startsWith('-') ? 'asc' : 'desc';
}

/** Arrows go from source to source, which Tab would do as well. */
function moveByArrows(event: KeyboardEvent<HTMLTableElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('tbody a')];
  const next = links[links.indexOf(document.activeElement as HTMLAnchorElement) + step];
  if (!next || !links.includes(document.activeElement as HTMLAnchorElement)) return;
  event.preventDefault();
  next.focus();
}
