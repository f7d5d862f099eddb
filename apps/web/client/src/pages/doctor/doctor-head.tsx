import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DoctorFinding, DoctorReport } from '../../api/contract.js';
import { Age } from '../../components/age.js';
import { IconRefresh } from '../../components/icons.js';
import { Notice } from '../../components/notice.js';
import { Prose } from '../../components/prose.js';
import { useIsAdmin } from '../../session/use-session.js';
import classes from './doctor-page.module.css';
import type { Recheck } from './doctor-queries.js';
import { FindingIcon, stateLabels } from './finding-icon.js';

const plurals: readonly string[] = ['error', 'warning'];

interface DoctorHeadProps {
  title: ReactNode;
  /** 2 on the page of a source, which has a heading of its own. */
  level?: 1 | 2;
  report: DoctorReport | undefined;
  /** What counts besides its findings. */
  others?: DoctorFinding['state'][];
  recheck: Recheck;
}

/** How many of each state, when it was looked at, and the button that looks at everything anew. */
export function DoctorHead({ title, level = 1, report, others = [], recheck }: DoctorHeadProps) {
  const isAdmin = useIsAdmin();
  const Heading = level === 1 ? 'h1' : 'h2';
  const states = [...(report?.findings.map(({ state }) => state) ?? []), ...others];
  const isChecking = report?.findings.some(({ state }) => state === 'checking') ?? false;
  return (
    <header className={classes.head}>
      <div className={classes.titleLine}>
        <Heading>{title}</Heading>
        {isAdmin && report && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={15} aria-hidden="true" />}
            loading={recheck.isPending || isChecking}
            onClick={() => recheck.mutate(undefined)}
          >
            Check all again
          </Button>
        )}
      </div>
      {report && (
        <p className={classes.counts} role="status">
          {(['error', 'warning', 'ok', 'not-available', 'checking'] as const).map((state) => (
            <Count key={state} state={state} count={states.filter((one) => one === state).length} />
          ))}
          {report.checkedAt && (
            <span className={classes.checked}>
              looked at <Age at={report.checkedAt} />
            </span>
          )}
        </p>
      )}
      {recheck.error && (
        <Notice tone="warn">
          It could not be checked again. <Prose text={recheck.error.message} />
        </Notice>
      )}
    </header>
  );
}

function Count({ state, count }: { state: DoctorFinding['state']; count: number }) {
  if (count === 0) return null;
  return (
    <span className={classes.count}>
      <FindingIcon state={state} />
      {count} {count > 1 && plurals.includes(state) ? `${state}s` : stateLabels[state].toLowerCase()}
    </span>
  );
}
