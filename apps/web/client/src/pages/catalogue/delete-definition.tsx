import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { IconTrash } from '../../components/icons.js';
import page from '../../components/page.module.css';
import { ChangeFailed } from '../../forms/change-failed.js';
import { type Kind, metricsHref, presetsHref } from './addresses.js';
import { useChangeDefinition } from './use-change-definition.js';

/** Asks once more; the history stays, so that it can be made again. */
export function DeleteDefinition({ kind, name }: { kind: Kind; name: string }) {
  const [asking, setAsking] = useState(false);
  const [, navigate] = useLocation();
  const change = useChangeDefinition(kind);
  if (!asking) {
    return (
      <Button
        variant="default"
        leftSection={<IconTrash size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => setAsking(true)}
      >
        Delete
      </Button>
    );
  }
  const remove = () =>
    change.mutateAsync({ do: 'delete', name }).then(
      () => navigate(kind === 'metric' ? metricsHref : presetsHref),
      () => undefined, // said below
    );
  return (
    <div className={page.actions} role="alertdialog" aria-label={`Delete ${name}?`}>
      <span>{kind === 'metric' ? 'Its samples stay. ' : ''}Delete it?</span>
      <Button color="red" loading={change.isPending} onClick={remove} autoFocus>
        Delete {name}
      </Button>
      <Button variant="default" onClick={() => setAsking(false)}>
        Keep
      </Button>
      <ChangeFailed error={change.error} />
    </div>
  );
}
