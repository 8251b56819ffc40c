package io.azimuth.adapters.http.tls;

import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.xnio.ChannelListener;
import org.xnio.StreamConnection;
import org.xnio.ssl.SslConnection;

/**
 * Gives back what the native engine of a closed connection holds: memory outside the heap, and two
 * file descriptors. Otherwise a collection of the whole heap does that, which may come much later.
 */
public final class EngineRelease {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** Takes what an engine would still send. It is never read, so all threads may write into it. */
  private static final ByteBuffer SINK = ByteBuffer.allocateDirect(128 << 10);

  private static final int MOST_WRAPS = 8;

  private EngineRelease() {}

  /**
   * The same listener for connections with TLS, whose engines are released when they are closed.
   */
  public static ChannelListener<StreamConnection> after(
      ChannelListener<StreamConnection> connections) {
    return channel -> {
      SSLEngine engine = UndertowXnioSsl.getSslEngine((SslConnection) channel);
      connections.handleEvent(channel);
      ChannelListener<? super StreamConnection> inner = channel.getCloseListener();
      channel.setCloseListener(
          closed -> {
            if (inner != null) {
              inner.handleEvent(closed);
            }
            release(engine);
          });
      if (!channel.isOpen()) {
        release(engine);
      }
    };
  }

  // The native engine is released when both directions are closed and nothing is left to be sent.
  private static void release(SSLEngine engine) {
    try {
      engine.closeOutbound();
      for (int i = 0; i < MOST_WRAPS && !engine.isOutboundDone(); i++) {
        var unused = engine.wrap(NOTHING, SINK.duplicate());
      }
      engine.closeInbound();
    } catch (SSLException e) {
      // The client closed without saying so. The JDK's engine reports that, and holds nothing.
      return;
    }
  }
}
