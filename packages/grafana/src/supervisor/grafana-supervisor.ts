import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError, type Logger, messageOf, sleep } from '@pgwatch-heroku/shared';
import { type AlertOptions, type AlertState, alertFiles } from '../alerts/alert-files.js';
import { findDashboards } from '../provisioning/find-dashboards.js';
import { writeProvisioning } from '../provisioning/write-provisioning.js';
import { childEnvironment } from './child-environment.js';
import { findGrafana, type GrafanaBinary, grafanaMissing } from './find-grafana.js';
import { findFreePort } from './free-port.js';
import { GrafanaProcess } from './grafana-process.js';
import type { GrafanaStatus } from './grafana-status.js';
import { isHealthy } from './is-healthy.js';
import { MemoryWatch } from './memory-watch.js';
import { planMemory } from './plan-memory.js';
import { type GrafanaDatabases, prepareDatabases } from './prepare-databases.js';

export interface SupervisorOptions {
  log: Logger;
  /** GRAFANA_HOME */
  grafanaHome: string | undefined;
  databases: GrafanaDatabases;
  /** PGWATCH2_SECRET_KEY */
  secretKey: string;
  publicOrigin: string | undefined;
  dynoMemoryMb: number | undefined;
  /** What keptSettings() found. */
  kept: Readonly<Record<string, string>>;
  alerts: AlertOptions;
  times?: Partial<SupervisorTimes>;
}

export interface SupervisorTimes {
  /** A first start makes some 600 migrations, which takes a minute on the smallest plan. */
  startTimeoutMs: number;
  pollMs: number;
  /** Once it is up. */
  checkMs: number;
  firstDelayMs: number;
  maxDelayMs: number;
  /** A peak that is over within this time hurts nobody: Heroku swaps before it ends a dyno. */
  tooBigMs: number;
}

const usualTimes: SupervisorTimes = {
  startTimeoutMs: 180_000,
  pollMs: 500,
  checkMs: 10_000,
  firstDelayMs: 1_000,
  maxDelayMs: 60_000,
  tooBigMs: 10_000,
};

interface Prepare {
  dir: string;
  port: number;
  goLimit: string;
  state: AlertState;
}

/** So many checks in a row without an answer, and it is started anew. */
const mostSilentChecks = 6;
/** After so long a run, what went wrong before is forgotten. */
const forgivenAfterMs = 5 * 60_000;

