// `npm run image [-- TAG]`: builds the Dockerfile with the first container tool that works on this machine.
import { spawnSync } from 'node:child_process';

const tag = process.argv[2] ?? 'pgwatch-heroku:latest';
/** Each tool, how to see that it works (a client without its daemon does not), and how it builds. */
const tools = [
  { name: 'docker', probe: ['info'], build: ['build', '-t', tag, '.'] },
  { name: 'podman', probe: ['info'], build: ['build', '-t', tag, '.'] },
  { name: 'buildah', probe: ['info'], build: ['bud', '-t', tag, '.'] },
];
/** "A dependency is unavailable", as everywhere in this project. */
const unavailableExit = 69;

const failures = [];
const tool = tools.find(({ name, probe }) => {
  const { status, error, stderr } = spawnSync(name, probe, { encoding: 'utf8', timeout: 20_000 });
  if (status === 0) return true;
  const reason = error?.code === 'ENOENT' ? 'not installed' : (stderr || String(error ?? '')).trim().split('\n').at(-1);
  failures.push(`${name}: ${reason}`);
  return false;
});
if (!tool) {
  process.stderr.write(
    `No container tool works here (${failures.join('; ')}).\nInstall docker, podman or buildah, or let Heroku build the image: git push heroku main.\n`,
  );
  process.exit(unavailableExit);
}
process.stdout.write(`Building ${tag} with ${tool.name}\n`);
const { status, signal } = spawnSync(tool.name, tool.build, {
  stdio: 'inherit',
  // Heroku runs amd64 only.
  env: { ...process.env, DOCKER_DEFAULT_PLATFORM: 'linux/amd64' },
});
process.exit(signal ? 1 : (status ?? 1));
