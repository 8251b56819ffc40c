package io.azimuth.adapters.http.server;

import io.azimuth.adapters.http.connection.AddressBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Two queues, so that newcomers who cannot all be served do not delay clients that are served
 * already: one for requests of newcomers, which are logins, and one for all others. Only so many
 * newcomers are served at the same time, and fewer while they are a crowd and the I/O threads are
 * behind: these threads refuse those for whom there is no place, and read the requests of all
 * others. Any thread may call its methods; none blocks.
 *
 * <p>For each element that waits, somebody calls {@link #poll} once. A call that may not serve a
 * newcomer now is put off until {@link #due} gives it back.
 */
final class RequestLanes<T> {

  /** While both wait, every fourth turn is a newcomer's if there is a place for one. */
  private static final int NEWCOMERS_TURN = 4;

  private static final int SHARE_WHEN_BEHIND = 4;

  /** A newcomer that takes longer waits for something, and takes no processor from others. */
  private static final long SHORT = TimeUnit.SECONDS.toNanos(1);

  private final FairQueue<T> newcomers;
  private final FairQueue<T> others;
  private final int mostServed;
  private final BooleanSupplier behind;
  private final LongSupplier nanos;
  private final List<Turn<T>> served = new ArrayList<>(); // of the newcomers
  private int turns;
  private int putOff;

  /**
   * An element whose turn it is.
   *
   * @param newcomer whether it is of the newcomers
   * @param begun when the turn began, in nanoseconds of the clock
   */
  record Turn<T>(boolean newcomer, T element, long begun) {}

  /**
   * Nothing waits yet.
   *
   * @param capacity how many elements each lane holds
   * @param mostServed how many newcomers have their turn at the same time
   * @param behind whether the I/O threads are behind. Then no newcomer of a crowd begins while a
   *     quarter of {@code mostServed}, and at least one, have begun within the last second. Without
   *     a crowd that would only leave processors idle
   * @param nanos a clock that never goes back
   */
  RequestLanes(int capacity, int mostServed, BooleanSupplier behind, LongSupplier nanos) {
    this.newcomers = FairQueue.forCrowds(capacity, nanos);
    this.others = new FairQueue<>(capacity);
    this.mostServed = mostServed;
    this.behind = behind;
    this.nanos = nanos;
  }

  /** As {@link FairQueue#offer}, in one of the lanes. */
  Optional<T> offer(boolean newcomer, Optional<AddressBlock> client, T element) {
    return (newcomer ? newcomers : others).offer(client, element);
  }

  /**
   * Takes the element whose turn it is. When only newcomers wait and no more of them may be served
   * now, it returns nothing, and the call is put off.
   */
  synchronized Optional<Turn<T>> poll() {
    turns = (turns + 1) % NEWCOMERS_TURN;
    boolean room = room() > 0;
    Optional<Turn<T>> turn =
        turns == 0 ? newcomer(room).or(this::other) : other().or(() -> newcomer(room));
    if (turn.isEmpty() && !room) {
      putOff++;
    }
    return turn;
  }

  private Optional<Turn<T>> newcomer(boolean room) {
    Optional<T> element = room ? newcomers.poll() : Optional.empty();
    Optional<Turn<T>> turn = element.map(it -> new Turn<>(true, it, nanos.getAsLong()));
    turn.ifPresent(served::add);
    return turn;
  }

  private Optional<Turn<T>> other() {
    return others.poll().map(it -> new Turn<>(false, it, nanos.getAsLong()));
  }

  // How many more newcomers may be served now.
  private int room() {
    int places = mostServed - served.size();
    if (!newcomers.isCrowded() || !behind.getAsBoolean()) {
      return places;
    }
    long now = nanos.getAsLong();
    long begunNow = served.stream().filter(turn -> now - turn.begun() < SHORT).count();
    return Math.min(places, Math.max(1, mostServed / SHARE_WHEN_BEHIND) - (int) begunNow);
  }

  synchronized void end(Turn<T> turn) {
    served.remove(turn);
  }

  /**
   * How many of the calls that were put off are due again; the caller polls as often. To be called
   * after each turn that was taken, because another lane's call may have taken it, and after each
   * that ended: there may be room again, also because the I/O threads are no longer behind.
   */
  synchronized int due() {
    if (putOff == 0) {
      return 0;
    }
    int waiting = others.size() + Math.max(0, Math.min(newcomers.size(), room()));
    int due = Math.min(putOff, waiting);
    putOff -= due;
    return due;
  }

  /** How many elements both hold. */
  int size() {
    return newcomers.size() + others.size();
  }
}
