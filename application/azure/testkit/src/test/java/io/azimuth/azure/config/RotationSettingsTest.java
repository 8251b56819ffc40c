package io.azimuth.azure.config;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationSettingsTest {

  private static final String EXCLUSIVE =
      "mutually exclusive fields rotation_schedule and rotation_period were both specified; only"
          + " one of them can be provided";

  private final RotatedMount mount = new RotatedMount();

  @Test
  void areStoredAndShown() {
    done(mount.write(Map.of("rotation_schedule", "0 12 * * *", "rotation_window", "2h")));

    assertThat(shown())
        .containsEntry("rotation_schedule", Value.of("0 12 * * *"))
        .containsEntry("rotation_window", Value.of(7_200))
        .containsEntry("rotation_period", Value.of(0))
        .containsEntry("disable_automated_rotation", Value.of(false));
  }

  @Test
  void stayWhenNotSentAndGoWhenSentEmpty() {
    done(mount.write(Map.of("rotation_schedule", "0 12 * * *", "rotation_window", "2h")));
    done(mount.write(Map.of("max_retries", 1)));
    assertThat(shown()).containsEntry("rotation_schedule", Value.of("0 12 * * *"));

    done(mount.write(Map.of("rotation_schedule", "", "rotation_window", 0)));
    assertThat(shown())
        .containsEntry("rotation_schedule", Value.of(""))
        .containsEntry("rotation_window", Value.of(0));
  }

  @Test
  void secretsThatEndWithinTheHourAreRefused() {
    assertRefused(
        mount.write(Map.of("root_password_ttl", 3_599)),
        "root_password_ttl is 0 or at least 3600 seconds");
    done(mount.write(Map.of("root_password_ttl", 3_600)));
    done(mount.write(Map.of("root_password_ttl", 0)));
  }

  @Test
  void scheduleThatCannotBeReadIsRefused() {
    assertRefused(
        mount.write(Map.of("rotation_schedule", "0 12 * *")),
        "failed to parse provided rotation_schedule: this is no schedule");
  }

  @Test
  void scheduleAndPeriodInOneRequestAreRefused() {
    assertRefused(
        mount.write(Map.of("rotation_schedule", "0 12 * * *", "rotation_period", "24h")),
        EXCLUSIVE);
  }

  @Test
  void periodBesideAStoredScheduleIsRefusedUntilTheScheduleIsSentEmpty() {
    done(mount.write(Map.of("rotation_schedule", "0 12 * * *")));

    assertRefused(
        mount.write(Map.of("rotation_period", "24h")),
        EXCLUSIVE + "; send rotation_schedule=\"\" in the same write to switch");
    done(mount.write(Map.of("rotation_period", "24h", "rotation_schedule", "")));
  }

  @Test
  void scheduleBesideAStoredPeriodIsRefusedUntilThePeriodIsSentAsZero() {
    done(mount.write(Map.of("rotation_period", "24h")));

    assertRefused(
        mount.write(Map.of("rotation_schedule", "0 12 * * *")),
        EXCLUSIVE + "; send rotation_period=0 in the same write to switch");
    done(mount.write(Map.of("rotation_schedule", "0 12 * * *", "rotation_period", 0)));
  }

  @Test
  void windowNeedsASchedule() {
    assertRefused(
        mount.write(Map.of("rotation_window", "2h")),
        "cannot use rotation_window without rotation_schedule");
  }

  @Test
  void windowDoesNotApplyToAPeriod() {
    assertRefused(
        mount.write(Map.of("rotation_window", "2h", "rotation_period", "24h")),
        "rotation_window does not apply to period");
  }

  @Test
  void storedWindowStandsInTheWayOfAPeriodToo() {
    done(mount.write(Map.of("rotation_schedule", "0 12 * * *", "rotation_window", "2h")));

    assertRefused(
        mount.write(Map.of("rotation_schedule", "", "rotation_period", "24h")),
        "rotation_window does not apply to period");
  }

  @Test
  void windowMayComeAfterItsSchedule() {
    done(mount.write(Map.of("rotation_schedule", "0 12 * * *")));

    done(mount.write(Map.of("rotation_window", 3_600)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3_599})
  void windowShorterThanAnHourIsRefused(int seconds) {
    assertRefused(
        mount.write(Map.of("rotation_schedule", "0 12 * * *", "rotation_window", seconds)),
        "rotation_window is 0 or at least 3600 seconds");
  }

  @Test
  void scheduleThatFiresOftenIsTakenWithTheNextThreeRuns() {
    assertThat(envelope(mount.write(Map.of("rotation_schedule", "0 * * * *"))).warnings())
        .containsExactly(
            "rotation_schedule fires 24 times on a day on which it fires; the next three runs are"
                + " 2026-11-25T13:00:00Z, 2026-11-25T14:00:00Z and 2026-11-25T15:00:00Z");
    assertThat(shown()).containsEntry("rotation_schedule", Value.of("0 * * * *"));
    done(mount.write(Map.of("max_retries", 1)));
  }

  @Test
  void periodShorterThanADayIsTakenWithAWarning() {
    assertThat(envelope(mount.write(Map.of("rotation_period", 86_399))).warnings())
        .containsExactly(
            "rotation_period is shorter than a day: the secret is replaced that often");
    done(mount.write(Map.of("rotation_period", 86_400)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rotation_schedule", "rotation_period"})
  void needASecretThatIsStored(String field) {
    String value = field.equals("rotation_period") ? "24h" : "0 12 * * *";

    assertRefused(
        mount.write(Map.of("client_secret", "", field, value)),
        "rotation_schedule and rotation_period need a client_secret or client_certificate of the"
            + " configuration, and this mount does not sign in with one");
  }

  @Test
  void secretIsNotTakenAwayFromATimetable() {
    done(mount.write(Map.of("rotation_schedule", "0 12 * * *")));

    assertRefused(
        mount.write(Map.of("client_secret", "")),
        "rotation_schedule and rotation_period need a client_secret or client_certificate of the"
            + " configuration, and this mount does not sign in with one");
    done(mount.write(Map.of("client_secret", "", "rotation_schedule", "")));
  }

  @Test
  void refusedWriteLeavesWhatWasThere() {
    done(mount.write(Map.of("rotation_period", "24h")));
    assertRefused(
        mount.write(Map.of("rotation_period", 0, "rotation_schedule", "nonsense")),
        "failed to parse provided rotation_schedule: this is no schedule");

    assertThat(shown()).containsEntry("rotation_period", Value.of(86_400));
  }

  private Map<String, Value> shown() {
    return data(mount.server.read(mount.root, "auth/azure/config"));
  }

  private static void assertRefused(Answer answer, String sentence) {
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
    assertThat(refusal(answer).errors()).containsExactly(sentence);
  }
}
