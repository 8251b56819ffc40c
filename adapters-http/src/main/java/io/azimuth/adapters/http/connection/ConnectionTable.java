package io.azimuth.adapters.http.connection;

import io.azimuth.adapters.http.config.ListenerLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * The open connections of a listener, within its limits. When there is no room, the connection goes
 * that has been idle longest among those of the client that has most of them; so a client that
 * opens many closes its own. A connection is idle while the application has no request of it, also
 * while it sends one.
 */
public final class ConnectionTable {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionTable.class);

  /** What a request may have beyond the limit of all: 1,024 of them are 8 MiB. */
  private static final long SMALL = 8 * 1024;

  private static final long WARNING_PAUSE = TimeUnit.MINUTES.toNanos(1);

  private final ListenerLimits limits;
  private final Predicate<InetAddress> isProxy;
  private final LongAdder refused = new LongAdder();
  private final LongAdder evicted = new LongAdder();

  private final AtomicLong warned = new AtomicLong(); // when, in nanoseconds; 0: never

  /** All fields below are guarded by this object. */
  private final Map<AddressBlock, Client> clients = new HashMap<>();

  private int open;
  private long held;

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
    OpenConnection connection = new OpenConnection(this, channel, address);
    Optional<OpenConnection> victim = Optional.empty();
    synchronized (this) {
      Client client = clients.computeIfAbsent(address, unused -> new Client());
      boolean clientIsFull = client.size() >= limits.connectionsPerAddress() && !isProxy.test(peer);
      if (clientIsFull || open >= limits.connections()) {
        victim = clientIsFull ? client.idlest() : idlest();
        if (victim.isEmpty()) {
          forgetIfGone(address, client);
          return Optional.empty();
        }
        remove(victim.get());
      }
      clients.computeIfAbsent(address, unused -> new Client()).idle.add(connection);
      open++;
    }
    victim.ifPresent(this::evict);
    return Optional.of(connection);
  }

  // Of the client that has most idle connections.
  private Optional<OpenConnection> idlest() {
    return clients.values().stream()
        .max(Comparator.comparingInt(client -> client.idle.size()))
        .flatMap(Client::idlest);
  }

  private void evict(OpenConnection connection) {
    evicted.increment();
    warn();
    connection.close();
  }

  // At most once a minute: strangers can cause it as often as they like.
  private void warn() {
    long now = System.nanoTime();
    long last = warned.get();
    if ((last == 0 || now - last > WARNING_PAUSE) && warned.compareAndSet(last, now)) {
      LOG.warn(
          "clients need more room than the listener has: {} connections refused, {} idle ones"
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
    Client client = clients.get(connection.address());
    if (client != null && (client.working.remove(connection) || client.idle.remove(connection))) {
      client.idle.add(connection);
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

  synchronized void release(OpenConnection connection) {
    free(connection);
  }

  private void free(OpenConnection connection) {
    held -= connection.held();
    connection.setHeld(0);
  }

  /**
   * Counts bytes that the server holds for this connection. Over the limit, the idle connection
   * that holds most is closed; where none is, small requests still pass, so that large ones which
   * wait for another system do not keep them out.
   *
   * @return whether there is room
   */
  boolean hold(OpenConnection connection, int bytes) {
    Optional<OpenConnection> victim = Optional.empty();
    synchronized (this) {
      connection.setHeld(connection.held() + bytes);
      held += bytes;
      if (held > limits.bufferedBytes()) {
        victim = largestIdle();
        if (victim.isEmpty() || victim.get() == connection) {
          return connection.held() <= SMALL;
        }
        remove(victim.get());
      }
    }
    victim.ifPresent(this::evict);
    return true;
  }

  private Optional<OpenConnection> largestIdle() {
    return clients.values().stream()
        .flatMap(client -> client.idle.stream())
        .filter(connection -> connection.held() > 0)
        .max(Comparator.comparingLong(OpenConnection::held));
  }

  /** The figures at this moment. */
  public synchronized ConnectionFigures figures() {
    return new ConnectionFigures(open, held, refused.sum(), evicted.sum());
  }
}
