package io.azimuth.application.backend.azure;

import io.azimuth.application.route.Call;
import io.azimuth.application.route.Fields;
import java.util.List;
import java.util.Optional;

/** What a change of the configuration means for automated rotation. */
final class RotationChanges {

  private final Timetables timetables;
  private final RotationRules rules;

  RotationChanges(Timetables timetables) {
    this.timetables = timetables;
    this.rules = new RotationRules(timetables);
  }

  /**
   * Checks when rotations shall be.
   *
   * @param sent what the request says
   * @throws io.azimuth.application.api.RefusedException when the settings make no timetable
   */
  void checkTimetable(RotationSettings settings, Fields sent) {
    rules.check(settings, sent);
  }

  /**
   * Checks that there is something to rotate.
   *
   * @throws io.azimuth.application.api.RefusedException when there is not
   */
  void checkCredential(AzureSettings settings) {
    RotationRules.checkCredential(settings);
  }

  /** Stages what follows from a write; warnings for the operator. */
  List<String> made(Call call, Optional<AzureSettings> before, AzureSettings after) {
    timetables.changed(
        call.work(),
        call.mount().uuid(),
        before.map(AzureSettings::rotation),
        Optional.of(after.rotation()),
        call.now());
    return rules.warnings(after.rotation(), call.fields(), call.now());
  }

  /** Stages what follows from a removal. */
  void ended(Call call) {
    timetables.changed(
        call.work(), call.mount().uuid(), Optional.empty(), Optional.empty(), call.now());
  }
}
