package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.azimuth.adapters.http.server.HttpServer;
import io.azimuth.adapters.http.server.TestAuthority;
import io.azimuth.adapters.http.tls.TlsEngine;
import io.azimuth.spi.metrics.Measurement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** TLS listeners follow their files and tell when their certificates expire. */
@Timeout(180)
@ParameterizedClass
@EnumSource(
    value = TlsEngine.class,
    names = {"NATIVE", "JDK"})
@Isolated("reads the log")
class TlsWatchTest {

  private final Instant now = Instant.now();

  @TempDir Path directory;
  @Parameter private TlsEngine engine;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private TlsListener listener;

  @BeforeEach
  void issue() throws Exception {
    listener = new TlsListener(directory, engine);
    listener.write("first", TestAuthority.keyPair("EC", 256), Duration.ofDays(90));
    log.start();
    logger().setLevel(Level.INFO);
    logger().addAppender(log);
  }

  @AfterEach
  void detach() {
    logger().detachAppender(log);
    logger().setLevel(null);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(HttpServer.class.getPackageName());
  }

  private List<String> lines() {
    List<String> lines =
        log.list.stream().map(it -> it.getLevel() + " " + it.getFormattedMessage()).toList();
    log.list.clear();
    return lines;
  }

  @Test
  void saysWhichEngineItHas() throws Exception {
    try (TestServer server = listener.start()) {
      String name = engine == TlsEngine.NATIVE ? "Conscrypt/BoringSSL" : "the JDK";
      assertThat(lines())
          .containsExactly(
              "INFO listening on 127.0.0.1:%d (TLS by %s)"
                  .formatted(server.address().getPort(), name));
    }
  }

  @Test
  void usesReplacedFiles() throws Exception {
    try (TestServer server = listener.start()) {
      server.http.watchTls(now);
      assertThat(listener.subject(server)).isEqualTo("CN=first");
      listener.write("second", TestAuthority.keyPair("RSA", 2048));
      server.http.watchTls(now);
      assertThat(listener.subject(server)).isEqualTo("CN=second");
    }
  }

  @Test
  void usesBothFilesOrNone() throws Exception {
    KeyPair keys = TestAuthority.keyPair("EC", 256);
    try (TestServer server = listener.start()) {
      lines();
      TestAuthority.traditional(
          listener.certFile, listener.authority.issue("second", keys).certificate());
      server.http.watchTls(now);
      assertThat(listener.subject(server)).isEqualTo("CN=first");
      assertThat(lines()).as("it may be half way").isEmpty();

      server.http.watchTls(now);
      server.http.watchTls(now);
      assertThat(listener.subject(server)).isEqualTo("CN=first");
      assertThat(lines())
          .containsExactly(
              "ERROR TLS files of %s stay as they were: %s does not hold the key of the certificate"
                  .formatted(address(server), listener.keyFile));

      TestAuthority.pkcs8(listener.keyFile, keys.getPrivate());
      server.http.watchTls(now);
      assertThat(listener.subject(server)).isEqualTo("CN=second");
    }
  }

  @Test
  void reportsFilesThatAreGoneOnceAndUsesThemWhenTheyAreBack() throws Exception {
    try (TestServer server = listener.start()) {
      lines();
      Files.delete(listener.keyFile);
      for (int i = 0; i < 4; i++) {
        server.http.watchTls(now);
      }
      assertThat(lines())
          .containsExactly(
              "ERROR TLS files of %s stay as they were: %s cannot be read"
                  .formatted(address(server), listener.keyFile));
      listener.write("second", TestAuthority.keyPair("EC", 256));
      server.http.watchTls(now);
      assertThat(listener.subject(server)).isEqualTo("CN=second");
    }
  }

  @Test
  void followsTheAuthorityOfClients() throws Exception {
    TestAuthority former = new TestAuthority("clients");
    TestAuthority later = new TestAuthority("clients");
    KeyPair keys = TestAuthority.keyPair("EC", 256);
    KeyManager[] first = TlsListener.managers(former.issue("client", keys));
    KeyManager[] second = TlsListener.managers(later.issue("client", keys));
    try (TestServer server = listener.start(Optional.of(listener.clientAuthority(former)))) {
      assertThat(listener.isAnswered(server, first)).isTrue();
      assertThat(listener.isAnswered(server, second)).isFalse();
      listener.clientAuthority(later);
      server.http.watchTls(now);
      assertThat(listener.isAnswered(server, first)).isFalse();
      assertThat(listener.isAnswered(server, second)).isTrue();
    }
  }

  @Test
  void warnsOnceAtEachStageBeforeTheEnd() throws Exception {
    Instant end = written(Duration.ofDays(90));
    try (TestServer server = listener.start()) {
      lines();
      String expires = "WARN a TLS certificate expires within ";
      String which =
          " days, listener=%s, end=%s: replace its files".formatted(address(server), end);
      tell(server, end.minus(Duration.ofDays(30)).minusSeconds(1));
      assertThat(lines()).isEmpty();
      tell(server, end.minus(Duration.ofDays(30)));
      assertThat(lines()).containsExactly(expires + 30 + which);
      tell(server, end.minus(Duration.ofDays(7)));
      assertThat(lines()).singleElement().asString().isEqualTo(expires + 7 + which);
      tell(server, end.minus(Duration.ofDays(1)));
      assertThat(lines()).singleElement().asString().isEqualTo(expires + 1 + which);
      tell(server, end);
      assertThat(lines())
          .containsExactly(
              "ERROR a TLS certificate has expired, listener=%s, end=%s: replace its files"
                  .formatted(address(server), end));
    }
  }

  @Test
  void aNewCertificateIsWarnedAboutAgain() throws Exception {
    Instant end = written(Duration.ofDays(3));
    try (TestServer server = listener.start()) {
      lines();
      tell(server, end.minus(Duration.ofDays(3)));
      assertThat(lines()).hasSize(1);
      Instant later = written(Duration.ofDays(4));
      tell(server, later.minus(Duration.ofDays(4)));
      assertThat(lines())
          .satisfiesExactly(
              line -> assertThat(line).contains("read again, the certificate ends " + later),
              line -> assertThat(line).contains("expires within 7 days").contains("end=" + later));
    }
  }

  @Test
  void measuresTheEnd() throws Exception {
    Instant end = written(Duration.ofDays(90));
    try (TestServer server = listener.start()) {
      assertThat(server.http.measure())
          .contains(
              Measurement.gauge(
                  "azimuth_tls_certificate_expiry_timestamp_seconds",
                  "When the certificate of a listener expires, in seconds since 1970.",
                  Map.of("listener", address(server)),
                  (double) end.getEpochSecond()));
    }
  }

  private Instant written(Duration life) throws Exception {
    X509Certificate certificate = listener.write("next", TestAuthority.keyPair("EC", 256), life);
    return certificate.getNotAfter().toInstant();
  }

  /** Twice, because a warning comes once. */
  private static void tell(TestServer server, Instant now) {
    server.http.watchTls(now);
    server.http.watchTls(now);
  }

  private static String address(TestServer server) {
    return "127.0.0.1:" + server.address().getPort();
  }
}
