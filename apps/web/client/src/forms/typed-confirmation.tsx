import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import page from '../components/page.module.css';
import { ChangeFailed } from './change-failed.js';

interface TypedConfirmationProps {
  title: string;
  /** To be typed before the button works. */
  name: string;
  action: string;
  opened: boolean;
  onClose: () => void;
  onConfirm: () => void;
  isPending: boolean;
  error: Error | null;
  /** What will happen. */
  children: ReactNode;
}

/** For what cannot be taken back. */
export function TypedConfirmation(props: TypedConfirmationProps) {
  const { title, name, action, opened, onClose, onConfirm, isPending, error, children } = props;
  const [typed, setTyped] = useState('');
  function confirm(event: FormEvent) {
    event.preventDefault();
    if (typed === name) onConfirm();
  }
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <form onSubmit={confirm} className={`${page.section} ${page.dialog}`}>
        {children}
        <TextInput
          label={
            <>
              Type <code>{name}</code> to go on
            </>
          }
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        <ChangeFailed error={error} />
        <div className={page.actions}>
          <Button type="submit" color="red.9" disabled={typed !== name} loading={isPending}>
            {action}
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  );
}
