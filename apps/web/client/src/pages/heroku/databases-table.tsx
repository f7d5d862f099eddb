import type { HerokuDatabase } from '../../api/contract.js';
import card from '../../components/card.module.css';
import list from '../../components/list-table.module.css';
import page from '../../components/page.module.css';
import { AddDatabase } from './add-database.js';
import { databaseState, sortDatabases } from './database-state.js';
import classes from './heroku.module.css';
import { suggestName } from './suggest-name.js';

interface DatabasesTableProps {
  databases: HerokuDatabase[];
  isPending: boolean;
  onAdd: (wish: { addon: string; name: string }) => void;
}

/** All databases of the account, what can be done with each, and a click for those that can be added. */
export function DatabasesTable({ databases, isPending, onAdd }: DatabasesTableProps) {
  const taken = new Set(
    databases.flatMap(({ attachedHere }) => attachedHere.map((name) => name.replace(/^PGWATCH2_MONITOREDDB_/, ''))),
  );
  return (
    <section className={`${card.card} ${page.section}`} aria-label="Databases of the account">
      <h2>Databases of the account</h2>
      {databases.length === 0 && <p className={page.soft}>This account sees no Heroku Postgres database.</p>}
      {databases.length > 0 && (
        <table className={list.table}>
          <caption className={list.hidden}>Heroku Postgres databases, those that can be added first</caption>
          <thead>
            <tr>
              <th scope="col">App</th>
              <th scope="col">Add-on</th>
              <th scope="col">Plan</th>
              <th scope="col">Monitoring</th>
              <th scope="col">Name here</th>
            </tr>
          </thead>
          <tbody>
            {sortDatabases(databases).map((database) => {
              const { tone, text, canAdd } = databaseState(database);
              return (
                <tr key={database.addonId}>
                  <th scope="row">
                    <strong>{database.app}</strong>
                    <span className={classes.faint}>{database.ownerAttachments.join(', ')}</span>
                  </th>
                  <td data-label="Add-on">{database.addon}</td>
                  <td data-label="Plan" className={list.tight}>
                    <span>
                      {database.plan.replace('heroku-postgresql:', '')}
                      {database.price && <span className={classes.faint}>{database.price}</span>}
                    </span>
                  </td>
                  <td data-label="Monitoring" className={classes[tone]}>
                    <span>{text}</span>
                  </td>
                  <td>
                    {canAdd && (
                      <AddDatabase
                        database={database}
                        suggestion={suggestName(database, taken)}
                        isPending={isPending}
                        onAdd={onAdd}
                      />
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
