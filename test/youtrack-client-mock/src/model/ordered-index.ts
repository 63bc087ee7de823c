/** Ids in the order of a number of theirs, for questions such as what changed within the last hour. */
import type { EntityId } from './types.ts';

interface Place {
  readonly value: number;
  readonly id: EntityId;
}

export class OrderedIndex {
  private readonly places: Place[];

  constructor(places: Iterable<Place>) {
    this.places = [...places].sort(compare);
  }

  add(id: EntityId, value: number): void {
    this.places.splice(this.placeOf({ value, id }), 0, { value, id });
  }

  delete(id: EntityId, value: number): void {
    const at = this.placeOf({ value, id });
    if (this.places[at]?.id === id) this.places.splice(at, 1);
  }

  /** Ids whose number is at least `from` and less than `to`. */
  *between(from: number, to: number): Iterable<EntityId> {
    for (let at = this.placeOf({ value: from, id: '' }); at < this.places.length; at += 1) {
      const place = this.places[at];
      if (place === undefined || place.value >= to) return;
      yield place.id;
    }
  }

  count(from: number, to: number): number {
    return Math.max(0, this.placeOf({ value: to, id: '' }) - this.placeOf({ value: from, id: '' }));
  }

  /** Where the places begin that do not come before this one. */
  private placeOf(wanted: Place): number {
    let [low, high] = [0, this.places.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const place = this.places[middle];
      if (place !== undefined && compare(place, wanted) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compare(left: Place, right: Place): number {
  if (left.value !== right.value) return left.value < right.value ? -1 : 1;
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}
