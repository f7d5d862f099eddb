/**
 * `npm run image:check [-- TAG]`: what the built image promises, seen on the image itself: its size above its base, that
 * a dyno's user changes files under /tmp only, that the image's CMD goes by $DYNO, that SIGTERM reaches node, and that
 * the project's own files are in it. Needs the image of `npm run image`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { listSourceFiles } from './source/list-source-files.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const tag = process.argv[2] ?? 'pgwatch-heroku:latest';
const base = /^FROM (\S+)$/m.exec(readFileSync(path.join(root, 'Dockerfile'), 'utf8'))?.[1];
const probe = readFileSync(path.join(root, 'scripts/image/probe.js'));
/** Above Debian and Node, which make it 900 with Grafana; a larger image takes longer to reach a dyno that must bind within a minute. */
const maxMegabytes = 670;
const maxMegabytesWithoutGrafana = 250;
/** Any that is not in the image's /etc/passwd will do. */
const user = '12345:12345';

const succeeds = (name, ...args) => spawnSync(name, args, { timeout: 20_000 }).status === 0;
const runner = ['docker', 'podman'].find((name) => succeeds(name, 'info'));
if (!runner && !succeeds('buildah', 'info')) {
  process.stderr.write('No container tool works here: docker, podman or buildah is needed.\n');
  process.exit(69);
}

function inImage(image, mode) {
  const node = ['node', '--input-type=module', '-', mode];
  if (runner) return json(runner, ['run', '--rm', '-i', '--user', user, image, ...node]);
  const container = spawnSync('buildah', ['from', '--pull-never', image], { encoding: 'utf8' });
  if (container.status !== 0) throw new Error(`there is no image ${image}: ${container.stderr}`);
  const id = container.stdout.trim();
  try {
    return json('buildah', ['run', '--isolation', 'chroot', '--user', user, id, '--', ...node]);
  } finally {
    spawnSync('buildah', ['rm', id]);
  }
}

function json(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { input: probe, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

const problems = [];
const check = (what, holds, detail) => {
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}${detail ? `: ${detail}` : ''}`);
  if (!holds) problems.push(what);
};

const measured = inImage(tag, 'measure');
const toMegabytes = (bytes) => Math.round(bytes / 2 ** 20);
const megabytes = toMegabytes(measured.bytes - inImage(base, 'measure').bytes);
check(
  `at most ${maxMegabytes} MB above ${base}`,
  megabytes <= maxMegabytes,
  `${megabytes} MB, of which Grafana ${toMegabytes(measured.grafana)} MB and the app ${toMegabytes(measured.app)} MB`,
);

const others = megabytes - toMegabytes(measured.grafana);
check(
  `at most ${maxMegabytesWithoutGrafana} MB of them without Grafana`,
  others <= maxMegabytesWithoutGrafana,
  `${others} MB`,
);

const { uid, files, changed, runs, source } = inImage(tag, 'run');
const outside = changed.filter((name) => !name.startsWith('/tmp/'));
check(
  `as user ${uid}, which is not in the image, changes files under /tmp only`,
  uid === 12345 && outside.length === 0,
  outside.length === 0 ? `${files} files compared, ${changed.length} changed in /tmp` : outside.join(', '),
);
const expected = { 'web.1': 0, 'collector.1': 0, 'release.1234': 0, 'run.1234': 0 };
for (const { line, dyno, code, signal, stoppedAfterMs, output } of runs) {
  const stopped = stoppedAfterMs === undefined ? '' : `, ${stoppedAfterMs} ms after SIGTERM`;
  const needsStop = dyno === 'web.1' || dyno === 'collector.1';
  const holds = code === expected[dyno] && (!needsStop || stoppedAfterMs !== undefined);
  check(`DYNO=${dyno} ${line}`, holds, `exit code ${code ?? signal}${stopped}`);
  if (!holds) console.log(output);
}
const wanted = new Set(listSourceFiles(root));
const odd = [...source.filter((name) => !wanted.has(name)), ...[...wanted].filter((name) => !source.includes(name))];
check(
  "carries the project's own files and no other",
  odd.length === 0,
  odd.length === 0
    ? `${source.length} files`
    : `built from another tree than this one? npm run image; ${odd.slice(0, 5).join(', ')}`,
);
process.exit(problems.length === 0 ? 0 : 1);
