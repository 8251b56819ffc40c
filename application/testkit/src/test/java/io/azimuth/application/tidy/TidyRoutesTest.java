package io.azimuth.application.tidy;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TidyRoutesTest {

  private static final String CONFIG = "identity/config/auto-tidy";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @Test
  void isOffAtFirstAndKeepsWhatIsNotSent() {
    assertThat(data(server.read(root, CONFIG)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "enabled", Value.of(false),
                "unused_for", Value.of(7_776_000L),
                "interval_duration", Value.of(86_400L)));

    done(server.write(root, CONFIG, Map.of("enabled", true, "interval_duration", "12h")));
    done(server.write(root, CONFIG, Map.of("unused_for", "24h")));

    assertThat(data(server.read(root, CONFIG)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "enabled", Value.of(true),
                "unused_for", Value.of(86_400L),
                "interval_duration", Value.of(43_200L)));
  }

  @ParameterizedTest
  @CsvSource({
    "unused_for, 86399s, unused_for is 24h to 876000h",
    "unused_for, 876001h, unused_for is 24h to 876000h",
    "interval_duration, 3599s, interval_duration is 1h to 876000h",
    "interval_duration, 0, interval_duration is 1h to 876000h"
  })
  void refusesTimesThatWouldRemoveWhatIsUsed(String field, String time, String sentence) {
    assertThat(refusal(server.write(root, CONFIG, Map.of(field, time))).errors())
        .containsExactly(sentence);
  }

  @Test
  void aRunOnRequestNeedsAsLongATime() {
    assertThat(refusal(server.write(root, "identity/tidy", Map.of("unused_for", "1h"))).errors())
        .containsExactly("unused_for is 24h to 876000h");
    server.runBackground();
    assertThat(data(server.read(root, "identity/tidy-status")))
        .containsEntry("run", Value.NULL)
        .containsEntry("dry_run", Value.NULL);
  }

  @Test
  void oneRunAtATime() {
    assertThat(warning()).startsWith("Tidy operation successfully started.");
    assertThat(warning()).startsWith("Tidy operation already in progress");
    server.runBackground();
    assertThat(warning()).startsWith("Tidy operation successfully started.");
  }

  private String warning() {
    return ((Answer.Accepted) server.write(root, "identity/tidy", Map.of())).warnings().get(0);
  }
}
