package io.azimuth.adapters.http.server;

import io.azimuth.adapters.http.connection.AddressBlock;
import io.azimuth.adapters.http.connection.SelectorRounds;
import io.azimuth.spi.remote.LogAllowance;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.ssl.SslConnection;

/**
 * Lets the clients of a listener take turns with their TLS handshakes. An I/O thread does one step
 * of one handshake, then serves each connection that is ready, then does the next step. So a flood
 * of handshakes delays a request by one step, and the handshake of another client by one step of
 * each client that waits. When too many wait, the newest of the client that has most is closed.
 */
final class HandshakeTurns {

  private static final Logger LOG = LoggerFactory.getLogger(HandshakeTurns.class);

  private final LogAllowance warnings = LogAllowance.perMinute(1);
  private final SelectorRounds rounds;
  private final int capacity;
  private final Map<XnioIoThread, Line> lines = new ConcurrentHashMap<>();

  /**
   * Turns without waiting handshakes.
   *
   * @param capacity how many handshakes can wait for each I/O thread
   */
  HandshakeTurns(SelectorRounds rounds, int capacity) {
    this.rounds = rounds;
    this.capacity = capacity;
  }

  /**
   * Lays TLS over an accepted connection, whose handshake then takes its turns. When that is not
   * possible, for example because no file descriptor is left, the connection is closed.
   *
   * @param client who takes turns; empty for a connection that counts by itself
   * @param tls lays TLS over the connection
   */
  Optional<SslConnection> secure(
      StreamConnection accepted,
      Optional<AddressBlock> client,
      Function<StreamConnection, SslConnection> tls) {
    Line line = lines.computeIfAbsent(accepted.getIoThread(), it -> new Line(it, rounds, capacity));
    HandshakeSource source =
        new HandshakeSource(accepted.getSourceChannel().getConduit(), client, line);
    accepted.getSourceChannel().setConduit(source);
    accepted.setCloseListener(closed -> source.finish());
    try {
      SslConnection secured = tls.apply(accepted);
      source.setConnection(secured);
      secured.getHandshakeSetter().set(shaken -> source.finish());
      return Optional.of(secured);
    } catch (RuntimeException e) {
      IoUtils.safeClose(accepted); // no other thread has it
      warn(e);
      return Optional.empty();
    }
  }

  // At most once a minute: strangers can cause it as often as they like.
  private void warn(RuntimeException problem) {
    long unlogged = warnings.take(System.nanoTime());
    if (unlogged >= 0) {
      LOG.warn("a connection cannot begin TLS, unlogged={}: {}", unlogged, problem.toString());
    }
  }

  /** The clients that wait for one I/O thread, which alone uses the line. */
  static final class Line {

    private final XnioIoThread thread;
    private final SelectorRounds rounds;
    private final FairQueue<HandshakeSource> waiting;
    private boolean taken; // until the next one may have a turn

    private Line(XnioIoThread thread, SelectorRounds rounds, int capacity) {
      this.thread = thread;
      this.rounds = rounds;
      this.waiting = new FairQueue<>(capacity);
    }

    /**
     * Takes the turn if it is free; otherwise the handshake waits, or is closed for want of room.
     *
     * @return whether it is the turn of this one
     */
    boolean enter(HandshakeSource source) {
      if (!taken) {
        taken = true;
        return true;
      }
      waiting
          .offer(source.client(), source)
          .ifPresent(refused -> IoUtils.safeClose(refused.connection()));
      return false;
    }

    /** Ends a turn. The next begins when all that is ready now was served. */
    void pass() {
      try {
        thread.execute(this::endRound); // after the other connections that the selector named
      } catch (RejectedExecutionException e) {
        taken = false; // the server stops
      }
    }

    private void endRound() {
      taken = waiting.size() > 0;
      if (taken) {
        rounds.await(thread, this::callNext);
      }
    }

    private void callNext() {
      Optional<HandshakeSource> next = waiting.poll();
      while (next.isPresent() && !next.get().takeTurn()) {
        next = waiting.poll();
      }
      taken = next.isPresent();
    }
  }
}
