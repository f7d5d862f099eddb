import { ActionIcon, Tooltip } from '@mantine/core';
import { useId, useState } from 'react';
import type { DoctorFinding } from '../../api/contract.js';
import { IconChevronRight, IconRefresh } from '../../components/icons.js';
import { Prose } from '../../components/prose.js';
import { FindingIcon, stateLabels } from './finding-icon.js';
import classes from './finding-item.module.css';
import { FixList } from './fix-list.js';

interface FindingItemProps {
  finding: DoctorFinding;
  /** Absent for those who may only look. */
  onRecheck: (() => void) | undefined;
  isBusy: boolean;
}

/** One aspect. What is not well lies open; the rest opens on demand. */
export function FindingItem({ finding, onRecheck, isBusy }: FindingItemProps) {
  const { title, state, summary, details, hint, fixes } = finding;
  // Undefined until somebody decides: an aspect that turns bad opens by itself.
  const [choice, setChoice] = useState<boolean>();
  const bodyId = useId();
  const hasMore = details.length + fixes.length > 0 || hint !== null;
  const isOpen = hasMore && (choice ?? (state === 'error' || state === 'warning'));
  return (
    <li className={classes.item} data-state={state}>
      <div className={classes.head}>
        <span className={classes.icon}>
          <FindingIcon state={state} />
        </span>
        <div className={classes.text}>
          <h3 className={classes.title}>
            {title} <span className={classes.state}>{stateLabels[state]}</span>
          </h3>
          <p className={classes.summary}>
            <Prose text={summary} />
          </p>
        </div>
        <div className={classes.tools}>
          {onRecheck && (
            <Tooltip label="Check again">
              <ActionIcon
                variant="subtle"
                color="gray"
                size={30}
                aria-label={`Check ${title} again`}
                loading={isBusy || state === 'checking'}
                onClick={onRecheck}
              >
                <IconRefresh size={17} stroke={1.75} aria-hidden="true" />
              </ActionIcon>
            </Tooltip>
          )}
          {hasMore && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={30}
              aria-label={`${isOpen ? 'Hide' : 'Show'} the details of ${title}`}
              aria-expanded={isOpen}
              aria-controls={bodyId}
              onClick={() => setChoice(!isOpen)}
            >
              <IconChevronRight size={17} className={classes.chevron} aria-hidden="true" />
            </ActionIcon>
          )}
        </div>
      </div>
      {isOpen && (
        <div id={bodyId} className={classes.body}>
          {details.length > 0 && (
            <ul className={classes.details}>
              {details.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
          {hint !== null && (
            <p className={classes.hint}>
              <Prose text={hint} />
            </p>
          )}
          {fixes.length > 0 && <FixList fixes={fixes} />}
        </div>
      )}
    </li>
  );
}
