// Starts the app on a free port, asks it what it serves to Inngest, as an in-band sync does, and stops it.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';

async function served() {
  process.env.INNGEST_DEV = '1';
  const { AppModule } = await import('./app.module.js');
  const app = await NestFactory.create(AppModule, { logger: ['error'] });
  await app.listen(0, '127.0.0.1');
  const url = `${await app.getUrl()}/api/inngest`;
  const answer = await fetch(url, {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      'x-inngest-sync-kind': 'in_band',
    },
    body: JSON.stringify({ url }),
  });
  const { functions } = (await answer.json()) as {
    functions: { id: string; triggers: { event: string }[] }[];
  };
  for (const { id, triggers } of functions) {
    console.log(id, ...triggers.map(({ event }) => event));
  }
  await app.close();
  process.exit(0);
}

void served();
