import { Button, Modal, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';

interface SetDiscoveryUrlProps {
  name: string;
  onClose: () => void;
  onConfirm: (url: string) => void;
  isPending: boolean;
  error: Error | null;
}

/** For a new password or host, which its sources get as well. */
export function SetDiscoveryUrl({ name, onClose, onConfirm, isPending, error }: SetDiscoveryUrlProps) {
  const [url, setUrl] = useState('');
  function confirm(event: FormEvent) {
    event.preventDefault();
    onConfirm(url.trim());
  }
  return (
    <Modal opened onClose={onClose} title={`Set the URL of ${name}`}>
      <form className={`${page.section} ${page.dialog}`} onSubmit={confirm}>
        <p>Its sources get this URL too, each with its own database.</p>
        <PasswordInput
          label="URL"
          description="Stored encrypted, and never shown again."
          placeholder="postgres://user:password@host:5432/database"
          autoComplete="off"
          data-autofocus
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the URL' }}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <ChangeFailed error={error} />
        <div className={page.actions}>
          <Button type="submit" disabled={url.trim() === ''} loading={isPending}>
            Set URL
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  );
}
