package io.azimuth.adapters.http.server;

import io.azimuth.adapters.http.config.HttpConfig;
import io.azimuth.adapters.http.config.ListenerConfig;
import io.azimuth.adapters.http.request.RequestTarget;
import io.azimuth.adapters.http.tls.TlsConfig;
import io.azimuth.adapters.http.tls.TlsFileException;
import io.azimuth.adapters.http.tls.TlsFiles;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.SslClientAuthMode;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.ssl.SslConnection;

/** One open server socket with its connections. */
final class BoundListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BoundListener.class);

  private final ListenerConfig config;
  private final HttpOpenListener connections;
  private final Optional<UndertowXnioSsl> ssl;
  private final AcceptingChannel<? extends StreamConnection> socket;

  private BoundListener(
      ListenerConfig config,
      HttpOpenListener connections,
      Optional<UndertowXnioSsl> ssl,
      AcceptingChannel<? extends StreamConnection> socket) {
    this.config = config;
    this.connections = connections;
    this.ssl = ssl;
    this.socket = socket;
  }

  /** Binds the address and accepts connections. */
  static BoundListener open(
      XnioWorker worker,
      ByteBufferPool buffers,
      HttpConfig http,
      ListenerConfig config,
      HttpHandler handler)
      throws IOException {
    HttpOpenListener connections = new HttpOpenListener(buffers, protocolOptions(http.timeouts()));
    connections.setRootHandler(handler);
    Optional<UndertowXnioSsl> ssl = Optional.empty();
    if (config.tls().isPresent()) {
      ssl = Optional.of(ssl(worker, config.tls().get()));
    }
    OptionMap options = socketOptions(http.capacity(), config.tls());
    try {
      AcceptingChannel<? extends StreamConnection> socket =
          ssl.isPresent()
              ? secure(worker, config, connections, ssl.get(), options)
              : plain(worker, config, connections, options);
      socket.resumeAccepts();
      return new BoundListener(config, connections, ssl, socket);
    } catch (IOException e) {
      throw new IOException("cannot listen on " + Addresses.text(config.address()), e);
    }
  }

  private static UndertowXnioSsl ssl(XnioWorker worker, TlsConfig tls) throws IOException {
    try {
      return new UndertowXnioSsl(worker.getXnio(), OptionMap.EMPTY, TlsFiles.load(tls));
    } catch (TlsFileException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static AcceptingChannel<StreamConnection> plain(
      XnioWorker worker, ListenerConfig config, HttpOpenListener connections, OptionMap options)
      throws IOException {
    ChannelListener<AcceptingChannel<StreamConnection>> accept =
        ChannelListeners.openListenerAdapter(connections);
    return worker.createStreamConnectionServer(config.address(), accept, options);
  }

  private static AcceptingChannel<SslConnection> secure(
      XnioWorker worker,
      ListenerConfig config,
      HttpOpenListener connections,
      UndertowXnioSsl ssl,
      OptionMap options)
      throws IOException {
    ChannelListener<AcceptingChannel<SslConnection>> accept =
        ChannelListeners.openListenerAdapter(connections);
    return ssl.createSslConnectionServer(worker, config.address(), accept, options);
  }

  private static OptionMap socketOptions(HttpConfig.Capacity capacity, Optional<TlsConfig> tls) {
    OptionMap.Builder options =
        OptionMap.builder()
            .set(Options.TCP_NODELAY, true)
            .set(Options.REUSE_ADDRESSES, true)
            .set(Options.BACKLOG, 1024)
            .set(Options.CONNECTION_HIGH_WATER, capacity.connections())
            .set(Options.CONNECTION_LOW_WATER, capacity.connections());
    if (tls.isPresent()) {
      options.set(Options.SSL_ENABLED_PROTOCOLS, Sequence.of("TLSv1.3", "TLSv1.2"));
      boolean clientMustProve = tls.get().clientCaFile().isPresent();
      options.set(
          Options.SSL_CLIENT_AUTH_MODE,
          clientMustProve ? SslClientAuthMode.REQUIRED : SslClientAuthMode.NOT_REQUESTED);
    }
    return options.getMap();
  }

  /** Makes Undertow pass the target on unchanged; {@link RequestTarget} decodes it. */
  private static OptionMap protocolOptions(HttpConfig.Timeouts timeouts) {
    return OptionMap.builder()
        .set(UndertowOptions.DECODE_URL, false)
        .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
        .set(UndertowOptions.MAX_HEADER_SIZE, 64 * 1024)
        .set(UndertowOptions.MAX_HEADERS, 100)
        .set(UndertowOptions.MAX_PARAMETERS, 256)
        .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
        .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
        .set(UndertowOptions.BUFFER_PIPELINED_DATA, false)
        .set(UndertowOptions.ENABLE_STATISTICS, false)
        .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int) timeouts.head().toMillis())
        .set(UndertowOptions.NO_REQUEST_TIMEOUT, (int) timeouts.idle().toMillis())
        .getMap();
  }

  InetSocketAddress address() {
    return socket.getLocalAddress(InetSocketAddress.class);
  }

  /** Reads the TLS files again. If they are unusable, the current ones stay in use. */
  void reloadTls() {
    if (ssl.isEmpty() || config.tls().isEmpty()) {
      return;
    }
    try {
      ssl.get().updateSSLContext(TlsFiles.load(config.tls().get()));
      LOG.info("TLS files of {} read again", Addresses.text(address()));
    } catch (TlsFileException e) {
      LOG.error("TLS files of {} stay as they were: {}", Addresses.text(address()), e.getMessage());
    }
  }

  void stopAccepting() {
    IoUtils.safeClose(socket);
  }

  @Override
  public void close() {
    stopAccepting();
    connections.closeConnections();
  }
}
