package io.azimuth.adapters.http.server;

import io.azimuth.adapters.http.connection.AddressBlock;
import java.util.Optional;

/**
 * Two queues, so that newcomers who cannot all be served keep nobody waiting who is served already:
 * one for requests of newcomers, which are logins, and one for all others. Any thread may call its
 * methods; none blocks.
 */
final class RequestLanes<T> {

  /** While both wait, every fourth turn is a newcomer's: the others cannot keep them out. */
  private static final int NEWCOMERS_TURN = 4;

  private final FairQueue<T> newcomers;
  private final FairQueue<T> others;
  private int turns;

  /** Each lane holds so many elements. */
  RequestLanes(int capacity) {
    this.newcomers = FairQueue.forCrowds(capacity, System::nanoTime);
    this.others = new FairQueue<>(capacity);
  }

  /** As {@link FairQueue#offer}, in one of the lanes. */
  Optional<T> offer(boolean newcomer, Optional<AddressBlock> client, T element) {
    return (newcomer ? newcomers : others).offer(client, element);
  }

  /** Takes the element whose turn it is. */
  synchronized Optional<T> poll() {
    turns = (turns + 1) % NEWCOMERS_TURN;
    FairQueue<T> first = turns == 0 ? newcomers : others;
    FairQueue<T> second = turns == 0 ? others : newcomers;
    Optional<T> element = first.poll();
    return element.isPresent() ? element : second.poll();
  }

  /** How many elements both hold. */
  int size() {
    return newcomers.size() + others.size();
  }
}
