import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from './icons.js';

export function CopyButton({ text, what }: { text: string; what: string }) {
  const { copy, copied, error } = useClipboard({ timeout: 1500 });
  const label = error ? 'This browser refuses to copy: select the text instead' : copied ? 'Copied' : `Copy ${what}`;
  const Icon = copied ? IconCheck : IconCopy;
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color={copied ? 'teal' : 'gray'}
        size={28}
        aria-label={label}
        onClick={() => copy(text)}
      >
        <Icon size={16} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
