package io.azimuth.bootstrap.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.azimuth.bootstrap.agent.listener.AgentListener;
import io.azimuth.bootstrap.agent.listener.AgentListenerBlock;
import io.azimuth.bootstrap.agent.listener.AutoAuthToken;
import io.azimuth.bootstrap.agent.listener.TokenForward;
import io.azimuth.bootstrap.client.ClientSettings;
import io.azimuth.bootstrap.client.TlsSettings;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The listener of the agent in front of a server that answers what it was asked. */
abstract class AgentListenerFixture {

  static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /** What the server answers to all that is asked below {@code /v1/refused}. */
  private static final int REFUSED = 403;

  private static final int ANSWERED = 418;

  final AgentStatus status = new AgentStatus(() -> 0);
  final AtomicBoolean quit = new AtomicBoolean();
  final AtomicInteger refusals = new AtomicInteger();
  final AtomicInteger forwarded = new AtomicInteger();
  Duration longestAnswer = Duration.ofMinutes(1);
  HttpServer server;
  AgentListener listener;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(ANY, 0);
    server.createContext("/", this::echo);
    server.createContext("/v1/silent/", AgentListenerFixture::fallSilent);
    server.start();
    status.holds(SecretText.of("agents"), 1);
  }

  @AfterEach
  void end() {
    listener.close();
    server.stop(0);
  }

  private void echo(HttpExchange it) throws IOException {
    forwarded.incrementAndGet();
    String asked =
        it.getRequestMethod()
            + " "
            + it.getRequestURI()
            + " "
            + it.getRequestHeaders().getFirst("X-Vault-Token")
            + " "
            + it.getRequestHeaders().getFirst("X-Forwarded-For")
            + " "
            + new String(it.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    byte[] body = asked.getBytes(StandardCharsets.UTF_8);
    boolean refused = it.getRequestURI().getPath().startsWith("/v1/refused");
    it.sendResponseHeaders(refused ? REFUSED : ANSWERED, body.length);
    it.getResponseBody().write(body);
    it.close();
  }

  // The path ends with the length that the answer announces, 0 for none.
  private static void fallSilent(HttpExchange it) throws IOException {
    String path = it.getRequestURI().getPath();
    it.sendResponseHeaders(200, Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)));
    it.getResponseBody().write('x');
    it.getResponseBody().flush();
  }

  void listen(AutoAuthToken use, boolean header) {
    listener = open(ANY, use, header);
  }

  AgentListener open(InetSocketAddress address, AutoAuthToken use, boolean header) {
    ClientSettings settings =
        new ClientSettings(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            Optional.empty(),
            TlsSettings.DEFAULT,
            Duration.ofSeconds(10),
            0,
            false);
    return AgentListener.open(
        new AgentListenerBlock(address, true, header, use),
        status,
        new TokenForward(settings, status, refusals::incrementAndGet, longestAnswer),
        () -> quit.set(true));
  }

  HttpResponse<String> ask(String method, String path, String body, String... headers)
      throws Exception {
    return ask(method, path, HttpRequest.BodyPublishers.ofString(body), headers);
  }

  HttpResponse<String> ask(
      String method, String path, HttpRequest.BodyPublisher body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + listener.address().getPort() + path))
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Sends the text as it is and returns the status of the answer. */
  int statusOf(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      return Integer.parseInt(line.substring("HTTP/1.1 ".length()));
    }
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(ANY.getAddress(), listener.address().getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }
}
