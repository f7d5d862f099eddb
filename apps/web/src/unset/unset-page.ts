/** Commands that make a secret of its own for each variable. */
const generators: Readonly<Record<string, string>> = {
  PGWATCH2_ADMIN_PASSWORD: '$(openssl rand -hex 24)',
  PGWATCH2_SECRET_KEY: '$(openssl rand -hex 32)',
};

/** The line that sets what is missing. */
export function setCommand(missing: readonly string[], appName: string | undefined): string {
  const values = missing.map((name) => `${name}=${generators[name] ?? '...'}`).join(' ');
  return `heroku config:set ${values}${appName === undefined ? '' : ` --app ${appName}`}`;
}

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What whoever opens an app without its secrets sees: nothing of it, and the line to run. */
export function unsetPage(missing: readonly string[], appName: string | undefined): string {
  const names = missing.map((name) => `<code>${name}</code>`).join(' and ');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>pgwatch: one step to go</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 4rem auto; padding: 0 1rem; color: #1c1c28; background: #fff }
pre { padding: 1rem; overflow-x: auto; background: #f2f2f6; border-radius: 6px }
@media (prefers-color-scheme: dark) { body { color: #e6e6ee; background: #16161d } pre { background: #23232d } }
</style>
<h1>One step to go</h1>
<p>${names} ${missing.length > 1 ? 'are' : 'is'} not set: nobody can sign in before. Run this once; the app restarts by itself.</p>
<pre>${escapeHtml(setCommand(missing, appName))}</pre>
<p>In the browser: Heroku dashboard, this app, Settings, Reveal Config Vars. The password has at least 12 characters, the
key 16.</p>
</html>
`;
}
