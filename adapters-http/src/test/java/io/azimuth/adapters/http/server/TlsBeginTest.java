package io.azimuth.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.connection.SelectorRounds;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.ssl.SslConnection;

/** The first moment of a TLS connection. */
@Timeout(180)
class TlsBeginTest {

  private final HandshakeTurns turns = new HandshakeTurns(new SelectorRounds(), 10);
  private final CompletableFuture<Optional<SslConnection>> secured = new CompletableFuture<>();

  @Test
  void aConnectionThatCannotBeginTlsIsClosed() throws Exception {
    XnioWorker worker = Xnio.getInstance().createWorker(OptionMap.EMPTY);
    ChannelListener<AcceptingChannel<StreamConnection>> accept =
        ChannelListeners.openListenerAdapter(
            accepted -> secured.complete(turns.secure(accepted, Optional.empty(), this::fail)));
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (AcceptingChannel<StreamConnection> server =
        worker.createStreamConnectionServer(any, accept, OptionMap.EMPTY)) {
      server.resumeAccepts();
      InetSocketAddress address = server.getLocalAddress(InetSocketAddress.class);
      try (Socket client = new Socket(address.getAddress(), address.getPort())) {
        client.setSoTimeout(10_000);
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(secured.get()).isEmpty();
    } finally {
      worker.shutdown();
    }
  }

  private SslConnection fail(StreamConnection accepted) {
    throw new IllegalStateException("no file descriptor is left");
  }
}
