import { EventSchemas, Inngest } from 'inngest';
import { NestInngest } from 'nest-inngest';

export const inngest = new Inngest({
  id: 'parcels',
  schemas: new EventSchemas().fromRecord<{
    'courier/assigned': { data: { courierId: string; parcelId: string } };
  }>(),
});

export const AppInngest = NestInngest.from(inngest);
