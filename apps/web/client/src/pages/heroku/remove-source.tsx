import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { Command } from '../../components/command.js';
import page from '../../components/page.module.css';
import { TypedConfirmation } from '../../forms/typed-confirmation.js';
import { removalHref } from './addresses.js';
import { monitoredName } from './describe-operation.js';
import { KeyField } from './key-field.js';
import { OperationView } from './operation-view.js';
import { useStartOperation } from './queries.js';
import { useFollowed } from './use-followed.js';
import { useHerokuKey } from './use-heroku-key.js';

/** Follows the removal of an attached database, also past the moment at which it is no longer attached. */
export function useRemoval(variable: string | null) {
  return useFollowed(({ kind, subject }) => kind === 'remove-monitored' && subject === variable);
}

interface RemoveSourceProps {
  name: string;
  variable: string;
  removal: ReturnType<typeof useRemoval>;
}

/** How the monitoring of an attached database ends: through Heroku with a key, or by a command. */
export function RemoveSource({ name, variable, removal: { operation, follow, leave } }: RemoveSourceProps) {
  const key = useHerokuKey();
  const start = useStartOperation(key);
  const [opened, setOpened] = useState(false);
  const attachment = variable.replace(/_URL$/, '');
  const monitored = monitoredName(variable);
  if (operation) {
    return (
      <OperationView operation={operation}>
        {operation.state !== 'done' && (
          <Button variant="default" onClick={leave}>
            Try again
          </Button>
        )}
        <Link href="/sources">All sources</Link>
      </OperationView>
    );
  }
  return (
    <>
      <p>
        Heroku attaches it, and would bring it back with the next restart. Removing it through Heroku takes back what
        was made in the database, detaches it, and deletes its credential; the app restarts once. Its history is kept.
      </p>
      {monitored === undefined ? (
        <p>
          It is the demo: <Link href={removalHref}>remove the demo</Link>, or detach its database by hand:
        </p>
      ) : (
        <div className={page.actions}>
          <Button variant="default" c="var(--bad)" onClick={() => setOpened(true)}>
            Remove through Heroku
          </Button>
        </div>
      )}
      <p className={page.soft}>Without a key, detach it by hand, or switch it off above:</p>
      <Command text={`heroku addons:detach ${attachment}`} />
      <TypedConfirmation
        title={`Remove ${name}`}
        name={name}
        action="Remove"
        opened={opened}
        onClose={() => {
          setOpened(false);
          key.forget();
          start.reset();
        }}
        onConfirm={() =>
          start.mutate(
            { kind: 'remove-monitored', name: monitored ?? name },
            {
              onSuccess: ({ id }) => {
                setOpened(false);
                follow(id);
              },
            },
          )
        }
        isPending={start.isPending}
        error={start.error}
      >
        <p>
          It is not monitored any more after the restart. A credential is deleted only if pgwatch made it; nothing of
          the database's own is touched.
        </p>
        <KeyField apiKey={key} />
      </TypedConfirmation>
    </>
  );
}
