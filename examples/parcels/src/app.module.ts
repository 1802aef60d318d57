import { Module } from '@nestjs/common';
import { InngestModule } from 'nest-inngest';
import { inngest } from './lib/inngest/client';
import { CourierModule } from './modules/courier/courier.module';

@Module({
  imports: [
    InngestModule.forRoot({ inngest, path: '/api/inngest' }),
    CourierModule,
  ],
})
export class AppModule {}
