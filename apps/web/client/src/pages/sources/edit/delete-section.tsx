import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useApi } from '../../../api/api-context.js';
import type { SourceSettings } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import page from '../../../components/page.module.css';
import { TypedConfirmation } from '../../../forms/typed-confirmation.js';
import { forgetUnsavedChanges } from '../../../unsaved/unsaved-changes.js';
import { RemoveSource, useRemoval } from '../../heroku/remove-source.js';
import { sourceApi } from '../source-addresses.js';

/** Ends the monitoring; what Heroku attaches can only be detached, as it would be back with the next restart. */
export function DeleteSection({ settings }: { settings: SourceSettings }) {
  const api = useApi();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [opened, setOpened] = useState(false);
  const [withData, setWithData] = useState(false);
  const { name, variable } = settings;
  const remove = useMutation({
    mutationFn: () => api.change('delete', `${sourceApi(name)}?data=${withData ? 'remove' : 'keep'}`),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['sources'] });
      forgetUnsavedChanges();
      navigate('/sources');
    },
  });
  const removal = useRemoval(variable);
  const isHeld = settings.isAttached && settings.detachedAt === null;
  return (
    <section className={`${card.card} ${page.section}`}>
      <h2>Delete</h2>
      {isHeld || removal.operation ? (
        <RemoveSource name={name} variable={variable ?? ''} removal={removal} />
      ) : (
        <>
          <p>Its history can be kept, and goes on when a source of this name is added again, or be removed as well.</p>
          <div className={page.actions}>
            <Button variant="default" c="var(--bad)" onClick={() => setOpened(true)}>
              Delete {name}
            </Button>
          </div>
        </>
      )}
      <TypedConfirmation
        title={`Delete ${name}`}
        name={name}
        action="Delete"
        opened={opened}
        onClose={() => {
          setOpened(false);
          remove.reset();
        }}
        onConfirm={() => remove.mutate()}
        isPending={remove.isPending}
        error={remove.error}
      >
        <p>It is not monitored any more within seconds.</p>
        <Checkbox
          label="Remove its history as well"
          description="Within minutes, and for good."
          checked={withData}
          onChange={(event) => setWithData(event.currentTarget.checked)}
        />
      </TypedConfirmation>
    </section>
  );
}
