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
import {
  forgetSourceFinding,
  readSourceFindings,
  readSourceHealth,
  recordSourceFinding,
  type SourceFigures,
  type SourceFinding,
  type SourceHealth,
} from '@pgwatch-heroku/store';
import { type GoRoundOptions, goRound } from './go-round.js';
import { SourceChecks, toFacts } from './source-checks.js';

export interface DoctorOptions extends Pick<GatherDeploymentOptions, 'history'> {
  reading: Pool;
  /** Keeps what sources say of themselves, for the next start. */
  writing: Pool;
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
  readonly #worst = new WeakMap<Date, { finding: SourceFigures['finding'] }>();
  /** What was kept of an earlier start, by id of the source. */
  #kept = new Map<number, SourceFinding>();

  constructor(options: DoctorOptions) {
    this.#options = options;
    this.#checks = new SourceChecks(options.reading, options.access, (sourceId) => this.#keep(sourceId));
  }

  async examineDeployment(): Promise<Finding[]> {
    const { reading, environment, history, grafana } = this.#options;
    const facts = await gatherDeployment({ store: reading, environment, history, grafana: grafana() });
    return examine(deploymentAspects, facts);
  }

  /** Asks the sources by itself, those first of which nothing is known; see goRound(). */
  goRound(options: Pick<GoRoundOptions, 'log' | 'signal' | 'times'>): Promise<void> {
    const { reading } = this.#options;
    const readKept = async () => {
      const kept = await readSourceFindings(reading);
      this.#kept = new Map(kept.map((one) => [one.sourceId, one]));
      return this.#kept;
    };
    return goRound({ reading, checks: this.#checks, readKept, ...options });
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
    return worst?.level === 'error' || !finding ? (worst ?? finding) : finding;
  }

  /** When a source was last asked itself, by this dyno or before it started; null where that is still to come. */
  askedAt(sourceId: number): Date | null {
    return this.#checks.known(sourceId)?.finishedAt ?? this.#kept.get(sourceId)?.checkedAt ?? null;
  }

  #worstOf(sourceId: number): SourceFigures['finding'] {
    const known = this.#checks.known(sourceId);
    if (!known) return this.#kept.get(sourceId)?.finding ?? null;
    const judged = this.#worst.get(known.finishedAt);
    if (judged) return judged.finding;
    // What the store knows has been judged with the figures, and is newer than what is remembered here.
    const stored = unknown(new AppError('unavailable', 'it is not asked for here'));
    const worst = worstOf(examine(sourceAspects, { ...known.facts, stored }));
    const level = worst?.state === 'error' || worst?.state === 'warning' ? worst.state : undefined;
    const finding = worst && level ? { level, text: `${worst.title}: ${worst.summary}` } : null;
    this.#worst.set(known.finishedAt, { finding });
    return finding;
  }

  async #keep(sourceId: number): Promise<void> {
    const known = this.#checks.known(sourceId);
    if (!known) return;
    // Of one that could not be asked nothing is known: it is asked again after a start, also where it was well before.
    if (!known.facts.connection?.isKnown) {
      await forgetSourceFinding(this.#options.writing, sourceId, known.finishedAt).catch(() => undefined);
      return;
    }
    const checkedAt = known.finishedAt;
    const finding = this.#worstOf(sourceId);
    // The Collector DB is away: the next check keeps it, and until then it is known here.
    await recordSourceFinding(this.#options.writing, { sourceId, checkedAt, finding }).catch(() => undefined);
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
