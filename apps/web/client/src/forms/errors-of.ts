import { z } from 'zod';

// The policy of these pages forbids making code out of text, which zod would try, and the browser report.
z.config({ jitless: true });

/** What a schema of the API says about what was typed, by field: the first of each, as a sentence. */
export function errorsOf(schema: z.ZodType, value: unknown): Record<string, string> {
  const result = schema.safeParse(value);
  if (result.success) return {};
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues) {
    const [field = '', ...inner] = issue.path.map(String);
    errors[field] ??= sentence(inner.join('.'), messageOf(issue));
  }
  return errors;
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_key' && issue.code !== 'invalid_element') return issue.message;
  return issue.issues[0]?.message ?? issue.message;
}

/** Messages of the API go on after the name of what they are about: `is empty`, `has to be …`, `are more than 50`. */
function sentence(name: string, message: string): string {
  const isPlural = /^(are|have|need) /.test(message);
  const subject = name || (isPlural ? 'These' : 'This');
  const text = /^[a-z]/.test(message) ? `${subject} ${message}` : name ? `${name}: ${message}` : message;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
