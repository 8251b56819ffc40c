package io.azimuth.adapters.http.server;

import io.azimuth.adapters.http.config.ListenerConfig;
import io.azimuth.adapters.http.config.ListenerLimits;
import io.azimuth.adapters.http.connection.AddressBlock;
import io.azimuth.adapters.http.connection.ConnectionTable;
import io.azimuth.adapters.http.connection.SelectorRounds;
import io.azimuth.adapters.http.request.RequestTarget;
import io.azimuth.adapters.http.tls.EngineRelease;
import io.azimuth.domain.network.Addresses;
import io.azimuth.domain.network.ListenFailure;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** One open server socket with its connections. */
final class BoundListener implements AutoCloseable {

  /** How many accepted connections may be about to be closed, beside those in the table. */
  private static final int CLOSING = 1_024;

  /** The reader of a body bounds it: some routes take bytes of any number. */
  private static final long UNLIMITED = -1;

  private final InetSocketAddress configured;
  private final HttpOpenListener connections;
  private final ConnectionTable table;
  private final Optional<ListenerTls> tls;
  private final AcceptingChannel<? extends StreamConnection> socket;

  private BoundListener(
      InetSocketAddress configured,
      HttpOpenListener connections,
      ConnectionTable table,
      Optional<ListenerTls> tls,
      AcceptingChannel<? extends StreamConnection> socket) {
    this.configured = configured;
    this.connections = connections;
    this.table = table;
    this.tls = tls;
    this.socket = socket;
  }

  /** Binds the address and accepts connections. */
  static BoundListener open(
      XnioWorker worker,
      ByteBufferPool buffers,
      SelectorRounds rounds,
      ListenerConfig config,
      HttpHandler handler)
      throws IOException {
    HttpOpenListener connections = new HttpOpenListener(buffers, protocolOptions(config.limits()));
    connections.setRootHandler(handler);
    ConnectionTable table = new ConnectionTable(config.limits(), peer -> isProxy(config, peer));
    Optional<ListenerTls> tls = Optional.empty();
    if (config.tls().isPresent()) {
      tls = Optional.of(ListenerTls.open(worker.getXnio(), config.tls().get()));
    }
    OptionMap options = socketOptions(config.limits());
    try {
      AcceptingChannel<? extends StreamConnection> socket =
          tls.isPresent()
              ? secure(
                  worker, rounds, config, table.admitting(connections), tls.get().ssl(), options)
              : plain(worker, config, table.admitting(connections), options);
      socket.resumeAccepts();
      return new BoundListener(config.address(), connections, table, tls, socket);
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on " + text(config.address()) + ListenFailure.reason(e), e);
    }
  }

  private static String text(InetSocketAddress address) {
    return Addresses.text(address.getAddress(), address.getPort());
  }

  private static AcceptingChannel<StreamConnection> plain(
      XnioWorker worker,
      ListenerConfig config,
      ChannelListener<StreamConnection> connections,
      OptionMap options)
      throws IOException {
    ChannelListener<AcceptingChannel<StreamConnection>> accept =
        ChannelListeners.openListenerAdapter(connections);
    return worker.createStreamConnectionServer(config.address(), accept, options);
  }

  private static AcceptingChannel<StreamConnection> secure(
      XnioWorker worker,
      SelectorRounds rounds,
      ListenerConfig config,
      ChannelListener<StreamConnection> connections,
      UndertowXnioSsl ssl,
      OptionMap options)
      throws IOException {
    HandshakeTurns turns = new HandshakeTurns(rounds, config.limits().connections());
    ChannelListener<StreamConnection> secured = EngineRelease.after(connections);
    return plain(
        worker,
        config,
        accepted -> {
          InetSocketAddress peer = accepted.getPeerAddress(InetSocketAddress.class);
          if (peer == null) { // closed already
            IoUtils.safeClose(accepted);
            return;
          }
          turns
              .secure(
                  accepted,
                  client(config, peer.getAddress()),
                  it -> ssl.wrapExistingConnection(it, OptionMap.EMPTY, false))
              .ifPresent(secured::handleEvent);
        },
        options);
  }

  private static Optional<AddressBlock> client(ListenerConfig config, InetAddress peer) {
    return isProxy(config, peer) ? Optional.empty() : Optional.of(AddressBlock.of(peer));
  }

  private static boolean isProxy(ListenerConfig config, InetAddress peer) {
    return config.forwarding().trusted().stream().anyMatch(proxies -> proxies.contains(peer));
  }

  private static OptionMap socketOptions(ListenerLimits limits) {
    return OptionMap.builder()
        .set(Options.TCP_NODELAY, true)
        .set(Options.REUSE_ADDRESSES, true)
        .set(Options.BACKLOG, 1024)
        // The table keeps to the limit; it has to see a connection to make room for it.
        .set(Options.CONNECTION_HIGH_WATER, limits.connections() + CLOSING)
        .set(Options.CONNECTION_LOW_WATER, limits.connections() + CLOSING)
        .getMap();
  }

  /** Makes Undertow pass the target on unchanged; {@link RequestTarget} decodes it. */
  private static OptionMap protocolOptions(ListenerLimits limits) {
    return OptionMap.builder()
        .set(UndertowOptions.DECODE_URL, false)
        .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
        .set(UndertowOptions.MAX_HEADER_SIZE, 64 * 1024)
        .set(UndertowOptions.MAX_HEADERS, 100)
        .set(UndertowOptions.MAX_PARAMETERS, 256)
        .set(UndertowOptions.MAX_ENTITY_SIZE, UNLIMITED)
        .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
        .set(UndertowOptions.BUFFER_PIPELINED_DATA, false)
        .set(UndertowOptions.ENABLE_STATISTICS, false)
        .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int) limits.timeouts().head().toMillis())
        .set(UndertowOptions.NO_REQUEST_TIMEOUT, (int) limits.timeouts().idle().toMillis())
        .getMap();
  }

  /** The configured address with the port that is bound. A socket of two stacks shows another. */
  InetSocketAddress address() {
    int port = socket.getLocalAddress(InetSocketAddress.class).getPort();
    return new InetSocketAddress(configured.getAddress(), port);
  }

  /** This address in the form of the configuration file. */
  String addressText() {
    return text(address());
  }

  ConnectionTable connections() {
    return table;
  }

  /** Its TLS; empty when it speaks plain HTTP. */
  Optional<ListenerTls> tls() {
    return tls;
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
