package io.azimuth.bootstrap.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.azimuth.bootstrap.config.TracingBlock;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.trace.Span;
import io.azimuth.spi.trace.SpanKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A collector that is away or hangs costs spans, and nothing else. */
@Timeout(60)
class OpenTelemetryTracingTest {

  private final Logger log = (Logger) LoggerFactory.getLogger(ReportingExporter.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void leave() {
    log.detachAppender(lines);
  }

  private static TracingBlock block(URI endpoint, Optional<Path> authorities) {
    return new TracingBlock(
        endpoint,
        Map.of("authorization", SecretText.of("zsecretz")),
        authorities,
        false,
        1,
        TracingBlock.MOST_TRACES_PER_SECOND,
        100,
        "azimuth",
        Map.of());
  }

  private static OpenTelemetryTracing sendingTo(int port) {
    return OpenTelemetryTracing.start(
        block(URI.create("http://127.0.0.1:" + port + "/v1/traces"), Optional.empty()), "1", "id");
  }

  private static void record(OpenTelemetryTracing tracing, int requests) {
    for (int i = 0; i < requests; i++) {
      Span request = tracing.request("GET", name -> List.of());
      request.child(SpanKind.INTERNAL, "commit").end();
      request.end();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aCollectorThatIsAwayIsToldOnce() throws IOException {
    int port = freePort();
    OpenTelemetryTracing tracing = sendingTo(port);
    record(tracing, 20_000);

    tracing.close();

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(line -> line.contains(":" + port + "/")) // not of another test's end
        .singleElement()
        .asString()
        .matches(
            "the collector does not take traces, endpoint=http://127\\.0\\.0\\.1:\\d+/v1/traces,"
                + " lost_spans=512, cause=\\w+Exception");
  }

  @Test
  @Tag("slow")
  void aCollectorThatHangsHoldsUpNeitherRequestsNorTheStop() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      OpenTelemetryTracing tracing = sendingTo(silent.getLocalPort());
      long start = System.nanoTime();

      record(tracing, 100_000);
      Duration recorded = Duration.ofNanos(System.nanoTime() - start);
      tracing.close();

      assertThat(recorded).isLessThan(Duration.ofSeconds(10));
      assertThat(Duration.ofNanos(System.nanoTime() - start).minus(recorded))
          .isLessThan(Duration.ofSeconds(6));
    }
  }

  @Test
  void aFileWithoutACertificateIsRefused(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("ca.pem"), "nothing");

    assertThatThrownBy(
            () ->
                OpenTelemetryTracing.start(
                    block(URI.create("https://127.0.0.1:1/v1/traces"), Optional.of(file)),
                    "1",
                    "id"))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("otlp_ca_cert_file");
  }
}
