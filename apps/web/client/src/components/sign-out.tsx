import { ActionIcon, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useApi } from '../api/api-context.js';
import { IconLogout } from './icons.js';

export function SignOut() {
  const api = useApi();
  const signOut = useMutation({ mutationFn: api.signOut });
  const label = signOut.isError ? `Not signed out: ${signOut.error.message} Press to try again.` : 'Sign out';
  return (
    <Tooltip label={label} {...(signOut.isError ? { opened: true } : {})}>
      <ActionIcon
        variant="subtle"
        color={signOut.isError ? 'red' : 'gray'}
        size={34}
        aria-label={label}
        loading={signOut.isPending}
        onClick={() => signOut.mutate()}
      >
        <IconLogout size={18} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
