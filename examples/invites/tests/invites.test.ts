import { expect, it } from 'vitest'

import { invite, pending } from '../src/server/invites'

it('invites nobody twice', () => {
  invite('ada@example.com')
  invite('ada@example.com')

  expect(pending()).toEqual([{ email: 'ada@example.com' }])
})
