import { z } from 'zod';

/** Every error answer, as RFC 9457 has it: what went wrong and what to do. */
export const problemSchema = z
  .object({
    type: z.string().describe('Where the code is explained.'),
    title: z.string().describe('The code in words.'),
    status: z.int(),
    detail: z.string().describe('What went wrong, one sentence.'),
    code: z.string().describe('Stable, for programs.'),
    hint: z.string().optional().describe('What to do about it.'),
  })
  .meta({ id: 'Problem' });
