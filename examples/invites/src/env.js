import { createEnv } from '@t3-oss/env-nextjs'
import { z } from 'zod'

export const env = createEnv({
  // What only the server may see.
  server: {
    NODE_ENV: z.enum(['development', 'test', 'production']),
    AUTH_SECRET:
      process.env.NODE_ENV === 'production'
        ? z.string()
        : z.string().optional(),
    MAIL_FROM: z.string().default('invites@example.com'),
  },
  client: {},
  runtimeEnv: {
    NODE_ENV: process.env.NODE_ENV,
    AUTH_SECRET: process.env.AUTH_SECRET,
    MAIL_FROM: process.env.MAIL_FROM,
  },
  // For builds without secrets, as in a container.
  skipValidation: !!process.env.SKIP_ENV_VALIDATION,
  emptyStringAsUndefined: true,
})
