import { Controller } from '@nestjs/common';
import { NestInngest } from 'nest-inngest';
import { AppInngest } from '../../lib/inngest/client';
import { CourierService } from './courier.service';

interface Assigned {
  data: { courierId: string; parcelId: string };
}

@Controller('couriers')
export class CourierController {
  constructor(private readonly courierService: CourierService) {}

  /** Puts a parcel on a courier's round. */
  @AppInngest.Function({ id: 'courier-assigned-round', name: 'Plan Round' })
  @AppInngest.Trigger({ event: 'courier/assigned' })
  async planRound({
    event,
    step,
  }: NestInngest.context<typeof AppInngest, 'courier/assigned'>) {
    const { courierId, parcelId } = (event as Assigned).data;

    return step.run('assign', () =>
      this.courierService.assign(courierId, parcelId),
    );
  }
}
