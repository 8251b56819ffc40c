package io.azimuth.adapters.http.server;

import io.azimuth.adapters.http.config.HttpConfig;
import io.azimuth.adapters.http.config.ListenerConfig;
import io.azimuth.application.api.Api;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * The HTTP server before an {@link Api}. Started once and closed once; {@link #reloadTls} and
 * {@link #addresses} may be called by any thread in between.
 */
public final class HttpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int IO_THREADS = 2;
  private static final int BUFFER = 16 * 1024;

  private final Api api;
  private final HttpConfig config;
  private final Supplier<String> requestIds;
  private final InFlightRequests traffic = new InFlightRequests();
  private final Workers workers;
  private final List<BoundListener> listeners = new ArrayList<>();
  private @Nullable XnioWorker xnio;
  private @Nullable ByteBufferPool buffers;

  private HttpServer(Api api, HttpConfig config, Supplier<String> requestIds) {
    this.api = api;
    this.config = config;
    this.requestIds = requestIds;
    this.workers = new Workers(config.capacity().workers(), config.capacity().queue());
  }

  /**
   * A server that is not started yet.
   *
   * @param requestIds gives a fresh UUID per request, from any thread
   */
  public static HttpServer create(Api api, HttpConfig config, Supplier<String> requestIds) {
    return new HttpServer(api, config, requestIds);
  }

  /**
   * Binds all listeners and serves. When one cannot be bound or its TLS files cannot be used, the
   * others are closed again.
   *
   * @throws IOException with a message that names the listener or the file
   */
  public synchronized void start() throws IOException {
    if (xnio != null) {
      throw new IllegalStateException("started before");
    }
    XnioWorker worker = Xnio.getInstance(HttpServer.class.getClassLoader()).createWorker(threads());
    ByteBufferPool pool = new DefaultByteBufferPool(true, BUFFER);
    xnio = worker;
    buffers = pool;
    try {
      for (ListenerConfig listener : config.listeners()) {
        RequestHandler handler =
            new RequestHandler(api, config, requestIds, workers, traffic, listener);
        listeners.add(BoundListener.open(worker, pool, config, listener, handler));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
    addresses().forEach(address -> LOG.info("listening on {}", Addresses.text(address)));
  }

  private static OptionMap threads() {
    return OptionMap.builder()
        .set(Options.WORKER_NAME, "http")
        .set(Options.WORKER_IO_THREADS, IO_THREADS)
        // For TLS handshakes only; requests have workers of their own.
        .set(Options.WORKER_TASK_CORE_THREADS, 1)
        .set(Options.WORKER_TASK_MAX_THREADS, 2)
        .getMap();
  }

  /** Where the listeners are bound, in the order of the configuration. */
  public synchronized List<InetSocketAddress> addresses() {
    return listeners.stream().map(BoundListener::address).toList();
  }

  /**
   * Reads the TLS files again: new connections use the new certificate. Files that cannot be used
   * are logged and change nothing.
   */
  public synchronized void reloadTls() {
    listeners.forEach(BoundListener::reloadTls);
  }

  /**
   * Accepts no more connections, sends new requests on open ones away with 503, and waits until the
   * requests under way are answered.
   *
   * @return whether they all were
   */
  public boolean drain(Duration patience) throws InterruptedException {
    synchronized (this) {
      listeners.forEach(BoundListener::stopAccepting);
    }
    return traffic.drain(patience);
  }

  /** Requests whose answer is not fully sent. */
  public int inFlight() {
    return traffic.inFlight();
  }

  /** Requests that wait for a worker. */
  public int waiting() {
    return workers.waiting();
  }

  /** Whether no further worker may wait for a slow client. */
  public boolean isOutOfSlowClientPermits() {
    return workers.slowClientPermits().availablePermits() == 0;
  }

  /** Closes everything at once; what is under way is cut off. */
  @Override
  public synchronized void close() {
    listeners.forEach(BoundListener::close);
    listeners.clear();
    workers.close();
    if (xnio != null) {
      xnio.shutdownNow();
    }
    if (buffers != null) {
      buffers.close();
    }
  }
}
