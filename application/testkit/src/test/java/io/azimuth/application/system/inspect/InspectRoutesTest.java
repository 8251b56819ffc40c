package io.azimuth.application.system.inspect;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.log.LogMonitors;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeMonitors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectRoutesTest {

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @Test
  void aLevelIsChangedForOneSubsystemOrForAllAndRevertedToTheConfiguredOne() {
    done(server.write(root, "sys/loggers/core", Map.of("level", "debug")));
    assertThat(levels()).isEqualTo(levels("info", "debug"));
    assertThat(data(server.read(root, "sys/loggers/core"))).containsOnlyKeys("core");

    done(server.write(root, "sys/loggers", Map.of("level", "warning")));
    assertThat(levels()).isEqualTo(levels("warn", "warn"));

    done(server.delete(root, "sys/loggers/audit"));
    assertThat(levels()).isEqualTo(levels("info", "warn"));

    done(server.delete(root, "sys/loggers"));
    assertThat(levels()).isEqualTo(levels("info", "info"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "loud", "off"})
  void aLevelThatDoesNotExistIsRefused(String level) {
    Answer one = server.write(root, "sys/loggers/core", Map.of("level", level));
    Answer all = server.write(root, "sys/loggers", Map.of("level", level));

    assertThat(List.of(refusal(one).category(), refusal(all).category()))
        .containsOnly(ErrorCategory.INVALID_REQUEST);
    assertThat(levels()).isEqualTo(levels("info", "info"));
  }

  @Test
  void anUnknownSubsystemIsRefusedWithTheNamesOfAll() {
    assertThat(refusal(server.write(root, "sys/loggers/x", Map.of("level", "info"))).errors())
        .containsExactly("logger \"x\" not found; there are audit, core");
    assertThat(refusal(server.read(root, "sys/loggers/x")).category())
        .isEqualTo(ErrorCategory.INVALID_REQUEST);
    assertThat(refusal(server.delete(root, "sys/loggers/x")).category())
        .isEqualTo(ErrorCategory.INVALID_REQUEST);
  }

  @Test
  void aRequestIsListedWhileItIsCarriedOut() {
    Value.Obj seen = seenDuring(Operation.WRITE, "cubbyhole/a");

    List<Value> requests = List.copyOf(seen.members().values());
    assertThat(requests)
        .hasSize(2)
        .anySatisfy(
            request ->
                assertThat(request)
                    .isEqualTo(
                        Values.of(
                            Map.of(
                                "start_time", TestServer.START.toString(),
                                "client_remote_address", "192.0.2.7:4711",
                                "request_path", "/v1/cubbyhole/a",
                                "request_method", "POST",
                                "client_id", ""))))
        .anySatisfy(request -> assertThat(request.toString()).contains("/v1/sys/in-flight-req"));
    assertThat(((Answer.Raw) server.read(root, "sys/in-flight-req")).body().members()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth/token/renew/my-own-token-id",
        "cubbyhole/azs.CAESIJlbJ5Kk0lNTBZ0Yu6Q1Sx8Q",
        "cubbyhole/eyJhbGciOiJub25lIn0.e30.x"
      })
  void aTokenInThePathOfARequestIsHidden(String path) {
    String token = path.substring(path.lastIndexOf('/') + 1);

    Value.Obj seen = seenDuring(Operation.WRITE, path);

    assertThat(seen.toString()).doesNotContain(token).contains("(hidden)");
  }

  @Test
  void whatIsUnknownOfTheMachineIsAWarning() {
    Answer answer = server.read(root, "sys/host-info");

    assertThat(envelope(answer).warnings()).containsExactly("host: unknown", "cpu: unknown");
    assertThat(data(answer)).containsOnlyKeys("timestamp", "memory", "disk");
    assertThat(data(answer).get("memory"))
        .isEqualTo(
            Value.Obj.builder()
                .put("available", 250)
                .put("total", 1_000)
                .put("used", 750)
                .put("usedPercent", Value.of(75.0))
                .build());
  }

  @Test
  void theLogIsStreamedInTheLevelAndFormatThatTheQueryNames() {
    FakeMonitors monitors = (FakeMonitors) server.get(LogMonitors.class);

    Answer answer = monitor(Map.of("log_level", "warn", "log_format", "json"));

    assertThat(answer).isInstanceOf(Answer.Stream.class);
    answer.discard();
    monitor(Map.of()).discard();
    assertThat(monitors.asked()).containsExactly("WARN JSON", "INFO STANDARD");
    assertThat(monitors.open()).isZero();
  }

  @Test
  void anUnknownLevelOrFormatOfAMonitorIsRefused() {
    assertThat(refusal(monitor(Map.of("log_level", "loud"))).errors())
        .containsExactly("unknown log level");
    assertThat(refusal(monitor(Map.of("log_format", "xml"))).errors())
        .containsExactly("unknown log format");
  }

  private Answer monitor(Map<String, String> query) {
    return server.read(root, "sys/monitor", query);
  }

  // What another request lists while the body of this one is read.
  private Value.Obj seenDuring(Operation operation, String path) {
    List<Value.Obj> seen = new ArrayList<>();
    RequestBody slow =
        maxBytes -> {
          seen.add(((Answer.Raw) server.read(root, "sys/in-flight-req")).body());
          return Values.of(Map.of("a", "b"));
        };
    server.answer(server.request(operation, root, path, slow));
    return seen.get(0);
  }

  private Map<String, Value> levels() {
    return data(server.read(root, "sys/loggers"));
  }

  private static Map<String, Value> levels(String audit, String core) {
    return Map.of("audit", Value.of(audit), "core", Value.of(core));
  }
}
