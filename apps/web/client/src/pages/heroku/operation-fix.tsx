import { Button, Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import page from '../../components/page.module.css';
import { ChangeFailed } from '../../forms/change-failed.js';
import { useIsAdmin } from '../../session/use-session.js';
import { KeyField } from './key-field.js';
import { OperationView } from './operation-view.js';
import { useStartOperation } from './queries.js';
import { useFollowed } from './use-followed.js';
import { useHerokuKey } from './use-heroku-key.js';

const fixes = {
  harden: {
    action: 'Give each part its own credential',
    what: 'Credentials are made, get the rights that they need and no more, and are attached. It takes minutes in a dyno of its own; this app restarts when each is attached. On Essential plans, which have one credential, nothing changes.',
  },
  'unset-key': {
    action: 'Take the key out of the config vars',
    what: 'The config var HEROKU_API_KEY goes, and the app restarts once. Pages that need a key ask for one.',
  },
};
type FixKind = keyof typeof fixes;
const isFixKind = (kind: string): kind is FixKind => Object.hasOwn(fixes, kind);

/** The button of a finding that an operation through Heroku mends. */
export function OperationFix({ kind }: { kind: string }) {
  const isAdmin = useIsAdmin();
  const [opened, setOpened] = useState(false);
  if (!isFixKind(kind)) return null;
  if (!isAdmin) return <p className={page.soft}>An admin can do this here.</p>;
  return (
    <>
      <div>
        <Button size="xs" variant="default" onClick={() => setOpened(true)}>
          {fixes[kind].action}
        </Button>
      </div>
      <Modal opened={opened} onClose={() => setOpened(false)} title={fixes[kind].action}>
        <Fix kind={kind} onClose={() => setOpened(false)} />
      </Modal>
    </>
  );
}

function Fix({ kind, onClose }: { kind: FixKind; onClose: () => void }) {
  const key = useHerokuKey();
  const start = useStartOperation(key);
  const { operation, follow, leave } = useFollowed((each) => each.kind === kind);
  if (operation) {
    return (
      <div className={`${page.section} ${page.dialog}`}>
        <OperationView operation={operation}>
          {(operation.state === 'failed' || operation.isCutOff) && <Button onClick={leave}>Try again</Button>}
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        </OperationView>
      </div>
    );
  }
  function begin(event: FormEvent) {
    event.preventDefault();
    start.mutate({ kind }, { onSuccess: ({ id }) => follow(id) });
  }
  return (
    <form className={`${page.section} ${page.dialog}`} onSubmit={begin} noValidate>
      <p>{fixes[kind].what}</p>
      <KeyField apiKey={key} />
      <ChangeFailed error={start.error} />
      <div className={page.actions}>
        <Button type="submit" loading={start.isPending}>
          Go ahead
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
