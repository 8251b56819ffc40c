package io.azimuth.azure.rotation.schedule;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigFields;
import io.azimuth.azure.config.RotationSettings;
import io.azimuth.azure.rotation.RotationPlanner;
import io.azimuth.domain.rotation.PasswordProof;
import io.azimuth.domain.rotation.schedule.FiringTimes;
import io.azimuth.domain.rotation.schedule.ScheduledRotation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The rules for automated rotation in a configuration, checked on the whole new configuration. */
final class RotationSettingsRules {

  private static final Duration DAY = Duration.ofDays(1);

  // A new secret is tried for as long as this before it is given up.
  private static final Duration SHORTEST_LIFE = PasswordProof.HOPELESS;

  private final Timetables timetables;

  RotationSettingsRules(Timetables timetables) {
    this.timetables = timetables;
  }

  /**
   * Checks the new settings.
   *
   * @param sent the parameters of this request
   * @throws RefusedException when they give no valid timetable
   */
  void check(RotationSettings settings, Fields sent) {
    boolean scheduled = !settings.schedule().isEmpty();
    boolean periodic = !settings.period().isZero();
    if (scheduled && periodic) {
      throw RefusedException.invalid(
          "mutually exclusive fields rotation_schedule and rotation_period were both specified;"
              + " only one of them can be provided"
              + wayOut(sent));
    }
    if (scheduled) {
      checkSchedule(settings.schedule());
    }
    checkWindow(settings, periodic, scheduled);
    if (!settings.passwordTtl().isZero() && settings.passwordTtl().compareTo(SHORTEST_LIFE) < 0) {
      throw RefusedException.invalid("root_password_ttl is 0 or at least 3600 seconds");
    }
  }

  private void checkSchedule(String schedule) {
    List<String> problems = timetables.times(schedule).problems();
    if (!problems.isEmpty()) {
      throw RefusedException.invalid(
          "failed to parse provided rotation_schedule: " + problems.get(0));
    }
  }

  private static void checkWindow(RotationSettings settings, boolean periodic, boolean scheduled) {
    if (settings.window().isZero()) {
      return;
    }
    if (periodic) {
      throw RefusedException.invalid("rotation_window does not apply to period");
    }
    if (!scheduled) {
      throw RefusedException.invalid("cannot use rotation_window without rotation_schedule");
    }
    if (!ScheduledRotation.isWindow(settings.window())) {
      throw RefusedException.invalid("rotation_window is 0 or at least 3600 seconds");
    }
  }

  /**
   * Checks that there is a client secret to rotate.
   *
   * @throws RefusedException when the mount does not sign in with a stored client secret
   */
  static void checkCredential(AzureSettings settings) {
    RotationSettings rotation = settings.rotation();
    if (rotation.isAutomated() && !rotation.disabled() && !RotationPlanner.isRotatable(settings)) {
      throw RefusedException.invalid(
          "rotation_schedule and rotation_period need a client_secret of the configuration, and"
              + " this mount does not sign in with one");
    }
  }

  /** Warnings for the operator about a timetable that this request sets. */
  List<String> warnings(RotationSettings settings, Fields sent, Instant now) {
    if (!settings.schedule().isEmpty() && sent.sent(ConfigFields.ROTATION_SCHEDULE).isPresent()) {
      return warnings(timetables.times(settings.schedule()).orElseThrow(), now);
    }
    boolean isShort = !settings.period().isZero() && settings.period().compareTo(DAY) < 0;
    return isShort && sent.sent(ConfigFields.ROTATION_PERIOD).isPresent()
        ? List.of("rotation_period is shorter than a day: the secret is replaced that often")
        : List.of();
  }

  private static List<String> warnings(FiringTimes times, Instant now) {
    int perDay = times.perDay(now);
    if (perDay <= 1) {
      return List.of();
    }
    Instant first = times.next(now);
    Instant second = times.next(first);
    return List.of(
        "rotation_schedule fires "
            + perDay
            + " times on a day on which it fires; the next three runs are "
            + first
            + ", "
            + second
            + " and "
            + times.next(second));
  }

  // Names the parameter to remove: the one of the two that this request did not send.
  private static String wayOut(Fields sent) {
    if (sent.sent(ConfigFields.ROTATION_SCHEDULE).isEmpty()) {
      return "; send rotation_schedule=\"\" in the same write to switch";
    }
    return sent.sent(ConfigFields.ROTATION_PERIOD).isEmpty()
        ? "; send rotation_period=0 in the same write to switch"
        : "";
  }
}
