import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { Failure } from '../../../components/failure.js';
import { RowsSkeleton } from '../../../components/rows-skeleton.js';
import { StateBadge } from '../../../components/state-badge.js';
import { keptSearch } from '../views/source-address.js';
import { sameViewHref } from './same-view-href.js';
import classes from './source-choice.module.css';
import { useSourceNames } from './use-source-names.js';

/** Every source, by what is typed; the enter key takes the first one. They are asked for when this is opened. */
export function SourceChoice({ current, onChosen }: { current: string; onChosen: () => void }) {
  const { data, error, isFetching, refetch } = useSourceNames();
  const [typed, setTyped] = useState('');
  const [, navigate] = useLocation();
  const search = keptSearch(useSearch());
  const hrefOf = (name: string) => sameViewHref(name, location.pathname, search);
  const words = typed.trim().toLowerCase();
  const found = (data ?? []).filter(({ name, group }) => `${name} ${group ?? ''}`.toLowerCase().includes(words));
  function takeFirst(event: FormEvent) {
    event.preventDefault();
    const first = found.find(({ name }) => name !== current);
    if (!first) return;
    onChosen();
    navigate(hrefOf(first.name));
  }
  return (
    <form className={classes.choice} onSubmit={takeFirst}>
      <TextInput
        size="xs"
        type="search"
        aria-label="Search the sources"
        placeholder="Name or group"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
      <ul className={classes.list} aria-label="Sources" hidden={!data}>
        {found.map(({ name, group, state }) => (
          <li key={name}>
            <Link
              href={hrefOf(name)}
              className={classes.source}
              aria-current={name === current ? 'true' : undefined}
              onClick={onChosen}
            >
              <StateBadge state={state} iconOnly />
              <span className={classes.name}>{name}</span>
              {group && <small>{group}</small>}
            </Link>
          </li>
        ))}
      </ul>
      {!data && !error && <RowsSkeleton what="the sources" />}
      {!data && error && (
        <Failure what="The sources" error={error} onRetry={() => void refetch()} retrying={isFetching} />
      )}
      {data && found.length === 0 && <p className={classes.none}>None is called like that.</p>}
    </form>
  );
}
