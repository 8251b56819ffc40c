package io.azimuth.abuse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/**
 * Attackers at several addresses, with all their connections. Half of them use the plain listener,
 * the others TLS. Where a machine has only the address 127.0.0.1, they all have the customer's.
 */
final class Attackers {

  private static final int ADDRESSES = 5;
  private static final int CONNECT_MILLIS = 5_000;
  private static final long PAUSE_NANOS = 1_000_000;
  private static final long END_MILLIS = 20_000;

  private final URI plain;
  private final URI tls;
  private final SSLContext trust;
  private final List<InetAddress> sources = sources();
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Queue<RuntimeException> problems = new ConcurrentLinkedQueue<>();
  private final Tally tally = new Tally();
  private volatile boolean over;

  Attackers(URI plain, URI tls, SSLContext trust) {
    this.plain = plain;
    this.tls = tls;
    this.trust = trust;
  }

  /** Runs the attack for so long, then closes its connections. */
  Tally run(Attack attack, Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < attack.attackers(); i++) {
      int attacker = i;
      Thread thread = new Thread(() -> repeat(attack, attacker), attack.name() + "-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    TimeUnit.NANOSECONDS.timedJoin(threads.get(0), Math.max(1, end - System.nanoTime()));
    over = true;
    for (Thread thread : threads) {
      open.forEach(Attackers::close);
      thread.join(END_MILLIS);
      if (thread.isAlive()) {
        throw new IllegalStateException(thread.getName() + " does not end");
      }
    }
    open.forEach(Attackers::close);
    if (!problems.isEmpty()) {
      throw new IllegalStateException("the attackers have a fault", problems.element());
    }
    return tally;
  }

  private void repeat(Attack attack, int attacker) {
    while (!over) {
      try {
        attack.step().run(this, attacker);
      } catch (IOException e) {
        if (!over) {
          tally.answered(0);
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      } catch (RuntimeException e) {
        problems.add(e);
        return;
      }
    }
  }

  /** Whether the time is over. */
  boolean isOver() {
    return over;
  }

  Tally tally() {
    return tally;
  }

  /** Connects to a listener: an attacker with an even number to the plain one. */
  HostileConnection connect(int attacker) throws IOException {
    Socket socket = socket(listener(attacker));
    return attacker % 2 == 0
        ? HostileConnection.plain(socket, this)
        : HostileConnection.tls(socket, trust, this);
  }

  /** Connects, and sends nothing. */
  Socket connectSilently(int attacker) throws IOException {
    tally.request();
    return socket(listener(attacker));
  }

  private URI listener(int attacker) {
    return attacker % 2 == 0 ? plain : tls;
  }

  private Socket socket(URI listener) throws IOException {
    Socket socket = new Socket();
    try {
      InetAddress source = sources.get(connections.getAndIncrement() % sources.size());
      socket.bind(new InetSocketAddress(source, 0));
      socket.connect(new InetSocketAddress(listener.getHost(), listener.getPort()), CONNECT_MILLIS);
      socket.setTcpNoDelay(true);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    open.add(socket);
    if (over) {
      forget(socket);
    }
    return socket;
  }

  /** Closes the connection. */
  void forget(Socket socket) {
    open.remove(socket);
    close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.setSoLinger(true, 0); // leaves no port in TIME_WAIT
      socket.close();
    } catch (IOException e) {
      // it is closed
    }
  }

  private static List<InetAddress> sources() {
    List<InetAddress> own =
        IntStream.range(2, 2 + ADDRESSES)
            .mapToObj(number -> address("127.0.0." + number))
            .filter(Attackers::isOurs)
            .toList();
    return own.isEmpty() ? List.of(address("127.0.0.1")) : own;
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(InetAddress address) {
    try (ServerSocket probe = new ServerSocket(0, 1, address)) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
