package io.azimuth.adapters.http.config;

import io.azimuth.adapters.http.server.FakeApi;
import io.azimuth.adapters.http.server.HttpServer;
import io.azimuth.adapters.http.server.RawConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A server on a free loopback port, in front of a {@link FakeApi}. */
public final class TestServer implements AutoCloseable {

  public static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  public final FakeApi api = new FakeApi();
  public final HttpServer http;

  private TestServer(HttpConfig config) throws IOException {
    AtomicInteger ids = new AtomicInteger();
    http = HttpServer.create(api, config, () -> "id-" + ids.incrementAndGet());
    http.start();
  }

  public static TestServer start() throws IOException {
    return start(HttpConfig.of(List.of(ListenerConfig.plain(ANY_PORT))));
  }

  public static TestServer start(HttpConfig config) throws IOException {
    return new TestServer(config);
  }

  static TestServer start(HttpConfig.Capacity capacity) throws IOException {
    return start(new HttpConfig(List.of(ListenerConfig.plain(ANY_PORT)), capacity));
  }

  static TestServer start(ListenerLimits.Timeouts timeouts) throws IOException {
    return start(HttpConfig.Capacity.DEFAULT, ListenerLimits.DEFAULT.with(timeouts));
  }

  static TestServer start(HttpConfig.Capacity capacity, ListenerLimits limits) throws IOException {
    return start(new HttpConfig(List.of(ListenerConfig.plain(ANY_PORT).with(limits)), capacity));
  }

  public InetSocketAddress address() {
    return http.addresses().get(0);
  }

  public RawConnection connect() throws IOException {
    return RawConnection.to(address());
  }

  /** Connects as another client. */
  RawConnection connectFrom(String address) throws IOException {
    return RawConnection.from(address, address());
  }

  /** Waits for a condition that another thread makes true. */
  public static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen in time");
      }
      LockSupport.parkNanos(1_000_000); // the server needs the processor too
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
