import { Injectable } from '@nestjs/common';

@Injectable()
export class CourierService {
  private readonly rounds = new Map<string, string[]>();

  assign(courierId: string, parcelId: string): Promise<number> {
    const round = [...(this.rounds.get(courierId) ?? []), parcelId];
    this.rounds.set(courierId, round);
    return Promise.resolve(round.length);
  }
}
