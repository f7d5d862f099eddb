import { html } from './html.js';
import { renderLayout } from './layout.js';

export interface SigninPage {
  token: string;
  next: string;
  user: string;
  configVarsUrl: string;
  error?: string;
}

export function renderSigninPage({ token, next, user, configVarsUrl, error }: SigninPage): string {
  const content = html`<section class="card">
<h1>Sign in</h1>
${error ? html`<p class="error" role="alert">${error}</p>` : undefined}
<form method="post" action="/signin">
<input type="hidden" name="token" value="${token}">
<input type="hidden" name="next" value="${next}">
<label for="user">User</label>
<input id="user" name="user" value="${user}" autocomplete="username" autocapitalize="none" spellcheck="false" required>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
<button type="submit">Sign in</button>
</form>
</section>
<section class="note">
<h2>Where is the password?</h2>
<p>Heroku generated it when the app was made. Find it in the
<a href="${configVarsUrl}" target="_blank" rel="noopener noreferrer">Heroku dashboard</a>:
this app → <b>Settings</b> → <b>Reveal Config Vars</b> → <code>PGWATCH2_ADMIN_PASSWORD</code>.</p>
<p>With the command line: <code>heroku config:get PGWATCH2_ADMIN_PASSWORD</code></p>
</section>`;
  return renderLayout({ title: 'Sign in', content });
}
