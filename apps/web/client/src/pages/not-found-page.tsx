import { useDocumentTitle } from '@mantine/hooks';
import { Link } from 'wouter';

export function NotFoundPage() {
  useDocumentTitle('Not found · pgwatch');
  return (
    <>
      <h1>There is no such page</h1>
      <p>
        The databases are on the <Link href="/">fleet page</Link>.
      </p>
    </>
  );
}
