import { ActionIcon, Popover } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { IconSelector } from '../../../components/icons.js';
import { SourceChoice } from './source-choice.js';

/** Beside the name of a source: the way to the same page of another one. */
export function SourceSwitch({ current }: { current: string }) {
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  // Belongs to the page it was opened on: following a link closes it.
  const [path] = useLocation();
  const isOpen = openedAt === path;
  const label = 'Go to another source';
  return (
    <Popover
      opened={isOpen}
      onChange={(opened) => !opened && setOpenedAt(null)}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label={label}
          title={label}
          onClick={() => setOpenedAt(isOpen ? null : path)}
        >
          <IconSelector size={18} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <SourceChoice current={current} onChosen={() => setOpenedAt(null)} />
      </Popover.Dropdown>
    </Popover>
  );
}
