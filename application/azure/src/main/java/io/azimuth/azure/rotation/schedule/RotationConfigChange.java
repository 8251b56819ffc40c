package io.azimuth.azure.rotation.schedule;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigChangeListener;
import io.azimuth.azure.config.ConfigFields;
import io.azimuth.azure.config.RotationSettings;
import io.azimuth.azure.rotation.RotationCancellation;
import io.azimuth.domain.rotation.PasswordProof;
import io.azimuth.domain.rotation.schedule.FiringTimes;
import io.azimuth.domain.rotation.schedule.ScheduledRotation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Checks the settings of a configuration for automated rotation, and applies a change of it to the
 * running rotation and to the timetable.
 */
public final class RotationConfigChange implements ConfigChangeListener {

  private static final Duration DAY = Duration.ofDays(1);

  // A new secret is tried for as long as this before it is given up.
  private static final Duration SHORTEST_LIFE = PasswordProof.HOPELESS;

  private final RotationCancellation cancellation;
  private final Timetables timetables;

  /** Cancels through the first and reschedules through the second. */
  public RotationConfigChange(RotationCancellation cancellation, Timetables timetables) {
    this.cancellation = cancellation;
    this.timetables = timetables;
  }

  @Override
  public void checkTimetable(RotationSettings settings, Fields sent) {
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

  @Override
  public void checkCredential(AzureSettings settings) {
    RotationSettings rotation = settings.rotation();
    if (rotation.isAutomated() && !rotation.disabled() && !settings.hasRotatableCredential()) {
      throw RefusedException.invalid(
          "rotation_schedule and rotation_period need a client_secret or client_certificate of the"
              + " configuration, and this mount does not sign in with one");
    }
  }

  @Override
  public List<String> written(Call call, Change change) {
    cancellation.changed(
        call.transaction(),
        change.inForce(),
        Optional.of(change.nextInForce()),
        change.credentialSent(),
        call.now());
    RotationSettings next = change.next().rotation();
    timetables.changed(
        call.transaction(),
        change.stored().map(AzureSettings::rotation),
        Optional.of(next),
        call.now());
    return warnings(next, call.fields(), call.now());
  }

  @Override
  public void deleted(Call call, Optional<AzureSettings> inForce) {
    cancellation.changed(call.transaction(), inForce, Optional.empty(), false, call.now());
    timetables.changed(call.transaction(), Optional.empty(), Optional.empty(), call.now());
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

  // Warnings for the operator about a timetable that this request sets.
  private List<String> warnings(RotationSettings settings, Fields sent, Instant now) {
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
