import type { AuditEntry } from '../../../api/contract.js';
import list from '../../../components/list-table.module.css';
import { Moment } from '../../../components/moment.js';
import classes from './audit-row.module.css';
import { describeEntry } from './describe-entry.js';

// A longer list is folded: an import may have hundreds.
const openUpTo = 4;

export function AuditRow({ entry }: { entry: AuditEntry }) {
  const changes = describeEntry(entry);
  const shown = (
    <ul className={classes.changes}>
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          <span className={classes.field}>{field}</span>{' '}
          {before !== null && <del className={classes.before}>{before}</del>} {after !== null && <span>{after}</span>}
        </li>
      ))}
    </ul>
  );
  return (
    <tr>
      <td data-label="When" className={list.tight}>
        <Moment at={new Date(entry.at)} />
      </td>
      <td data-label="Who">
        {entry.actor}
        {entry.via === 'token' && ' (token)'}
      </td>
      <td data-label="Did">{entry.action.replaceAll('-', ' ')}</td>
      <td data-label="To">{entry.target}</td>
      <td data-label="Change">
        {changes.length === 0 ? (
          '–'
        ) : changes.length <= openUpTo ? (
          shown
        ) : (
          <details>
            <summary>{changes.length} changes</summary>
            {shown}
          </details>
        )}
      </td>
    </tr>
  );
}
