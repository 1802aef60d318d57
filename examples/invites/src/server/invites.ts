import type { Invite } from './schema'

const invites = new Map<string, Invite>()

/** Whoever is invited twice is invited once. */
export function invite(email: string): Invite {
  const known = invites.get(email) ?? { email }
  invites.set(email, known)
  return known
}

export function pending(): Invite[] {
  return [...invites.values()]
}
