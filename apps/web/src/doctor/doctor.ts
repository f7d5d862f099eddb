import {
  deploymentAspects,
  type Environment,
  examine,
  type Finding,
  type GatherDeploymentOptions,
  type GrafanaState,
  gatherDeployment,
  known,
  type LiveFact,
  sourceAspects,
  unknown,
  worstOf,
} from '@pgwatch-heroku/doctor';
import { AppError, type Pool, type SourceAccess } from '@pgwatch-heroku/shared';
import { readSourceHealth, type SourceFigures, type SourceHealth } from '@pgwatch-heroku/store';
import { type GoRoundOptions, goRound } from './go-round.js';
import { SourceChecks, toFacts } from './source-checks.js';

export interface DoctorOptions extends Pick<GatherDeploymentOptions, 'history'> {
  reading: Pool;
  access: SourceAccess;
  environment: Environment;
  /** How the Grafana that this process runs fares. */
  grafana: () => GrafanaState;
}

export interface SourceReport {
  findings: Finding[];
  /** When the source itself was last asked. */
  checkedAt: Date | null;
}

/** An answer is given after this, with what is there by then: a source that hangs holds up nobody. */
const patienceMs = 1_500;

/** Examines the deployment and its sources. */
export class Doctor {
  readonly #options: DoctorOptions;
  readonly #checks: SourceChecks;
  /** By the end of a check: the fleet asks of 200 sources every few seconds, and they are looked at a few times a day. */
  readonly #worst = new WeakMap<Date, { finding: Finding | undefined }>();

  constructor(options: DoctorOptions) {
    this.#options = options;
    this.#checks = new SourceChecks(options.reading, options.access);
  }

  async examineDeployment(): Promise<Finding[]> {
    const { reading, environment, history, grafana } = this.#options;
    const facts = await gatherDeployment({ store: reading, environment, history, grafana: grafana() });
    return examine(deploymentAspects, facts);
  }

  /** Asks the sources one after the other, unasked; see goRound(). */
  goRound(options: Pick<GoRoundOptions, 'log' | 'signal' | 'times'>): Promise<void> {
    return goRound({ reading: this.#options.reading, checks: this.#checks, ...options });
  }

  /** Undefined for a source that is not there. @param asked aspects to ask anew, `all`, or only what is old. */
  async examineSource(name: string, asked: readonly string[] | 'all' | 'old'): Promise<SourceReport | undefined> {
    const { reading } = this.#options;
    const stored = await readSourceHealth(reading, name);
    if (!stored) return undefined;
    const source = { id: stored.id, name, isPaused: isPaused(stored) };
    const check =
      asked === 'old'
        ? this.#checks.look(source)
        : this.#checks.recheck(source, asked === 'all' ? undefined : factsOf(asked));
    if (check.running) await withinPatience(check.running);
    const facts = { ...toFacts(check), stored: known(stored) };
    return { findings: examine(sourceAspects, facts), checkedAt: check.finishedAt ?? null };
  }

  /** The worst that is known of a source: as the store has it, or as it said itself when it was last looked at. */
  findingOf({ id, finding, state }: SourceFigures): SourceFigures['finding'] {
    if (state === 'paused' || finding?.level === 'error') return finding;
    const worst = this.#worstOf(id);
    if (worst?.state !== 'error' && (worst?.state !== 'warning' || finding)) return finding;
    return { level: worst.state, text: `${worst.title}: ${worst.summary}` };
  }

  #worstOf(sourceId: number): Finding | undefined {
    const known = this.#checks.known(sourceId);
    if (!known) return undefined;
    const judged = this.#worst.get(known.finishedAt);
    if (judged) return judged.finding;
    // What the store knows has been judged with the figures, and is newer than what is remembered here.
    const stored = unknown(new AppError('unavailable', 'it is not asked for here'));
    const finding = worstOf(examine(sourceAspects, { ...known.facts, stored }));
    this.#worst.set(known.finishedAt, { finding });
    return finding;
  }
}

const isPaused = ({ isEnabled, isDetached }: SourceHealth): boolean => !isEnabled || isDetached;

/** What these aspects look at, of the source itself; which always takes a connection. */
function factsOf(aspects: readonly string[]): LiveFact[] {
  const needed = sourceAspects.filter(({ id }) => aspects.includes(id)).flatMap(({ needs }) => needs);
  const live = needed.filter((fact): fact is LiveFact => fact !== 'stored');
  return [...new Set<LiveFact>(['connection', ...live])];
}

async function withinPatience(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
}
