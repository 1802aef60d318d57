import { pending } from '~/server/invites'

export default function Page() {
  return (
    <ul>
      {pending().map(({ email }) => (
        <li key={email}>{email}</li>
      ))}
    </ul>
  )
}
