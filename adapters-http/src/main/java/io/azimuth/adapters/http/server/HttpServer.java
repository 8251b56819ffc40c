package io.azimuth.adapters.http.server;

import io.azimuth.adapters.http.config.HttpConfig;
import io.azimuth.adapters.http.config.ListenerConfig;
import io.azimuth.adapters.http.connection.ConnectionFigures;
import io.azimuth.adapters.http.connection.SelectorRounds;
import io.azimuth.adapters.http.console.ConsoleHandler;
import io.azimuth.application.api.Api;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.spi.trace.Tracing;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * The HTTP server of an {@link Api}. It is started once and closed once; between these calls any
 * thread may call {@link #reloadTls} and {@link #addresses}.
 */
public final class HttpServer implements MetricSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int IO_THREADS = 2;
  private static final String WORKER = "http";
  private static final int BUFFER = 16 * 1024;

  private final List<Api> apis;
  private final HttpConfig config;
  private final Supplier<String> requestIds;
  private final AnswerFigures answers;
  private final Tracing tracing;
  private final InFlightRequests traffic = new InFlightRequests();
  private final SelectorRounds rounds = new SelectorRounds();
  private final Workers workers;
  private final List<BoundListener> listeners = new ArrayList<>();
  private @Nullable XnioWorker xnio;
  private @Nullable ByteBufferPool buffers;

  private HttpServer(
      List<Api> apis,
      HttpConfig config,
      Supplier<String> requestIds,
      Metrics metrics,
      Tracing tracing) {
    if (apis.size() != config.listeners().size()) {
      throw new IllegalArgumentException(apis.size() + " entry points");
    }
    this.apis = List.copyOf(apis);
    this.config = config;
    this.requestIds = requestIds;
    this.answers = new AnswerFigures(metrics);
    this.tracing = tracing;
    this.workers = new Workers(config.capacity(), rounds::areBehind);
  }

  /**
   * A server that is not started yet.
   *
   * @param requestIds gives a fresh UUID per request; any thread may call it
   */
  public static HttpServer create(Api api, HttpConfig config, Supplier<String> requestIds) {
    List<Api> apis = Collections.nCopies(config.listeners().size(), api);
    return create(apis, config, requestIds, new NoMetrics(), Tracing.NONE);
  }

  /**
   * A server that is not started yet.
   *
   * @param apis the entry point of each listener, in the order of the configuration
   * @param requestIds gives a fresh UUID per request; any thread may call it
   * @param metrics where requests are counted
   * @param tracing begins the trace of each request
   */
  public static HttpServer create(
      List<Api> apis,
      HttpConfig config,
      Supplier<String> requestIds,
      Metrics metrics,
      Tracing tracing) {
    return new HttpServer(apis, config, requestIds, metrics, tracing);
  }

  /**
   * Binds all listeners and serves. If one cannot be bound or its TLS files are unusable, the
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
    Optional<ConsoleHandler> console =
        config.console() ? Optional.of(ConsoleHandler.create()) : Optional.empty();
    try {
      for (int i = 0; i < apis.size(); i++) {
        ListenerConfig listener = config.listeners().get(i);
        RequestHandler handler =
            new RequestHandler(
                apis.get(i),
                requestIds,
                tracing,
                workers,
                traffic,
                answers,
                rounds,
                console,
                listener);
        listeners.add(BoundListener.open(worker, pool, rounds, listener, handler));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
    listeners.forEach(HttpServer::tell);
  }

  private static void tell(BoundListener listener) {
    String address = listener.addressText();
    listener
        .tls()
        .ifPresentOrElse(
            tls -> LOG.info("listening on {} (TLS by {})", address, tls.engine()),
            () -> LOG.info("listening on {}", address));
  }

  private static OptionMap threads() {
    return OptionMap.builder()
        .set(Options.WORKER_NAME, WORKER)
        .set(Options.WORKER_IO_THREADS, IO_THREADS)
        // For TLS handshakes only. Requests have their own workers.
        .set(Options.WORKER_TASK_CORE_THREADS, 1)
        .set(Options.WORKER_TASK_MAX_THREADS, 2)
        .getMap();
  }

  /**
   * Whether the thread accepts, reads or writes for a server. Nothing replaces such a thread when
   * it dies: the connections that it has are served no more.
   */
  public static boolean isEssential(Thread thread) {
    String name = thread.getName();
    return name.startsWith(WORKER + " I/O-") || name.equals(WORKER + " Accept");
  }

  /** The addresses that the listeners are bound to, in the order of the configuration. */
  public synchronized List<InetSocketAddress> addresses() {
    return listeners.stream().map(BoundListener::address).toList();
  }

  /**
   * Reads the TLS files again; new connections then use the new certificate. If the files are
   * unusable, that is logged and the current ones stay in use.
   *
   * @return a sentence for each listener whose files are unusable
   */
  public synchronized List<String> reloadTls() {
    List<String> unusable = new ArrayList<>();
    for (BoundListener listener : listeners) {
      String address = listener.addressText();
      listener.tls().flatMap(tls -> tls.reload(address)).ifPresent(unusable::add);
    }
    return List.copyOf(unusable);
  }

  /**
   * Reads the TLS files of listeners again if they changed, and warns in the log before a
   * certificate expires. Blocks while it reads; to be called every few seconds.
   */
  public synchronized void watchTls(Instant now) {
    for (BoundListener listener : listeners) {
      listener.tls().ifPresent(tls -> tls.watch(listener.addressText(), now));
    }
  }

  private synchronized List<Measurement> certificateEnds() {
    List<Measurement> ends = new ArrayList<>();
    for (BoundListener listener : listeners) {
      listener.tls().ifPresent(tls -> ends.add(end(listener, tls)));
    }
    return List.copyOf(ends);
  }

  private static Measurement end(BoundListener listener, ListenerTls tls) {
    return Measurement.gauge(
        "azimuth_tls_certificate_expiry_timestamp_seconds",
        "When the certificate of a listener expires, in seconds since 1970.",
        Map.of("listener", listener.addressText()),
        (double) tls.end().getEpochSecond());
  }

  /**
   * Serves on, but ends each connection with its next answer, so that clients and load balancers
   * connect anew, to another server. To be called some time before {@link #drain}.
   */
  public void leaveSoon() {
    traffic.leaveSoon();
  }

  /**
   * Accepts no more connections and serves one more request of each open one, until none is in
   * progress. Later ones are refused with 503.
   *
   * @return whether all were answered in this time
   */
  public boolean drain(Duration patience) throws InterruptedException {
    synchronized (this) {
      listeners.forEach(BoundListener::stopAccepting);
    }
    return traffic.drain(patience);
  }

  /** The number of requests whose answer is not fully sent. */
  public int inFlight() {
    return traffic.inFlight();
  }

  /** The number of requests that wait for a worker. */
  public int waiting() {
    return workers.waiting();
  }

  /** The open connections of all listeners, and what was done to keep to their limits. */
  public synchronized ConnectionFigures connections() {
    return listeners.stream()
        .map(listener -> listener.connections().figures())
        .reduce(ConnectionFigures.NONE, ConnectionFigures::plus);
  }

  /** The connections and requests of all listeners, and when their certificates expire. */
  @Override
  public List<Measurement> measure() {
    List<Measurement> all = new ArrayList<>(connectionMeasurements());
    all.addAll(certificateEnds());
    all.addAll(workers.figures().measure());
    return List.copyOf(all);
  }

  private List<Measurement> connectionMeasurements() {
    ConnectionFigures figures = connections();
    return List.of(
        Measurement.gauge(
            "azimuth_http_connections", "Open connections.", Map.of(), figures.open()),
        Measurement.gauge(
            "azimuth_http_buffered_bytes",
            "What clients have sent of requests, and answers to them, until these are sent.",
            Map.of(),
            (double) figures.heldBytes()),
        Measurement.gauge(
            "azimuth_http_requests_in_flight",
            "Requests whose answer is not fully sent.",
            Map.of(),
            inFlight()),
        Measurement.gauge(
            "azimuth_http_requests_waiting",
            "Requests that wait for a worker.",
            Map.of(),
            waiting()),
        Measurement.counter(
            "azimuth_http_connections_refused_total",
            "Connections that were closed at once because there was no room for them.",
            Map.of(),
            (double) figures.refused()),
        Measurement.counter(
            "azimuth_http_connections_evicted_total",
            "Connections that were closed to make room for others.",
            Map.of(),
            (double) figures.evicted()));
  }

  /** Whether no further worker may wait for a slow client. */
  public boolean isFullOfSlowBodies() {
    return workers.slowBodies().isFull();
  }

  /** Closes all connections at once. Unfinished answers are cut off. */
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
