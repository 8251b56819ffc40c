package io.azimuth.adapters.http.server;

import io.azimuth.adapters.http.connection.AddressBlock;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Two queues, so that newcomers who cannot all be served keep nobody waiting who is served already:
 * one for requests of newcomers, which are logins, and one for all others. Only so many newcomers
 * are served at the same time, and fewer while the I/O threads are behind: whoever is refused then
 * learns it soon, and look-ups do not wait for a thread that reads them. Any thread may call its
 * methods; none blocks.
 */
final class RequestLanes<T> {

  /** While both wait, every fourth turn is a newcomer's if there is a place for one. */
  private static final int NEWCOMERS_TURN = 4;

  private static final int SHARE_WHEN_BEHIND = 4;

  private final FairQueue<T> newcomers;
  private final FairQueue<T> others;
  private final int mostServed;
  private final BooleanSupplier behind;
  private int turns;
  private int served; // of the newcomers
  private int putOff;

  /**
   * An element whose turn it is.
   *
   * @param newcomer whether it is of the newcomers
   */
  record Turn<T>(boolean newcomer, T element) {}

  /**
   * Nothing waits yet.
   *
   * @param capacity how many elements each lane holds
   * @param mostServed how many newcomers have their turn at the same time
   * @param behind whether the I/O threads are behind; then it is a quarter of them, at least one
   */
  RequestLanes(int capacity, int mostServed, BooleanSupplier behind) {
    this.newcomers = FairQueue.forCrowds(capacity, System::nanoTime);
    this.others = new FairQueue<>(capacity);
    this.mostServed = mostServed;
    this.behind = behind;
  }

  /** As {@link FairQueue#offer}, in one of the lanes. */
  Optional<T> offer(boolean newcomer, Optional<AddressBlock> client, T element) {
    return (newcomer ? newcomers : others).offer(client, element);
  }

  /**
   * Takes the element whose turn it is. When only newcomers wait and no more of them may be served
   * now, it returns nothing, and the turn is put off until {@link #end} tells.
   */
  synchronized Optional<Turn<T>> poll() {
    turns = (turns + 1) % NEWCOMERS_TURN;
    boolean room = servesOneMore(); // asked once: a moment later it may be different
    Optional<Turn<T>> turn =
        turns == 0 ? newcomer(room).or(this::other) : other().or(() -> newcomer(room));
    if (turn.isEmpty() && !room) {
      putOff++;
    }
    return turn;
  }

  private Optional<Turn<T>> newcomer(boolean room) {
    Optional<T> element = room ? newcomers.poll() : Optional.empty();
    if (element.isPresent()) {
      served++;
    }
    return element.map(it -> new Turn<>(true, it));
  }

  private boolean servesOneMore() {
    return served
        < (behind.getAsBoolean() ? Math.max(1, mostServed / SHARE_WHEN_BEHIND) : mostServed);
  }

  private Optional<Turn<T>> other() {
    return others.poll().map(it -> new Turn<>(false, it));
  }

  /**
   * Ends the turn. Returns true if another that was put off is due: then the caller polls again.
   */
  synchronized boolean end(Turn<T> turn) {
    if (turn.newcomer()) {
      served--;
    }
    if (putOff == 0 || !servesOneMore()) {
      return false;
    }
    putOff--;
    return true;
  }

  /** How many elements both hold. */
  int size() {
    return newcomers.size() + others.size();
  }
}
