import type { CollectorDyno } from '../../../api/contract.js';
import { Age } from '../../../components/age.js';
import card from '../../../components/card.module.css';
import list from '../../../components/list-table.module.css';
import page from '../../../components/page.module.css';
import { formatValue } from '../../../format/value.js';
import classes from '../collector.module.css';
import { bufferText, lossText, warningsOf } from './dyno-texts.js';
import { SourceNames } from './source-names.js';

/** Each dyno with its leases, what waits in it, how late it is, and what it has done since its start. */
export function DynosTable({ dynos }: { dynos: CollectorDyno[] }) {
  return (
    <section className={`${card.card} ${page.section}`} aria-label="Dynos">
      <h2>Dynos</h2>
      <table className={list.table}>
        <caption className={list.hidden}>Collector dynos of the last day</caption>
        <thead>
          <tr>
            <th scope="col">Dyno</th>
            <th scope="col">Reported</th>
            <th scope="col">Waits to be stored</th>
            <th scope="col">Late, p99</th>
            <th scope="col">Fetches</th>
            <th scope="col">Lost</th>
            <th scope="col">Memory</th>
            <th scope="col">Sources</th>
          </tr>
        </thead>
        <tbody>
          {dynos.map((dyno) => (
            <tr key={dyno.dyno}>
              <th scope="row">
                <strong>{dyno.dyno}</strong>
                <span className={classes.below}>
                  {dyno.isAlive ? 'runs' : 'does not report'}, release {dyno.version}
                </span>
                {warningsOf(dyno).map((warning) => (
                  <span key={warning} className={classes.warning}>
                    {warning}
                  </span>
                ))}
              </th>
              <td data-label="Reported">
                <span>
                  <Age at={dyno.seenAt} />
                  <span className={classes.below}>
                    started <Age at={dyno.startedAt} />
                  </span>
                </span>
              </td>
              <td data-label="Waits">{bufferText(dyno)}</td>
              <td data-label="Late, p99">
                <span>
                  {formatValue(dyno.latenessP99Ms, 'ms')}
                  <span className={classes.below}>event loop {formatValue(dyno.eventLoopDelayP99Ms, 'ms')}</span>
                </span>
              </td>
              <td data-label="Fetches">
                <span>
                  {formatValue(dyno.fetches, 'short')}
                  <span className={classes.below}>{formatValue(dyno.failures, 'short')} failed</span>
                </span>
              </td>
              <td data-label="Lost">{lossText(dyno)}</td>
              <td data-label="Memory">
                <span>
                  {formatValue(dyno.rssBytes, 'bytes')}
                  <span className={classes.below}>{formatValue(dyno.cpuSeconds, 's')} of CPU</span>
                </span>
              </td>
              <td data-label="Sources">
                <SourceNames sources={dyno.sources} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
