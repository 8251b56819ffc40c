package io.azimuth.adapters.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebClient;
import io.azimuth.spi.web.WebRequest;
import io.azimuth.testkit.contract.WebClientContract;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdkWebClientTest extends WebClientContract {

  private record Scripted(int status, Map<String, String> headers, SecretBytes body) {}

  private static TlsSite site;

  private final Map<String, Scripted> scripted = new ConcurrentHashMap<>();
  private final Map<String, Received> received = new ConcurrentHashMap<>();
  private final JdkWebClient client = new JdkWebClient(HttpClient.Builder.NO_PROXY, "azimuth/test");

  @BeforeAll
  static void start() throws IOException {
    site = new TlsSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void serve() {
    site.server().createContext("/", this::answer);
  }

  @AfterEach
  void forget() {
    site.server().removeContext("/");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    received.put(
        path,
        new Received(
            exchange.getRequestMethod(),
            exchange.getRequestHeaders().entrySet().stream()
                .collect(
                    Collectors.toMap(
                        it -> it.getKey().toLowerCase(Locale.ROOT), it -> it.getValue().get(0))),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    Scripted answer = scripted.get(path);
    if (answer == null) {
      return; // no answer
    }
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = answer.body().expose();
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  protected WebClient client() {
    return client;
  }

  @Override
  protected WebAddress address(String path) {
    return WebAddress.parse(site.origin() + path).orElseThrow();
  }

  @Override
  protected WebRequest request(WebRequest request) {
    return request.trusting(Optional.of(site.trust()));
  }

  @Override
  protected void answers(String path, int status, Map<String, String> headers, byte[] body) {
    scripted.put(path, new Scripted(status, headers, SecretBytes.of(body)));
  }

  @Override
  protected void hangs(String path) {
    scripted.remove(path);
  }

  @Override
  protected Received received(String path) {
    return received.get(path);
  }

  @Test
  void refusesACertificateThatNobodyNamed() {
    answers("/keys", 200, Map.of(), new byte[0]);

    assertThat(fault(WebRequest.get(address("/keys"))).detail()).contains("TLS failed");
    assertThat(received).isEmpty();
  }

  @Test
  void saysThatNothingListens() {
    WebRequest request = WebRequest.get(WebAddress.parse("https://127.0.0.1:1/x").orElseThrow());

    ServiceException fault = fault(request);

    assertThat(fault.code()).isEqualTo(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
    assertThat(fault.detail())
        .isEqualTo(
            "https://127.0.0.1:1/x cannot be reached: nothing listens there, or a proxy or firewall"
                + " refuses");
  }

  @Test
  void failsFurtherCallsAtOnceWhenTooManyAreUnderWay() {
    JdkWebClient narrow = new JdkWebClient(HttpClient.Builder.NO_PROXY, "azimuth/test", 1);
    CompletableFuture<WebAnswer> hanging =
        narrow.send(request(WebRequest.get(address("/silent"))), Duration.ofSeconds(1));

    assertThat(fault(narrow, request(WebRequest.get(address("/silent")))).detail())
        .isEqualTo("too many calls are under way");

    assertThatThrownBy(hanging::join).hasMessageContaining("/silent");
    answers("/keys", 204, Map.of(), new byte[0]);
    assertThat(
            narrow
                .send(request(WebRequest.get(address("/keys"))), Duration.ofSeconds(20))
                .join()
                .status())
        .isEqualTo(204);
  }

  private ServiceException fault(WebRequest request) {
    return fault(client, request);
  }

  private static ServiceException fault(WebClient client, WebRequest request) {
    return client
        .send(request, Duration.ofSeconds(20))
        .handle((answer, thrown) -> ServiceException.in(thrown).orElseThrow())
        .join();
  }
}
