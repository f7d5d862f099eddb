import { Link } from 'wouter';
import type { SourceSummary } from '../../api/contract.js';
import { Sparkline } from '../../charts/sparkline.js';
import { Age } from '../../components/age.js';
import { sourceHref } from '../../components/source-href.js';
import { StateBadge } from '../../components/state-badge.js';
import { VariableName } from '../../components/variable-name.js';
import { formatValue } from '../../format/value.js';
import { shortVersion } from '../../format/version.js';
import { Finding } from './finding.js';
import classes from './fleet-table.module.css';

export function FleetRow({ source }: { source: SourceSummary }) {
  const { sparklines } = source;
  return (
    <tr className={classes.row}>
      <th scope="row" className={classes.source}>
        <span className={classes.sourceInner}>
          <StateBadge state={source.state} iconOnly />
          <span className={classes.names}>
            <Link href={sourceHref(source.name)} className={classes.name}>
              {source.name}
            </Link>
            <span className={classes.variable}>
              {source.variable === null ? 'added by URL' : <VariableName name={source.variable} />}
            </span>
          </span>
        </span>
      </th>
      <td data-label="PostgreSQL">
        <span title={source.serverVersion ?? undefined}>
          {source.serverVersion ? shortVersion(source.serverVersion) : '–'}
        </span>
        {source.isInRecovery !== null && (
          <span className={classes.small}>{source.isInRecovery ? 'standby' : 'primary'}</span>
        )}
      </td>
      <td data-label="Size" className={classes.number}>
        {formatValue(source.sizeBytes, 'bytes')}
      </td>
      <td data-label="TPS" className={classes.charted}>
        <span className={classes.figure}>{formatValue(source.transactionsPerSecond, 'short')}</span>
        <Sparkline
          data={sparklines.transactionsPerSecond}
          unit="short"
          label="Transactions per second, last 30 minutes"
          color="var(--series-1)"
        />
      </td>
      <td data-label="Sessions" className={classes.charted}>
        <span className={classes.figure}>
          {formatValue(source.sessions, 'short')}
          {source.activeSessions !== null && (
            <span className={classes.small}>{formatValue(source.activeSessions, 'short')} active</span>
          )}
        </span>
        <Sparkline data={sparklines.sessions} unit="short" label="Sessions, last 30 minutes" color="var(--series-3)" />
      </td>
      <td data-label="Waiting" className={`${classes.number} ${source.waitingSessions ? classes.warn : ''}`}>
        {formatValue(source.waitingSessions, 'short')}
      </td>
      <td data-label="Lag" className={classes.number}>
        {source.isInRecovery === false ? '' : formatValue(source.lagSeconds, 's')}
      </td>
      <td data-label="Cache hit" className={classes.number}>
        {formatValue(source.cacheHitRatio, 'percent')}
      </td>
      <td data-label="Last sample" className={`${classes.number} ${classes.age}`}>
        {source.lastSampleAt ? <Age at={source.lastSampleAt} /> : 'none yet'}
      </td>
      <td className={classes.finding}>
        <Finding finding={source.finding} />
      </td>
    </tr>
  );
}
