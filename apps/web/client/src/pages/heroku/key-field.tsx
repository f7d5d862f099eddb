import { PasswordInput } from '@mantine/core';
import { useOperations } from './queries.js';
import type { HerokuKey } from './use-heroku-key.js';

/** Where an API key is typed in; not needed while one stands in the config vars. */
export function KeyField({ apiKey }: { apiKey: HerokuKey }) {
  const hasKey = useOperations().data?.hasKey ?? false;
  return (
    <PasswordInput
      label="Heroku API key"
      description={
        hasKey ? (
          <>
            Leave it empty to use the one in the config var <code>HEROKU_API_KEY</code>.
          </>
        ) : (
          <>
            <code>heroku authorizations:create</code> prints one. It is used for this, kept in memory only, and
            forgotten.
          </>
        )
      }
      // No password of this site: browsers shall not offer to keep it.
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      value={apiKey.value}
      onChange={(event) => apiKey.set(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the key' }}
    />
  );
}
