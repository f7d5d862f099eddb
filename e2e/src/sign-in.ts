/** Signs in as a browser without scripts would, and returns a fetch that carries the session. */
export async function signIn(url: string, password: string): Promise<(path: string) => Promise<Response>> {
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
  return (path) => fetch(url + path, { headers: { cookie: cookie() } });
}
