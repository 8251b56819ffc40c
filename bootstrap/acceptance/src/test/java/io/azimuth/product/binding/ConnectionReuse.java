package io.azimuth.product.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLContext;

/** How a request comes over a connection, or a session, that was there before. */
enum ConnectionReuse {
  FIRST_REQUEST,
  SECOND_REQUEST,
  /** The request is there before the one in front of it is answered. */
  PIPELINED,
  /** The same request twice at once; the second one counts. */
  PIPELINED_TWICE,
  RESUMED,
  /** The client offers the session that it has with a listener that asks. */
  SESSION_OF_ANOTHER_LISTENER,
  /** The client shows the owner's certificate in a second handshake. */
  RENEGOTIATED;

  private static final String HARMLESS = MatrixRequest.of("GET", "sys/health", "").text("");

  /** The versions of TLS that have it. */
  List<String> versions() {
    return this == RENEGOTIATED ? List.of("TLSv1.2") : List.of("TLSv1.2", "TLSv1.3");
  }

  /** Whether it is tried at that listener. */
  boolean isOf(MatrixListener listener) {
    return listener.engine().isPresent()
        && (this == SESSION_OF_ANOTHER_LISTENER || listener.demand() != MatrixListener.Demand.NONE);
  }

  /** What the server must decide where the connection alone decides so. */
  BindingDecision expected(BindingDecision ofConnection) {
    return this == RENEGOTIATED ? BindingDecision.CLOSED : ofConnection;
  }

  /** Sends the request, and returns what the server decided. */
  BindingDecision decide(MatrixServer server, Standpoint from, String version, String request) {
    MatrixListener listener = from.listener();
    SSLContext client =
        server.parties().client(from.peer(), this == RENEGOTIATED ? Party.OWNER : from.peer());
    try {
      return switch (this) {
        case RESUMED -> {
          touch(server, listener, client, version);
          yield resumed(server, listener, client, version, request);
        }
        case SESSION_OF_ANOTHER_LISTENER -> {
          MatrixListener other = other(listener);
          touch(server, other, client, version);
          try (MatrixConnection connection =
              MatrixConnection.secured(
                  server.address(listener), server.address(other).getPort(), client, version)) {
            yield BindingDecision.of(connection.exchange(request));
          }
        }
        default -> {
          try (MatrixConnection connection = open(server, listener, client, version)) {
            yield BindingDecision.of(answer(connection, request));
          }
        }
      };
    } catch (IOException e) {
      return BindingDecision.CLOSED;
    }
  }

  private MatrixConnection.Answer answer(MatrixConnection connection, String request)
      throws IOException {
    switch (this) {
      case SECOND_REQUEST -> connection.exchange(HARMLESS);
      case PIPELINED -> {
        connection.send(HARMLESS + request);
        connection.read();
        return connection.read();
      }
      case PIPELINED_TWICE -> {
        connection.send(request + request);
        connection.read();
        return connection.read();
      }
      case RENEGOTIATED -> {
        connection.exchange(HARMLESS);
        connection.renegotiate();
      }
      default -> {
        // the request is the first one
      }
    }
    return connection.exchange(request);
  }

  private static BindingDecision resumed(
      MatrixServer server,
      MatrixListener listener,
      SSLContext client,
      String version,
      String request)
      throws IOException {
    long begin = System.currentTimeMillis();
    try (MatrixConnection connection = open(server, listener, client, version)) {
      if (listener.demand() == MatrixListener.Demand.ANY) {
        assertThat(connection.sessionBegin()).as(listener + " resumes").isLessThan(begin);
      }
      return BindingDecision.of(connection.exchange(request));
    }
  }

  private static void touch(
      MatrixServer server, MatrixListener listener, SSLContext client, String version)
      throws IOException {
    try (MatrixConnection connection = open(server, listener, client, version)) {
      connection.exchange(HARMLESS); // with TLS 1.3 the tickets come before the answer
    }
  }

  private static MatrixConnection open(
      MatrixServer server, MatrixListener listener, SSLContext client, String version)
      throws IOException {
    return MatrixConnection.secured(
        server.address(listener), server.address(listener).getPort(), client, version);
  }

  private static MatrixListener other(MatrixListener listener) {
    boolean isNative = listener.engine().orElseThrow().equals("native");
    MatrixListener same = isNative ? MatrixListener.NATIVE_ASKS : MatrixListener.JDK_ASKS;
    MatrixListener different = isNative ? MatrixListener.JDK_ASKS : MatrixListener.NATIVE_ASKS;
    return listener.equals(same) ? different : same;
  }
}
