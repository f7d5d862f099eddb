import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Discovery } from '../../../api/contract.js';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';

interface RemoveDiscoveryProps {
  discovery: Discovery;
  onClose: () => void;
  onConfirm: (sources: 'keep' | 'delete') => void;
  isPending: boolean;
  error: Error | null;
}

/** Asks what is to become of its sources. */
export function RemoveDiscovery({ discovery, onClose, onConfirm, isPending, error }: RemoveDiscoveryProps) {
  const [withSources, setWithSources] = useState(false);
  const { name, sources } = discovery;
  return (
    <Modal opened onClose={onClose} title={`Remove discovery ${name}`}>
      <div className={`${page.section} ${page.dialog}`}>
        <p>No more databases are looked for there. Its sources go on as if each had been added by itself.</p>
        {sources.length > 0 && (
          <Checkbox
            label={`Delete its ${sources.length} ${sources.length === 1 ? 'source' : 'sources'} as well`}
            description="Their history is kept, and goes on when they are added again."
            checked={withSources}
            onChange={(event) => setWithSources(event.currentTarget.checked)}
          />
        )}
        <ChangeFailed error={error} />
        <div className={page.actions}>
          <Button color="red.9" loading={isPending} onClick={() => onConfirm(withSources ? 'delete' : 'keep')}>
            Remove
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </div>
    </Modal>
  );
}
