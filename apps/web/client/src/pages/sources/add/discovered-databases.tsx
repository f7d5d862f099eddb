import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.js';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';
import classes from './add-source.module.css';

interface Database {
  name: string;
  mayConnect: boolean;
  sources: string[];
}

export interface NamePatterns {
  include: string;
  exclude: string;
}

interface DiscoveredDatabasesProps {
  url: string;
  patterns: NamePatterns;
  onPatterns: (patterns: NamePatterns) => void;
  chosen: string[];
  onChoose: (names: string[]) => void;
}

/** All databases of the server that fit the patterns, to choose from. */
export function DiscoveredDatabases({ url, patterns, onPatterns, chosen, onChoose }: DiscoveredDatabasesProps) {
  const api = useApi();
  const { include, exclude } = patterns;
  const look = useMutation({
    mutationFn: () =>
      api.change<{ databases: Database[] }>('post', '/api/v1/sources/discover', {
        of: { url: url.trim() },
        include: include || null,
        exclude: exclude || null,
      }),
    onSuccess: ({ databases }) =>
      onChoose(
        databases.filter(({ mayConnect, sources }) => mayConnect && sources.length === 0).map((one) => one.name),
      ),
    onError: () => onChoose([]),
  });
  const databases = look.data?.databases;
  return (
    <div className={classes.discover}>
      <div className={classes.patterns}>
        <TextInput
          label="Only names like"
          description="A regular expression; empty for all."
          placeholder="^shop_"
          value={include}
          onChange={(event) => onPatterns({ ...patterns, include: event.currentTarget.value })}
        />
        <TextInput
          label="But not like"
          description="Another one."
          placeholder="_test$"
          value={exclude}
          onChange={(event) => onPatterns({ ...patterns, exclude: event.currentTarget.value })}
        />
      </div>
      <div className={page.actions}>
        <Button variant="default" disabled={url.trim() === ''} loading={look.isPending} onClick={() => look.mutate()}>
          Look for databases
        </Button>
        {databases && <span className={page.soft}>{`${chosen.length} of ${databases.length} chosen`}</span>}
      </div>
      <ChangeFailed error={look.error} what="No databases were listed" />
      {databases?.length === 0 && <p className={page.soft}>No database of this server has such a name.</p>}
      {databases && databases.length > 0 && (
        <ul className={classes.databases} aria-label="Databases">
          {databases.map(({ name, mayConnect, sources }) => (
            <li key={name}>
              <Checkbox
                label={name}
                description={describe(mayConnect, sources)}
                disabled={!mayConnect}
                checked={chosen.includes(name)}
                onChange={(event) =>
                  onChoose(event.currentTarget.checked ? [...chosen, name] : chosen.filter((one) => one !== name))
                }
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function describe(mayConnect: boolean, sources: string[]): string | undefined {
  if (!mayConnect) return 'This role may not connect to it.';
  return sources.length > 0 ? `There is a source of this name: ${sources.join(', ')}.` : undefined;
}
