import { Button } from '@mantine/core';
import type { FormEvent } from 'react';
import { Link } from 'wouter';
import card from '../../components/card.module.css';
import page from '../../components/page.module.css';
import { RowsSkeleton } from '../../components/rows-skeleton.js';
import { ChangeFailed } from '../../forms/change-failed.js';
import { DatabasesTable } from './databases-table.js';
import { KeyField } from './key-field.js';
import { OperationView } from './operation-view.js';
import { useAccountDatabases, useStartOperation } from './queries.js';
import { useFollowed } from './use-followed.js';
import { useHerokuKey } from './use-heroku-key.js';

/** Key, choice, and what becomes of it. */
export function AddFromHeroku() {
  const key = useHerokuKey();
  const databases = useAccountDatabases(key);
  const start = useStartOperation(key);
  const { operation, isBeginning, follow, leave } = useFollowed(({ kind }) => kind === 'add-monitored');

  function look(event: FormEvent) {
    event.preventDefault();
    start.reset();
    databases.mutate();
  }
  function add(wish: { addon: string; name: string }) {
    start.mutate(
      { kind: 'add-monitored', ...wish },
      {
        onSuccess: ({ id }) => {
          follow(id);
          databases.reset();
        },
      },
    );
  }
  if (operation) {
    return (
      <section className={`${card.card} ${page.section}`} aria-label="How far it is">
        <OperationView operation={operation}>
          <Button variant="default" onClick={leave}>
            {operation.state === 'done' ? 'Add another' : 'Choose again'}
          </Button>
          <Link href="/sources">All sources</Link>
        </OperationView>
      </section>
    );
  }
  if (isBeginning) return <RowsSkeleton what="how far it is" />;
  return (
    <>
      <form className={`${card.card} ${page.section}`} onSubmit={look} noValidate>
        <KeyField apiKey={key} />
        <div className={page.actions}>
          <Button type="submit" loading={databases.isPending}>
            Show the databases
          </Button>
        </div>
        <ChangeFailed error={databases.error} what="The databases cannot be listed" />
      </form>
      <ChangeFailed error={start.error} what="Nothing was added" />
      {databases.data && (
        <DatabasesTable databases={databases.data.databases} isPending={start.isPending} onAdd={add} />
      )}
    </>
  );
}
