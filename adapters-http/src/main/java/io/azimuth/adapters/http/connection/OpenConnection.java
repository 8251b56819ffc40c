package io.azimuth.adapters.http.connection;

import io.azimuth.adapters.http.config.ListenerLimits;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.RefusedException;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.ssl.SslConnection;

/**
 * One accepted connection: what its client has sent of the current request, and whether the server
 * works for it. Its methods run on its I/O thread, or on the worker that reads a body meanwhile.
 */
public final class OpenConnection {

  private final ConnectionTable table;
  private final StreamConnection channel;
  private final AddressBlock address;
  private final boolean ofProxy;

  /** These are guarded by the table. */
  private long held;

  private long heldAnswer; // a part of held
  private long idleSince; // the larger, the later

  private boolean counting = true;
  private HeadFraming head = new HeadFraming();
  private @Nullable ChunkFraming chunks;
  private boolean served; // whether a first request has come
  private boolean certificateRead;
  private @Nullable CertificateDigest certificate;
  private volatile @Nullable RefusedException problem;
  private volatile boolean closing;

  OpenConnection(
      ConnectionTable table, StreamConnection channel, AddressBlock address, boolean ofProxy) {
    this.table = table;
    this.channel = channel;
    this.address = address;
    this.ofProxy = ofProxy;
  }

  public static OpenConnection of(HttpServerExchange exchange) {
    HttpServerConnection connection = (HttpServerConnection) exchange.getConnection();
    return ((RequestSource) connection.getOriginalSourceConduit()).connection();
  }

  /** Gives Undertow the connection, with a deadline for the end of the first request's head. */
  void open(ChannelListener<StreamConnection> protocol, long firstHeadMillis) {
    channel
        .getSourceChannel()
        .setConduit(new RequestSource(channel.getSourceChannel().getConduit(), this));
    XnioExecutor.Key deadline =
        channel
            .getIoThread()
            .executeAfter(this::closeUnlessServed, firstHeadMillis, TimeUnit.MILLISECONDS);
    protocol.handleEvent(channel);
    ChannelListener<? super StreamConnection> inner = channel.getCloseListener();
    channel.setCloseListener(
        closed -> {
          deadline.remove(); // until then it holds the connection, and so its last request
          table.leave(this);
          if (inner != null) {
            inner.handleEvent(closed);
          }
        });
    if (!channel.isOpen()) {
      deadline.remove();
      table.leave(this);
    }
  }

  private void closeUnlessServed() {
    if (!served) {
      close();
    }
  }

  /** Closes the connection soon, on its own I/O thread. */
  void close() {
    closing = true;
    try {
      channel.getIoThread().execute(() -> IoUtils.safeClose(channel));
    } catch (RejectedExecutionException e) {
      IoUtils.safeClose(channel);
    }
  }

  /** Whether it is closed, or will be soon, for want of room. */
  public boolean isClosing() {
    return closing;
  }

  /**
   * The certificate whose key its client proved to have by the handshake; empty when it showed
   * none, and without TLS. Read once: no client can change it later.
   */
  public Optional<CertificateDigest> certificate() {
    if (!certificateRead) {
      certificate = channel instanceof SslConnection secured ? shownOver(secured) : null;
      certificateRead = true;
    }
    return Optional.ofNullable(certificate);
  }

  private static @Nullable CertificateDigest shownOver(SslConnection secured) {
    try {
      Certificate[] chain = secured.getSslSession().getPeerCertificates();
      return CertificateDigest.of(chain[0].getEncoded());
    } catch (SSLPeerUnverifiedException e) {
      return null;
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("the engine read it from DER", e);
    }
  }

  /** How long the parts of its requests may take. */
  public ListenerLimits.Timeouts timeouts() {
    return table.timeouts();
  }

  AddressBlock address() {
    return address;
  }

  /** Whether it is of a trusted proxy, behind which many clients are. */
  boolean ofProxy() {
    return ofProxy;
  }

  /** The bytes that the server holds for it, of the request and of the answer. */
  long held() {
    return held;
  }

  long heldAnswer() {
    return heldAnswer;
  }

  void setHeld(long bytes, long ofAnswer) {
    held = bytes;
    heldAnswer = ofAnswer;
  }

  long idleSince() {
    return idleSince;
  }

  void setIdleSince(long count) {
    idleSince = count;
  }

  /**
   * Begins a request whose head was read.
   *
   * @throws RefusedException when the framing of the head, or of what has come of the body, is
   *     unclear
   */
  public void begin(HttpServerExchange exchange) {
    served = true;
    if (head.isBroken()) {
      fail(unclear());
    } else if (exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)) {
      ChunkFraming begun = new ChunkFraming();
      chunks = begun;
      begun.feed(alreadyRead(exchange));
      checkChunks(begun);
    }
    check();
  }

  /** Notes that the application has the request; until its answer the connection is not idle. */
  public void work() {
    table.work(this);
  }

  /** Stops counting: what still comes of the request is read and dropped. */
  public void drop() {
    counting = false;
  }

  /**
   * Notes that an answer waits for the client, until the end of the request. The connection is idle
   * meanwhile: when the listener needs room, it may be closed.
   *
   * @param bytes what the answer holds in memory
   * @return false when there is no room for so large an answer; a small one always has room. Any
   *     thread may call this
   */
  public boolean answer(int bytes) {
    return table.holdAnswer(this, bytes);
  }

  /** Ends the request. The client may send the next one. */
  public void end(HttpServerExchange exchange) {
    chunks = null;
    counting = true;
    head = new HeadFraming();
    head.feed(alreadyRead(exchange));
    table.rest(this);
  }

  /**
   * Checks what was read so far.
   *
   * @throws RefusedException INVALID_REQUEST when the framing of the body is not clear; OVERLOADED
   *     when clients have sent more than the listener holds in memory
   */
  public void check() {
    RefusedException found = problem;
    if (found != null) {
      throw found;
    }
  }

  boolean hasFailed() {
    return problem != null;
  }

  void received(ByteBuffer bytes) {
    if (counting && !table.hold(this, bytes.remaining())) {
      fail(
          new RefusedException(
              ErrorCategory.OVERLOADED, "clients send too much at once; try again"));
    }
    ChunkFraming current = chunks;
    if (current != null) {
      current.feed(bytes);
      checkChunks(current);
    } else {
      head.feed(bytes);
    }
  }

  private void checkChunks(ChunkFraming current) {
    if (current.isBroken()) {
      fail(unclear());
    }
  }

  private void fail(RefusedException reason) {
    if (problem == null) {
      problem = reason;
    }
  }

  private static RefusedException unclear() {
    return RefusedException.invalid("the framing of the request is not clear");
  }

  // A copy of the position, so that Undertow still reads all of it.
  private static ByteBuffer alreadyRead(HttpServerExchange exchange) {
    HttpServerConnection connection = (HttpServerConnection) exchange.getConnection();
    PooledByteBuffer extra = connection.getExtraBytes();
    return extra == null ? ByteBuffer.allocate(0) : extra.getBuffer().duplicate();
  }
}
