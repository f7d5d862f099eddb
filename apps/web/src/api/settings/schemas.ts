import { z } from 'zod';

export const tokenSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    prefix: z.string().describe('Its first characters.'),
    role: z.enum(['viewer', 'admin']).describe('viewer may only read.'),
    createdAt: z.string(),
    createdBy: z.string(),
    expiresAt: z.string().nullable(),
    lastUsedAt: z.string().nullable().describe('To the minute.'),
    revokedAt: z.string().nullable(),
  })
  .meta({ id: 'ApiToken' });

export const viewerSchema = z
  .object({
    name: z.string(),
    createdAt: z.string(),
    createdBy: z.string(),
    changedAt: z.string().describe('When the password was last set.'),
  })
  .meta({ id: 'Viewer' });

/** As PGWATCH2_ADMIN_PASSWORD; longer is more than any hash needs. */
export const newPassword = z
  .string()
  .min(12, 'is shorter than 12 characters')
  .max(256, 'is longer than 256 characters');

const viewerName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/, 'has to be 1 to 64 letters, digits, or . _ @ -')
  .refine((name) => name.toLowerCase() !== 'admin', 'is the name of the admin');

export const tokenRequest = z.strictObject({
  name: z.string().trim().min(1, 'is empty').max(80, 'is longer than 80 characters').describe('What it is for.'),
  role: z.enum(['viewer', 'admin']).describe('viewer may only read.'),
  expiresInDays: z.int().min(1).max(3650).nullable().describe('null: never.'),
});

export const viewerRequest = z.strictObject({ name: viewerName, password: newPassword });
