import { Link } from 'wouter';

export function UnknownSource({ name }: { name: string }) {
  return (
    <>
      <h1>No source is called {name}</h1>
      <p>
        It may have been detached or renamed. The <Link href="/">fleet page</Link> has all that are there.
      </p>
    </>
  );
}
