package io.azimuth.adapters.http.connection;

import io.azimuth.adapters.http.config.ListenerLimits;
import io.azimuth.spi.remote.LogAllowance;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * The open connections of a listener, within its limits. When there is no room, the connection goes
 * that has been idle longest among those of the client that has most connections; so a client that
 * opens many closes its own. When none is idle, as when many logins wait for Azure, the newest of
 * the client goes that has most, for the sake of one that has fewer. When memory runs short, the
 * largest connection goes of the client that holds most. A connection is idle while the application
 * has no request of it, also while it sends one or takes an answer.
 */
public final class ConnectionTable {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionTable.class);

  /** What a request or an answer may have beyond the limit of all: 1,024 of them are 8 MiB. */
  private static final long SMALL = 8 * 1024;

  /** A client that holds at most this part of the limit of all is not closed for what it adds. */
  private static final long SHARES = 16;

  /** The part of the limit of all that answers have beside it when requests hold all of it. */
  private static final long ANSWER_PARTS = 4;

  private static final Comparator<OpenConnection> IDLEST =
      Comparator.comparingLong(OpenConnection::idleSince).reversed();

  private final ListenerLimits limits;
  private final Predicate<InetAddress> isProxy;
  private final LongAdder refused = new LongAdder();
  private final LongAdder evicted = new LongAdder();

  private final LogAllowance warnings = LogAllowance.perMinute(1);

  /** All fields below are guarded by this object. */
  private final Map<AddressBlock, Client> clients = new HashMap<>();

  private int open;
  private long held;
  private long heldAnswers; // a part of held
  private long rests; // how often a connection became idle

  /** The connections of one client; the idle ones in the order in which they became idle. */
  private static final class Client {
    private final Set<OpenConnection> idle = new LinkedHashSet<>();
    private final Set<OpenConnection> working = new LinkedHashSet<>();

    private int size() {
      return idle.size() + working.size();
    }

    private Optional<OpenConnection> idlest() {
      return idle.stream().findFirst();
    }

    private Optional<OpenConnection> newestAtWork() {
      return working.stream().reduce((earlier, later) -> later);
    }

    private Stream<Holder> idleHolders() {
      long together =
          Stream.concat(idle.stream(), working.stream())
              .filter(connection -> !connection.ofProxy())
              .mapToLong(OpenConnection::held)
              .sum();
      return idle.stream()
          .filter(connection -> connection.held() > 0)
          .map(it -> new Holder(it, it.ofProxy() ? it.held() : together));
    }
  }

  /** An idle connection and what its client holds; those of a trusted proxy count by themselves. */
  private record Holder(OpenConnection connection, long ofClient) {

    private static final Comparator<Holder> LARGEST =
        Comparator.comparingLong(Holder::ofClient)
            .thenComparingLong(holder -> holder.connection.held())
            .thenComparing(Holder::connection, IDLEST);
  }

  /**
   * An empty table.
   *
   * @param isProxy whether the address is that of a trusted proxy, behind which many clients are:
   *     the limit of one address does not hold for it
   */
  public ConnectionTable(ListenerLimits limits, Predicate<InetAddress> isProxy) {
    this.limits = limits;
    this.isProxy = isProxy;
  }

  /** Opens each accepted connection with this protocol, or closes it when there is no room. */
  public ChannelListener<StreamConnection> admitting(ChannelListener<StreamConnection> protocol) {
    return channel -> {
      InetSocketAddress peer = channel.getPeerAddress(InetSocketAddress.class);
      if (peer == null) { // closed already
        IoUtils.safeClose(channel);
        return;
      }
      Optional<OpenConnection> connection = admit(channel, peer.getAddress());
      if (connection.isPresent()) {
        connection.get().open(protocol, limits.timeouts().head().toMillis());
      } else {
        refused.increment();
        warn();
        IoUtils.safeClose(channel);
      }
    };
  }

  private Optional<OpenConnection> admit(StreamConnection channel, InetAddress peer) {
    AddressBlock address = AddressBlock.of(peer);
    OpenConnection connection = new OpenConnection(this, channel, address, isProxy.test(peer));
    Optional<OpenConnection> victim = Optional.empty();
    synchronized (this) {
      Client client = clients.computeIfAbsent(address, unused -> new Client());
      boolean clientIsFull =
          client.size() >= limits.connectionsPerAddress() && !connection.ofProxy();
      if (clientIsFull || open >= limits.connections()) {
        victim =
            clientIsFull ? client.idlest() : idlestFor(client).or(() -> newestAtWorkFor(client));
        if (victim.isEmpty()) {
          forgetIfGone(address, client);
          return Optional.empty();
        }
        remove(victim.get());
      }
      becomeIdle(connection, clients.computeIfAbsent(address, unused -> new Client()));
      open++;
    }
    victim.ifPresent(this::evict);
    return Optional.of(connection);
  }

  // Of the client with most connections that has an idle one: the newcomer, or one with more.
  private Optional<OpenConnection> idlestFor(Client newcomer) {
    return clients.values().stream()
        .filter(client -> client == newcomer || client.size() > newcomer.size())
        .filter(client -> !client.idle.isEmpty())
        .max(
            Comparator.comparingInt(Client::size)
                .thenComparing(client -> client.idlest().orElseThrow(), IDLEST))
        .flatMap(Client::idlest);
  }

  // When no client is idle: of the client with most connections, if the newcomer then has no more.
  private Optional<OpenConnection> newestAtWorkFor(Client newcomer) {
    return clients.values().stream()
        .filter(client -> client.size() > newcomer.size() + 1)
        .max(Comparator.comparingInt(Client::size))
        .flatMap(Client::newestAtWork);
  }

  private void becomeIdle(OpenConnection connection, Client client) {
    connection.setIdleSince(++rests);
    client.idle.add(connection);
  }

  private void evict(OpenConnection connection) {
    evicted.increment();
    warn();
    connection.close();
  }

  // At most once a minute: strangers can cause it as often as they like.
  private void warn() {
    if (warnings.take(System.nanoTime()) >= 0) {
      LOG.warn(
          "clients need more room than the listener has: {} connections refused, {} others"
              + " closed since the start (max_connections, max_connections_per_address,"
              + " max_buffered_bytes)",
          refused.sum(),
          evicted.sum());
    }
  }

  synchronized void work(OpenConnection connection) {
    Client client = clients.get(connection.address());
    if (client != null && client.idle.remove(connection)) {
      client.working.add(connection);
    }
  }

  synchronized void rest(OpenConnection connection) {
    free(connection);
    stopWork(connection);
  }

  private void stopWork(OpenConnection connection) {
    Client client = clients.get(connection.address());
    if (client != null && (client.working.remove(connection) || client.idle.remove(connection))) {
      becomeIdle(connection, client);
    }
  }

  synchronized void leave(OpenConnection connection) {
    remove(connection);
  }

  private void remove(OpenConnection connection) {
    free(connection);
    Client client = clients.get(connection.address());
    if (client != null && (client.idle.remove(connection) || client.working.remove(connection))) {
      open--;
      forgetIfGone(connection.address(), client);
    }
  }

  private void forgetIfGone(AddressBlock address, Client client) {
    if (client.size() == 0) {
      clients.remove(address, client);
    }
  }

  private void free(OpenConnection connection) {
    held -= connection.held();
    heldAnswers -= connection.heldAnswer();
    connection.setHeld(0, 0);
  }

  /**
   * Counts bytes that the client has sent. Over the limit, idle connections of the clients that
   * hold most are closed; where that does not help, small requests still pass, so that large ones
   * which wait for another system do not keep them out.
   *
   * @return whether there is room
   */
  boolean hold(OpenConnection connection, int bytes) {
    List<OpenConnection> victims;
    boolean room;
    synchronized (this) {
      if (!isHere(connection)) { // closed: nothing would free it
        return true;
      }
      connection.setHeld(connection.held() + bytes, connection.heldAnswer());
      held += bytes;
      victims = makeRoom(connection);
      room = held <= limits.bufferedBytes() || connection.held() <= SMALL;
    }
    victims.forEach(this::evict);
    return room;
  }

  /**
   * Counts an answer that waits for its client; until it is sent, the connection is idle. Over the
   * limit, idle connections of the clients that hold most are closed. Where requests that wait hold
   * all, answers still have a part of the limit beside it: they close each other only.
   *
   * @return whether there is room; if not, nothing is counted
   */
  boolean holdAnswer(OpenConnection connection, int bytes) {
    List<OpenConnection> victims;
    boolean room;
    synchronized (this) {
      if (!isHere(connection)) {
        return true;
      }
      stopWork(connection);
      connection.setHeld(connection.held() + bytes, connection.heldAnswer() + bytes);
      held += bytes;
      heldAnswers += bytes;
      victims = makeRoom(connection);
      makeRoomForAnswer(connection, victims);
      room = !answersHoldTooMuch() || bytes <= SMALL;
      if (!room) {
        connection.setHeld(connection.held() - bytes, connection.heldAnswer() - bytes);
        held -= bytes;
        heldAnswers -= bytes;
      }
    }
    victims.forEach(this::evict);
    return room;
  }

  private boolean isHere(OpenConnection connection) {
    Client client = clients.get(connection.address());
    return client != null
        && (client.idle.contains(connection) || client.working.contains(connection));
  }

  // Closes nothing when that would not be enough.
  private List<OpenConnection> makeRoom(OpenConnection newcomer) {
    List<OpenConnection> victims = new ArrayList<>();
    if (held > limits.bufferedBytes() && held - heldByIdle() <= limits.bufferedBytes()) {
      while (held > limits.bufferedBytes() && closeLargest(newcomer, any -> true, victims)) {
        // Repeats until there is room, or the newcomer is the largest.
      }
    }
    return victims;
  }

  private void makeRoomForAnswer(OpenConnection newcomer, List<OpenConnection> victims) {
    while (answersHoldTooMuch()
        && closeLargest(newcomer, holder -> holder.heldAnswer() > 0, victims)) {
      // Repeats until there is room, or the newcomer is the largest.
    }
  }

  private boolean answersHoldTooMuch() {
    return held > limits.bufferedBytes() && heldAnswers > limits.bufferedBytes() / ANSWER_PARTS;
  }

  private long heldByIdle() {
    return clients.values().stream()
        .flatMap(client -> client.idle.stream())
        .mapToLong(OpenConnection::held)
        .sum();
  }

  // Returns false when the newcomer is the largest, or no other is left.
  private boolean closeLargest(
      OpenConnection newcomer, Predicate<OpenConnection> which, List<OpenConnection> victims) {
    long share = limits.bufferedBytes() / SHARES;
    Optional<OpenConnection> victim =
        clients.values().stream()
            .flatMap(Client::idleHolders)
            .filter(holder -> which.test(holder.connection()))
            .filter(holder -> holder.connection() != newcomer || holder.ofClient() > share)
            .max(Holder.LARGEST)
            .map(Holder::connection)
            .filter(connection -> connection != newcomer);
    victim.ifPresent(this::remove);
    victim.ifPresent(victims::add);
    return victim.isPresent();
  }

  ListenerLimits.Timeouts timeouts() {
    return limits.timeouts();
  }

  public synchronized ConnectionFigures figures() {
    return new ConnectionFigures(open, held, refused.sum(), evicted.sum());
  }
}
