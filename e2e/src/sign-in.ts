/** Signs in as a browser without scripts would, and returns a fetch that carries the session, a POST where it is given a body. */
export async function signIn(
  url: string,
  password: string,
): Promise<(path: string, body?: unknown) => Promise<Response>> {
  const cookie = header(await openSession(url, password));
  const get = (path: string) => fetch(url + path, { headers: { cookie } });
  return async (path, body) => {
    if (body === undefined) return get(path);
    const { csrfToken } = (await (await get('/api/v1/session')).json()) as { csrfToken: string };
    return fetch(url + path, {
      method: 'POST',
      headers: { cookie, origin: url, 'content-type': 'application/json', 'x-csrf-token': csrfToken },
      body: JSON.stringify(body),
    });
  };
}

/** The same for a browser that is to be signed in: its cookies by name. */
export async function openSession(url: string, password: string): Promise<Map<string, string>> {
  const cookies = new Map<string, string>();
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      if (name && value !== undefined) cookies.set(name, value);
    }
  };
  const page = await fetch(`${url}/signin`);
  keep(page);
  const hidden = [...(await page.text()).matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]): [string, string] => [
    /name="([^"]*)"/.exec(tag)?.[1] ?? '',
    /value="([^"]*)"/.exec(tag)?.[1] ?? '',
  ]);
  const answer = await fetch(`${url}/signin`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: header(cookies), origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams([...hidden, ['user', 'admin'], ['password', password]]),
  });
  keep(answer);
  if (answer.status !== 302 && answer.status !== 303) throw new Error(`sign-in answered ${answer.status}`);
  return cookies;
}

function header(cookies: Map<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}
