/** Signs in as a browser without scripts would, and returns a fetch that carries the session, a POST where it is given a body. */
export async function signIn(
  url: string,
  password: string,
): Promise<(path: string, body?: unknown) => Promise<Response>> {
  const cookies = new Map<string, string>();
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      if (name && value !== undefined) cookies.set(name, value);
    }
  };
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const page = await fetch(`${url}/signin`);
  keep(page);
  const hidden = [...(await page.text()).matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]): [string, string] => [
    /name="([^"]*)"/.exec(tag)?.[1] ?? '',
    /value="([^"]*)"/.exec(tag)?.[1] ?? '',
  ]);
  const answer = await fetch(`${url}/signin`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookie(), origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams([...hidden, ['user', 'admin'], ['password', password]]),
  });
  keep(answer);
  if (answer.status !== 302 && answer.status !== 303) throw new Error(`sign-in answered ${answer.status}`);
  const get = (path: string) => fetch(url + path, { headers: { cookie: cookie() } });
  return async (path, body) => {
    if (body === undefined) return get(path);
    const { csrfToken } = (await (await get('/api/v1/session')).json()) as { csrfToken: string };
    return fetch(url + path, {
      method: 'POST',
      headers: { cookie: cookie(), origin: url, 'content-type': 'application/json', 'x-csrf-token': csrfToken },
      body: JSON.stringify(body),
    });
  };
}
