import { useState } from 'react';
import card from '../../../components/card.module.css';
import { Failure } from '../../../components/failure.js';
import list from '../../../components/list-table.module.css';
import { Notice } from '../../../components/notice.js';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { DiscoveryRow } from './discovery-row.js';
import { RemoveDiscovery } from './remove-discovery.js';
import { SetDiscoveryUrl } from './set-discovery-url.js';
import { useChangeDiscovery, useDiscoveries } from './use-discoveries.js';

/** Servers whose databases are looked for again and again; nothing where there are none. */
export function DiscoveryList({ isAdmin }: { isAdmin: boolean }) {
  const { data, error, isFetching, refetch } = useDiscoveries();
  const [dialog, setDialog] = useState<{ kind: 'set-url' | 'remove'; name: string } | null>(null);
  const change = useChangeDiscovery(() => setDialog(null));
  if (error && !data) {
    return <Failure what="The discoveries" error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  if (!data || data.discoveries.length === 0) return null;
  const open = (kind: 'set-url' | 'remove', name: string) => {
    change.reset();
    setDialog({ kind, name });
  };
  // What somebody else removed meanwhile has no dialog any more.
  const opened = data.discoveries.find(({ name }) => name === dialog?.name);
  const ofDialog = { onClose: () => setDialog(null), isPending: change.isPending, error: change.error };
  return (
    <section className={`${card.card} ${page.section}`} aria-labelledby="discoveries">
      <h2 id="discoveries">Discovery</h2>
      <p className={page.soft}>
        The databases of these servers are looked for every ten minutes: new ones are added, those that vanish are
        paused.
      </p>
      {data.isOff && (
        <Notice
          tone="warn"
          hint={
            <>
              Set <code>PGWATCH2_ALLOW_URL_SOURCES=true</code> to go on.
            </>
          }
        >
          No databases are looked for: the config var <code>PGWATCH2_ALLOW_URL_SOURCES</code> is false.
        </Notice>
      )}
      <table className={list.table}>
        <caption className={list.hidden}>Discoveries</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Names like, but not like</th>
            <th scope="col">Sources</th>
            <th scope="col">Last run</th>
            {isAdmin && (
              <th scope="col">
                <span className={list.hidden}>Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {data.discoveries.map((discovery) => (
            <DiscoveryRow
              key={discovery.name}
              discovery={discovery}
              isAdmin={isAdmin}
              isOff={data.isOff}
              isRunning={change.isPending && change.variables.name === discovery.name}
              onRun={() => change.mutate({ kind: 'run', name: discovery.name })}
              onSetUrl={() => open('set-url', discovery.name)}
              onRemove={() => open('remove', discovery.name)}
            />
          ))}
        </tbody>
      </table>
      {!opened && <ChangeFailed error={change.error} />}
      {opened && dialog?.kind === 'remove' && (
        <RemoveDiscovery
          {...ofDialog}
          discovery={opened}
          onConfirm={(sources) => change.mutate({ kind: 'remove', name: opened.name, sources })}
        />
      )}
      {opened && dialog?.kind === 'set-url' && (
        <SetDiscoveryUrl
          {...ofDialog}
          name={opened.name}
          onConfirm={(url) => change.mutate({ kind: 'set-url', name: opened.name, url })}
        />
      )}
    </section>
  );
}
