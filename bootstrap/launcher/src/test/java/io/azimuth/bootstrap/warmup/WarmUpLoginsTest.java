package io.azimuth.bootstrap.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Training logins at a server that is too slow for the first ones. */
class WarmUpLoginsTest {

  private final List<Duration> pauses = new ArrayList<>();
  private final AtomicInteger jwts = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final WarmUpLogins logins =
      new WarmUpLogins(() -> SecretText.of("jwt-" + jwts.incrementAndGet()), pauses::add);
  private HttpServer server;
  private int busyFor;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/auth/azure/login", this::logIn);
    server.createContext("/v1/auth/token/lookup-self", exchange -> reply(exchange, 200, "{}"));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aLoginThatIsToComeAgainComesAgain() {
    busyFor = 3;

    logins.run(address());

    assertThat(asked).hasValue(5);
    assertThat(pauses).containsOnly(Duration.ofSeconds(7)).hasSize(3);
  }

  @Test
  void aServerThatIsNeverReadyEndsTheTraining() {
    busyFor = Integer.MAX_VALUE;

    assertThatThrownBy(() -> logins.run(address()))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("503");
    assertThat(pauses).hasSize(20);
  }

  private void logIn(HttpExchange exchange) throws IOException {
    if (asked.incrementAndGet() <= busyFor) {
      exchange.getResponseHeaders().set("Retry-After", "7");
      reply(exchange, 503, "{\"errors\":[\"Azure Resource Manager is unavailable\"]}");
    } else {
      reply(exchange, 200, "{\"auth\":{\"client_token\":\"hvs.training\"}}");
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}
