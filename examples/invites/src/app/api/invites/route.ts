import { invite } from '~/server/invites'
import { inviteSchema } from '~/server/schema'

export async function POST(request: Request) {
  const parsed = inviteSchema.safeParse(await request.json())
  if (!parsed.success) {
    return Response.json({ error: 'an e-mail address is needed' }, { status: 400 })
  }
  return Response.json(invite(parsed.data.email), { status: 201 })
}
