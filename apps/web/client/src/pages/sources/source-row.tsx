import { Checkbox } from '@mantine/core';
import { Link } from 'wouter';
import type { SourceSummary } from '../../api/contract.js';
import { Age } from '../../components/age.js';
import list from '../../components/list-table.module.css';
import { Prose } from '../../components/prose.js';
import { sourceHref } from '../../components/source-href.js';
import { StateBadge } from '../../components/state-badge.js';
import { editSourceHref } from './source-addresses.js';
import classes from './sources-table.module.css';

interface SourceRowProps {
  source: SourceSummary;
  isAdmin: boolean;
  isSelected: boolean;
  onSelect: (isSelected: boolean) => void;
}

export function SourceRow({ source, isAdmin, isSelected, onSelect }: SourceRowProps) {
  const tags = Object.entries(source.tags);
  const told = source.reason ?? source.notice ?? source.finding?.text;
  return (
    <tr>
      {isAdmin && (
        <td className={list.tight}>
          <Checkbox
            aria-label={`Select ${source.name}`}
            checked={isSelected}
            onChange={(event) => onSelect(event.currentTarget.checked)}
          />
        </td>
      )}
      <th scope="row">
        <Link href={sourceHref(source.name)} className={classes.name}>
          {source.name}
        </Link>
        <span className={classes.origin}>
          {source.variable === null ? (
            'added by URL'
          ) : (
            <>
              attached as <code>{source.variable}</code>
            </>
          )}
        </span>
      </th>
      <td data-label="State">
        <div>
          <StateBadge state={source.state} />
          {told && (
            <span className={classes.reason}>
              <Prose text={told} />
            </span>
          )}
          {source.problemCount > 0 && (
            <span className={classes.reason}>
              {source.problemCount} {source.problemCount === 1 ? 'metric has' : 'metrics have'} a problem
            </span>
          )}
        </div>
      </td>
      <td data-label="Preset">{source.preset}</td>
      <td data-label="Group">
        <div>
          {source.group ?? '–'}
          {tags.length > 0 && (
            <ul className={classes.tags} aria-label="Tags">
              {tags.map(([key, value]) => (
                <li key={key} className={classes.tag}>
                  {key}={value}
                </li>
              ))}
            </ul>
          )}
        </div>
      </td>
      <td data-label="Last sample">{source.lastSampleAt ? <Age at={source.lastSampleAt} /> : 'none yet'}</td>
      <td className={list.tight}>
        <Link href={editSourceHref(source.name)} aria-label={`${isAdmin ? 'Edit' : 'Settings of'} ${source.name}`}>
          {isAdmin ? 'Edit' : 'Settings'}
        </Link>
      </td>
    </tr>
  );
}