/** Keeps Grafana running: started last, ended first, started again after growing pauses, stopped when it is too big. */
export class GrafanaSupervisor {
  readonly #options: SupervisorOptions;
  readonly #times: SupervisorTimes;
  readonly #stop = new AbortController();
  #status: GrafanaStatus = { state: 'starting' };
  #process: GrafanaProcess | undefined;
  #running: Promise<void> | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#times = { ...usualTimes, ...options.times };
    if (!findGrafana(options.grafanaHome)) this.#status = grafanaMissing(options.grafanaHome);
  }

  get status(): GrafanaStatus {
    return this.#status;
  }

  /** Id of the Grafana process while there is one. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Begins, and returns at once. */
  start(): void {
    const { log, grafanaHome } = this.#options;
    const binary = findGrafana(grafanaHome);
    if (!binary) {
      const { reason, hint } = grafanaMissing(grafanaHome);
      log.info({ event: 'grafana-missing', hint }, reason);
      return;
    }
    this.#running ??= this.#run(binary).catch((error: unknown) => {
      if (!this.#stop.signal.aborted)
        log.error({ event: 'grafana-failed', err: error }, 'the Grafana supervisor failed');
    });
  }

  /** Passes SIGTERM on and resolves when Grafana has ended. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#process?.stop();
    await this.#running;
  }

  async #run(binary: GrafanaBinary): Promise<void> {
    const { signal } = this.#stop;
    const { log } = this.#options;
    let failures = 0;
    while (!signal.aborted) {
      const startedAt = performance.now();
      const outcome = await this.#runOnce(binary);
      if (signal.aborted || outcome === 'too-big') return;
      failures = performance.now() - startedAt > forgivenAfterMs ? 1 : failures + 1;
      const delayMs = Math.min(this.#times.maxDelayMs, this.#times.firstDelayMs * 2 ** (failures - 1));
      const next = `next try in ${Math.max(1, Math.round(delayMs / 1_000))} s`;
      this.#status = { state: 'starting', reason: `${outcome.reason}; ${next}.` };
      log.warn(
        { event: 'grafana-down', failures, ...(outcome.hint ? { hint: outcome.hint } : {}) },
        `${outcome.reason}; ${next}`,
      );
      await sleep(delayMs, signal).catch(() => undefined);
    }
  }

  /** From the preparation to the end of one process; returns why it ended. */
  async #runOnce(binary: GrafanaBinary): Promise<'too-big' | { reason: string; hint?: string | undefined }> {
    const { log, databases, dynoMemoryMb } = this.#options;
    const dir = mkdtempSync(path.join(tmpdir(), 'grafana-'));
    const memory = planMemory(dynoMemoryMb);
    try {
      const state = await prepareDatabases(databases, log);
      const port = await findFreePort();
      const env = this.#prepare({ dir, port, goLimit: memory.goLimit, state });
      const process = await GrafanaProcess.start({ binary, env, dir, log });
      this.#process = process;
      if (this.#stop.signal.aborted) await process.stop();
      const watch = new MemoryWatch(process.pid, memory.limitBytes, this.#times.tooBigMs);
      let ended: string | undefined;
      void process.exited.then((how) => {
        ended = how;
      });
      const trouble = await this.#watch(port, watch, () => ended !== undefined);
      if (trouble !== undefined) await (trouble === 'silent' ? killed(process) : process.stop());
      ended = await process.exited;
      if (trouble === 'too-big') return this.#giveUp(watch);
      if (trouble === 'silent') return { reason: 'Grafana did not answer for a minute and was ended' };
      if (trouble === 'slow') return { reason: this.#explain('Grafana did not get ready and was ended', process) };
      return { reason: this.#explain(`Grafana ${ended}`, process) };
    } catch (error) {
      const hint = error instanceof AppError ? error.hint : undefined;
      return { reason: messageOf(error), hint };
    } finally {
      this.#process = undefined;
      rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  /** Until it has ended or has to. */
  async #watch(
    port: number,
    memory: MemoryWatch,
    hasEnded: () => boolean,
  ): Promise<'too-big' | 'silent' | 'slow' | undefined> {
    const { signal } = this.#stop;
    const { startTimeoutMs, pollMs, checkMs } = this.#times;
    const startedAt = performance.now();
    let isUp = false;
    let silent = 0;
    let checkedAt = Number.NEGATIVE_INFINITY;
    while (!hasEnded() && !signal.aborted) {
      if (memory.isTooBig()) return 'too-big';
      if (performance.now() - checkedAt >= (isUp ? checkMs : pollMs)) {
        checkedAt = performance.now();
        if (await isHealthy(port, signal)) {
          silent = 0;
          if (!isUp && !hasEnded()) {
            isUp = true;
            this.#status = { state: 'ready', port };
            const durationMs = Math.round(performance.now() - startedAt);
            this.#options.log.info({ event: 'grafana-ready', durationMs }, 'Grafana is ready');
          }
        } else if (isUp && ++silent >= mostSilentChecks) return 'silent';
        else if (!isUp && performance.now() - startedAt > startTimeoutMs) return 'slow';
      }
      await sleep(pollMs, signal).catch(() => undefined);
    }
    return undefined;
  }

  #prepare({ dir, port, goLimit, state }: Prepare): Record<string, string> {
    const { databases, log, alerts, secretKey, publicOrigin, kept } = this.#options;
    const dashboards = findDashboards();
    for (const name of ['tmp', 'data', 'logs', 'plugins']) mkdirSync(path.join(dir, name), { mode: 0o700 });
    // Empty: without it Grafana takes conf/custom.ini of its own folder.
    writeFileSync(path.join(dir, 'grafana.ini'), '');
    writeProvisioning({ ...databases, dir, dashboardsDir: dashboards?.dir, alerting: alertFiles(alerts, state) });
    return childEnvironment({
      ...databases,
      ...{ dir, port, goLimit, secretKey, publicOrigin, kept },
      homeDashboard: dashboards?.home,
      logLevel: log.isLevelEnabled('debug') ? 'info' : 'warn',
    });
  }

  #explain(what: string, { lastTrouble }: GrafanaProcess): string {
    return lastTrouble === undefined ? what : `${what} (${lastTrouble})`;
  }

  #giveUp(watch: MemoryWatch): 'too-big' {
    const reason = `Grafana was stopped: together with these pages it took ${watch.megabytes} MB, and ${watch.limitMb} MB is what fits this dyno.`;
    const hint =
      'It starts again with the dyno (heroku ps:restart web). A larger dyno has room for it: heroku ps:type web=standard-2x.';
    this.#status = { state: 'off', reason, hint, isStopped: true };
    this.#options.log.error({ event: 'grafana-too-big', hint }, reason);
    return 'too-big';
  }
}

function killed(process: GrafanaProcess): Promise<string> {
  process.kill();
  return process.exited;
}
