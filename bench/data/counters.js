/**
 * Fetches of a metric with many series, or one, made up but the same at every run. What a column does follows from what
 * it is called: sizes grow by pages, ages by the clock, maintenance is counted rarely, flags and texts stay, the rest are counters. Of the series a
 * fifth is busy, three tenths move now and then and the rest is idle; of the counters of each series some are never
 * used at all, as a table that is only read has no deleted rows.
 */

/** Mulberry32: small, fast, and the same everywhere. */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pageBytes = 8192;

/**
 * @param {{ columns: { name: string, type: string }[], seriesCount: number, tickSeconds: number }} options
 * @returns {{ next(): string[][] }} per column the value of each series, as text; moves on by one tick
 */
export function createCounters({ columns, seriesCount, tickSeconds }) {
  const random = createRandom(20_261_123);
  const series = Array.from({ length: seriesCount }, (_, index) => {
    const share = index / Math.max(1, seriesCount - 1);
    const activity = seriesCount === 1 || share < 0.2 ? 1 : share < 0.5 ? 0.1 : 0;
    const habits = seriesCount === 1 ? undefined : createHabits(random, activity);
    return { activity, cells: columns.map((column) => createCell(column, random, activity, habits)) };
  });
  return {
    next() {
      for (const { activity, cells } of series) {
        const isActive = random() < activity;
        for (const cell of cells) cell.move(isActive, tickSeconds);
      }
      return columns.map((_, index) => series.map(({ cells }) => cells[index].text()));
    },
  };
}

/**
 * Columns of one series hang together as PostgreSQL's own do. A table that nobody writes to has no dead rows and is never
 * vacuumed or analyzed by autovacuum, whose thresholds are counted in changed rows; an index that is never scanned
 * gives no rows; what was never done has no age.
 */
function createHabits(random, activity) {
  const isWritten = activity > 0 && random() < 0.8;
  return {
    isWritten,
    isScanned: random() < (activity === 0 ? 0.3 : 0.8),
    usesIndex: random() < (activity === 0 ? 0.3 : 0.8),
    // The default thresholds, a fifth of the rows: a table with few changes has not reached them yet.
    isVacuumed: isWritten && random() < (activity === 1 ? 1 : 0.6),
    hasToast: random() < 0.3,
  };
}

/** Whether a column of a series with such habits ever leaves zero (or null); undefined: by chance. */
function isUsedColumn(name, habits) {
  if (/vacuum|analyze/.test(name)) return habits.isVacuumed && !/^(vacuum|analyze)_count$/.test(name);
  if (/^n_tup_|^n_dead/.test(name)) return habits.isWritten ? undefined : false;
  if (/seq_/.test(name)) return habits.isScanned;
  if (/^idx_/.test(name)) return habits.usesIndex;
  return undefined;
}

/** In the length and the variety that names and definitions have. */
function textOf(name, random) {
  const number = (below) => Math.floor(random() * below);
  const word = () => words[number(words.length)];
  if (name === 'index_def') {
    const columns = Array.from({ length: 1 + number(3) }, () => `${word()}_${word()}`).join(', ');
    return `CREATE INDEX X ON public.${word()}_${word()}_${number(50)} USING btree (${columns})`;
  }
  return String(2 ** number(9));
}

const words =
  'order customer item price created updated status region product invoice account payment session event stock'.split(
    ' ',
  );

function createCell({ name, type }, random, activity, habits) {
  const used = habits && isUsedColumn(name, habits);
  const between = (low, high) => low + random() * (high - low);
  if (type === 'text') {
    const text = textOf(name, random);
    return { move() {}, text: () => text };
  }
  if (/^(is_|no_)|_int$/.test(name)) {
    const flag = random() < 0.05 ? '1' : '0';
    return { move() {}, text: () => flag };
  }
  if (/_cardinality_/.test(name)) {
    const sizeClass = String(Math.floor(between(0, 4)));
    return { move() {}, text: () => sizeClass };
  }
  if (/_s$|^seconds_|_age$/.test(name)) {
    if (used === false) return { move() {}, text: () => 'NULL' };
    let age = Math.floor(between(60, 90_000));
    return {
      move(isActive, seconds) {
        age = isActive && random() < 0.02 ? Math.floor(between(0, seconds)) : age + seconds;
      },
      text: () => String(age),
    };
  }
  if (name === 'toast_size_b' && habits?.hasToast === false) {
    // The index of an empty TOAST table is a page.
    return { move() {}, text: () => String(pageBytes) };
  }
  if (/_b$|_size/.test(name)) {
    let pages = Math.floor(10 ** between(0, 5));
    return {
      move(isActive) {
        if (isActive && random() < 0.2) pages += Math.floor(between(0, 4));
      },
      text: () => String(pages * pageBytes),
    };
  }
  if (/_count$/.test(name)) {
    // Maintenance: by autovacuum, a few times a day at the most; hardly any table is ever vacuumed by hand.
    const isDone = name.startsWith('auto') && used !== false;
    let count = isDone ? Math.floor(10 ** between(0, 2.5)) : 0;
    return {
      move(isActive) {
        if (isActive && isDone && random() < 0.02) count++;
      },
      text: () => String(count),
    };
  }
  const isUsed = used ?? random() < (activity === 0 ? 0.3 : 0.6);
  const perTick = isUsed ? 10 ** between(0, activity === 1 ? 4.3 : 2) : 0;
  let count = isUsed ? Math.floor(perTick * between(1, 3_000)) : 0;
  return {
    move(isActive) {
      if (isActive) count += type === 'float8' ? perTick * random() : Math.round(perTick * between(0.5, 1.5));
    },
    text: () => String(count),
  };
}
