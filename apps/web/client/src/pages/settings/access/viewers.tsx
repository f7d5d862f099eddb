import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Viewer } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import { Failure } from '../../../components/failure.js';
import { IconPlus } from '../../../components/icons.js';
import list from '../../../components/list-table.module.css';
import { Moment } from '../../../components/moment.js';
import page from '../../../components/page.module.css';
import { RowsSkeleton } from '../../../components/rows-skeleton.js';
import { TypedConfirmation } from '../../../forms/typed-confirmation.js';
import { useChangeViewer, useViewers } from './use-viewers.js';
import { ViewerForm } from './viewer-form.js';

type Dialog = { kind: 'add' } | { kind: 'set-password' | 'delete'; viewer: Viewer };

/** People who may look and change nothing. */
export function Viewers() {
  const { data: viewers, error, isFetching, refetch } = useViewers();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const change = useChangeViewer(() => setDialog(null));
  const name = dialog && dialog.kind !== 'add' ? dialog.viewer.name : '';
  const open = (next: Dialog) => {
    change.reset();
    setDialog(next);
  };
  const isForm = dialog !== null && dialog.kind !== 'delete';
  return (
    <section className={`${card.card} ${page.section}`}>
      <div className={page.heading}>
        <h2>Viewers</h2>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => open({ kind: 'add' })}
        >
          Add viewer
        </Button>
      </div>
      <p className={page.soft}>They sign in with a name and a password of their own, see everything, change nothing.</p>
      {error && !viewers && (
        <Failure what="The viewers" error={error} onRetry={() => void refetch()} retrying={isFetching} />
      )}
      {!viewers && !error && <RowsSkeleton what="the viewers" />}
      {viewers?.length === 0 && <p>There are none: only the admin may sign in.</p>}
      {viewers && viewers.length > 0 && (
        <table className={list.table}>
          <caption className={list.hidden}>Viewers</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Added</th>
              <th scope="col">Password set</th>
              <th scope="col">
                <span className={list.hidden}>Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {viewers.map((viewer) => (
              <tr key={viewer.name}>
                <th scope="row">
                  <strong>{viewer.name}</strong>
                </th>
                <td data-label="Added">
                  <span>
                    <Moment at={new Date(viewer.createdAt)} /> by {viewer.createdBy}
                  </span>
                </td>
                <td data-label="Password set">
                  <Moment at={new Date(viewer.changedAt)} />
                </td>
                <td className={list.tight}>
                  <div className={page.actions}>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Set password of ${viewer.name}`}
                      onClick={() => open({ kind: 'set-password', viewer })}
                    >
                      Set password
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Delete ${viewer.name}`}
                      onClick={() => open({ kind: 'delete', viewer })}
                    >
                      Delete
                    </Button>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Modal opened={isForm} onClose={() => setDialog(null)} title={name ? `Password of ${name}` : 'Add viewer'}>
        {isForm && (
          <ViewerForm
            {...(name ? { name } : {})}
            onSubmit={(values) => change.mutate({ kind: dialog.kind === 'add' ? 'add' : 'set-password', ...values })}
            onCancel={() => setDialog(null)}
            isPending={change.isPending}
            error={change.error}
          />
        )}
      </Modal>
      <TypedConfirmation
        key={name}
        title={`Delete ${name}`}
        name={name}
        action="Delete"
        opened={dialog?.kind === 'delete'}
        onClose={() => setDialog(null)}
        onConfirm={() => change.mutate({ kind: 'delete', name })}
        isPending={change.isPending}
        error={change.error}
      >
        <p>Their sessions end at once.</p>
      </TypedConfirmation>
    </section>
  );
}
