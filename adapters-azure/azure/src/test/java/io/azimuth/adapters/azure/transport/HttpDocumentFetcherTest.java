package io.azimuth.adapters.azure.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.azimuth.adapters.azure.ConnectProxy;
import io.azimuth.adapters.azure.CountedCalls;
import io.azimuth.adapters.azure.TestAuthority;
import io.azimuth.adapters.azure.cloud.CloudCatalog;
import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.adapters.azure.cloud.LabCloud;
import io.azimuth.azure.metrics.AzureService;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.trace.Tracing;
import io.azimuth.spi.verify.DocumentFetcher;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HttpDocumentFetcherTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(300);

  private static final TestAuthority authority = new TestAuthority();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountedCalls counted = new CountedCalls();
  private final CountDownLatch end = new CountDownLatch(1);
  @TempDir Path directory;
  private HttpsServer server;

  @BeforeEach
  void startServer() throws IOException, GeneralSecurityException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext()));
    server.setExecutor(threads);
    server.createContext("/document", exchange -> answer(exchange, 200, "the document"));
    server.start();
  }

  @AfterEach
  void stopServer() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void fetchesADocumentAndSaysWhoItIs() throws IOException {
    server.createContext(
        "/agent",
        exchange ->
            answer(
                exchange,
                200,
                exchange.getRequestMethod()
                    + " "
                    + exchange.getRequestHeaders().getFirst("User-Agent")));

    assertThat(text(fetch("/agent"))).isEqualTo("GET azimuth/1.2.3");
  }

  @Test
  void trustsNobodyButItsAuthority() throws IOException {
    Path foreign = new TestAuthority().writeTo(directory);

    assertFault(
        () ->
            fetcher(Optional.of(foreign), ProxyConfig.direct())
                .fetch(uri("/document"), "lab", PATIENCE),
        ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
        "TLS failed");
    assertFault(
        () ->
            fetcher(Optional.empty(), ProxyConfig.direct())
                .fetch(uri("/document"), "lab", PATIENCE),
        ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
        "TLS failed");
  }

  @Test
  void trustsItsAuthorityOnlyForItsOwnCloud() throws IOException {
    DocumentFetcher fetcher =
        fetcher(Optional.of(authority.writeTo(directory)), ProxyConfig.direct());

    assertThat(text(fetcher.fetch(uri("/document"), "LAB", PATIENCE))).isEqualTo("the document");
    assertFault(
        () -> fetcher.fetch(uri("/document"), "AzurePublicCloud", PATIENCE),
        ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
        "TLS failed");
  }

  @Test
  void wantsTheNameInTheCertificate() {
    URI byName = URI.create("https://localhost:" + server.getAddress().getPort() + "/document");

    assertFault(
        () -> fetcher().fetch(byName, "lab", PATIENCE),
        ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
        "No subject alternative DNS name matching localhost");
  }

  @Test
  @DisplayName("CVE-2020-16251: a document is not fetched from elsewhere")
  void followsNoRedirect() {
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", uri("/document").toString());
          answer(exchange, 302, "");
        });

    assertFault(() -> fetch("/moved"), ErrorCode.IDENTITY_PROVIDER_UNUSABLE, "answered 302");
  }

  @ParameterizedTest
  @CsvSource({
    "429,IDENTITY_PROVIDER_UNAVAILABLE,throttled",
    "500,IDENTITY_PROVIDER_UNAVAILABLE,unavailable",
    "503,IDENTITY_PROVIDER_UNAVAILABLE,unavailable",
    "400,IDENTITY_PROVIDER_UNUSABLE,failed",
    "401,IDENTITY_PROVIDER_UNUSABLE,forbidden",
    "404,IDENTITY_PROVIDER_UNUSABLE,absent",
    "204,IDENTITY_PROVIDER_UNUSABLE,failed"
  })
  void tellsPassingFailuresFromLastingOnes(int status, ErrorCode code, String counted) {
    server.createContext(
        "/status", exchange -> answer(exchange, status, status == 204 ? "" : "secret body"));

    assertFault(() -> fetch("/status"), code, "answered " + status);
    assertThatThrownBy(() -> fetch("/status")).hasMessageNotContaining("secret body");
    assertThat(this.counted.of("keys", counted)).isEqualTo(2);
  }

  @Test
  void countsHowLongItIsAskedToWait() {
    server.createContext(
        "/busy",
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "3600");
          answer(exchange, 503, "");
        });

    assertFault(() -> fetch("/busy"), ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "answered 503");

    assertThat(counted.of("keys", "throttled")).isEqualTo(1);
    assertThat(counted.retryAfter("keys")).isBetween(3_500.0, 3_600.0);
    assertThat(counted.retryAfter("discovery")).isZero();
  }

  @Test
  void takesADocumentOfTheLargestSizeAndNoneAbove() {
    server.createContext(
        "/largest", exchange -> answer(exchange, 200, "x".repeat(DocumentFetcher.MAX_BYTES)));
    server.createContext(
        "/above", exchange -> answer(exchange, 200, "x".repeat(DocumentFetcher.MAX_BYTES + 1)));

    assertThat(fetch("/largest")).hasSize(DocumentFetcher.MAX_BYTES);
    assertFault(() -> fetch("/above"), ErrorCode.IDENTITY_PROVIDER_UNUSABLE, "sent more than");
    assertThat(counted.of("keys", "ok")).isEqualTo(1);
    assertThat(counted.of("keys", "failed")).isEqualTo(1);
  }

  @Test
  void cutsABodyThatNeverEnds() {
    server.createContext("/endless", exchange -> pour(exchange, 200));

    assertFault(() -> fetch("/endless"), ErrorCode.IDENTITY_PROVIDER_UNUSABLE, "sent more than");
  }

  @Test
  void readsNoBodyOfAFailure() {
    server.createContext("/endless-failure", exchange -> pour(exchange, 503));

    assertFault(
        () -> fetch("/endless-failure"), ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "answered 503");
  }

  @Test
  void cutsABodyThatTricklesAtTheDeadline() {
    server.createContext("/slow", this::trickle);
    long start = System.nanoTime();

    assertFault(
        () -> fetcher().fetch(uri("/slow"), "lab", SHORT),
        ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
        "did not answer within 300 ms");
    // the body never ends
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, SHORT.plusSeconds(20));
  }

  @Test
  void endsAtTheDeadlineWhenNothingComesAtAll() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI nobody = URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/");

      assertFault(
          () -> fetcher().fetch(nobody, "lab", SHORT),
          ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
          "did not answer within 300 ms");
    }
  }

  @Test
  void anInterruptEndsTheWait() {
    server.createContext("/slow", this::trickle);
    Thread.currentThread().interrupt();
    try {
      assertFault(
          () -> fetch("/slow"),
          ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
          "was not waited for: interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void saysWhenNobodyListens() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    URI nobody = URI.create("https://127.0.0.1:" + port + "/");

    assertFault(
        () -> fetcher().fetch(nobody, "lab", PATIENCE),
        ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
        "cannot be reached");
    assertThat(counted.of("keys", "unavailable")).isEqualTo(1);
  }

  @Test
  void refusesPlainHttp() {
    URI plain = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/document");

    assertFault(
        () -> fetcher().fetch(plain, "lab", PATIENCE),
        ErrorCode.IDENTITY_PROVIDER_UNUSABLE,
        "is no https address");
  }

  @Test
  void goesThroughTheProxyAndLetsItFindTheHost() throws IOException {
    Path trusted = authority.writeTo(directory);
    try (ConnectProxy proxy = new ConnectProxy(server.getAddress().getPort())) {
      ProxyConfig config = ProxyConfig.through("127.0.0.1", proxy.port(), List.of());
      byte[] document =
          fetcher(Optional.of(trusted), config)
              .fetch(URI.create("https://login.azimuth.test/document"), "lab", PATIENCE);

      assertThat(text(document)).isEqualTo("the document");
      assertThat(proxy.asked()).containsExactly("CONNECT login.azimuth.test:443 HTTP/1.1");
    }
  }

  @Test
  void goesRoundTheProxyToLoopback() throws IOException {
    Path trusted = authority.writeTo(directory);
    try (ConnectProxy proxy = new ConnectProxy(server.getAddress().getPort())) {
      ProxyConfig config = ProxyConfig.through("127.0.0.1", proxy.port(), List.of());

      assertThat(
              text(fetcher(Optional.of(trusted), config).fetch(uri("/document"), "lab", PATIENCE)))
          .isEqualTo("the document");
      assertThat(proxy.asked()).isEmpty();
    }
  }

  private byte[] fetch(String path) {
    return fetcher().fetch(uri(path), "lab", PATIENCE);
  }

  private DocumentFetcher fetcher() {
    try {
      return fetcher(Optional.of(authority.writeTo(directory)), ProxyConfig.direct());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private DocumentFetcher fetcher(Optional<Path> authorities, ProxyConfig proxy) {
    CloudConfig lab = LabCloud.at(uri("/"), authorities);
    CloudHttpClients transports =
        new CloudHttpClients(
            CloudCatalog.with(List.of(lab)).clouds(), new AzureProxySelector(proxy));
    return new HttpDocumentFetcher(
        transports,
        new ClockComparison(Clock.systemUTC()),
        "azimuth/1.2.3",
        counted.calls,
        AzureService.KEYS,
        Tracing.NONE);
  }

  private URI uri(String path) {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void pour(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (end.getCount() > 0) {
        body.write(new byte[8192]);
      }
    }
  }

  private void trickle(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (!end.await(20, TimeUnit.MILLISECONDS)) {
        body.write('x');
        body.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void assertFault(Runnable fetch, ErrorCode code, String detail) {
    assertThatThrownBy(fetch::run)
        .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(detail);
  }
}
