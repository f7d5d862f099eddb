import type { ReactNode } from 'react';
import type { SourceDetail } from '../../api/contract.js';
import { Age } from '../../components/age.js';
import card from '../../components/card.module.css';
import { Notice } from '../../components/notice.js';
import { Prose } from '../../components/prose.js';
import { StateBadge } from '../../components/state-badge.js';
import { formatValue } from '../../format/value.js';
import { shortVersion } from '../../format/version.js';
import classes from './source-header.module.css';
import { SourceSwitch } from './switch/source-switch.js';

interface SourceHeaderProps {
  source: SourceDetail;
  /** Without the figures, which the first page has. */
  brief: boolean;
}

export function SourceHeader({ source, brief }: SourceHeaderProps) {
  const tone = source.state === 'down' ? 'bad' : 'warn';
  return (
    <header className={classes.header}>
      <div className={classes.title}>
        <h1 className={classes.name}>{source.name}</h1>
        <SourceSwitch current={source.name} />
        <StateBadge state={source.state} />
        {source.variable && <code className={classes.variable}>{source.variable}</code>}
      </div>
      {source.reason && source.state !== 'up' && (
        <Notice tone={tone}>
          <Prose text={source.reason} />
        </Notice>
      )}
      {source.notice && (
        <Notice tone="warn">
          <Prose text={source.notice} />
        </Notice>
      )}
      {!brief && <Facts source={source} />}
    </header>
  );
}

function Facts({ source }: { source: SourceDetail }) {
  return (
    <dl className={`${card.card} ${classes.facts}`}>
      <Fact name="PostgreSQL" title={source.serverVersion}>
        {source.serverVersion ? shortVersion(source.serverVersion) : '–'}
        {source.isInRecovery !== null && <small>{source.isInRecovery ? 'standby' : 'primary'}</small>}
      </Fact>
      <Fact name="Size">{formatValue(source.sizeBytes, 'bytes')}</Fact>
      <Fact name="TPS">{formatValue(source.transactionsPerSecond, 'short')}</Fact>
      <Fact name="Sessions">
        {formatValue(source.sessions, 'short')}
        {source.activeSessions !== null && <small>{formatValue(source.activeSessions, 'short')} active</small>}
      </Fact>
      <Fact name="Cache hit">{formatValue(source.cacheHitRatio, 'percent')}</Fact>
      <Fact name="Last sample">{source.lastSampleAt ? <Age at={source.lastSampleAt} /> : 'none yet'}</Fact>
      <Fact name="Preset">{source.preset}</Fact>
      {source.group && <Fact name="Group">{source.group}</Fact>}
    </dl>
  );
}

function Fact({ name, title, children }: { name: string; title?: string | null; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd title={title ?? undefined}>{children}</dd>
    </div>
  );
}
