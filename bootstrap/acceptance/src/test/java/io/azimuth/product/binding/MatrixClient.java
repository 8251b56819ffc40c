package io.azimuth.product.binding;

import java.io.IOException;
import java.util.Optional;

/** A client that keeps its connection, as long as the server does. */
final class MatrixClient implements AutoCloseable {

  private final MatrixServer server;
  private final MatrixListener listener;
  private final Party peer;
  private Optional<MatrixConnection> kept = Optional.empty();

  MatrixClient(MatrixServer server, MatrixListener listener, Party peer) {
    this.server = server;
    this.listener = listener;
    this.peer = peer;
  }

  /** Sends the request. After a refusal as unclear the server may close the connection. */
  BindingDecision decide(String request) throws IOException {
    try {
      if (kept.isEmpty()) {
        kept = Optional.of(server.connect(listener, peer));
      }
      BindingDecision decision = BindingDecision.of(kept.get().exchange(request));
      if (decision == BindingDecision.UNCLEAR) {
        close();
      }
      return decision;
    } catch (IOException e) {
      close();
      return BindingDecision.CLOSED;
    }
  }

  @Override
  public void close() throws IOException {
    if (kept.isPresent()) {
      kept.get().close();
      kept = Optional.empty();
    }
  }
}
