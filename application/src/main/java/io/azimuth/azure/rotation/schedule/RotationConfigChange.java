package io.azimuth.azure.rotation.schedule;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.RotationSettings;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Fields;
import java.util.List;
import java.util.Optional;

/** Decides what a change of the configuration does to automated rotation. */
public final class RotationConfigChange {

  private final Timetables timetables;
  private final RotationSettingsRules rules;

  public RotationConfigChange(Timetables timetables) {
    this.timetables = timetables;
    this.rules = new RotationSettingsRules(timetables);
  }

  /**
   * Checks the timetable of rotations.
   *
   * @param sent the parameters of the request
   * @throws io.azimuth.spi.api.RefusedException when the settings give no valid timetable
   */
  public void checkTimetable(RotationSettings settings, Fields sent) {
    rules.check(settings, sent);
  }

  /**
   * Checks that there is a client secret to rotate.
   *
   * @throws io.azimuth.spi.api.RefusedException when there is not
   */
  public void checkCredential(AzureSettings settings) {
    RotationSettingsRules.checkCredential(settings);
  }

  /** Stages the effects of a write; returns warnings for the operator. */
  public List<String> made(Call call, Optional<AzureSettings> before, AzureSettings after) {
    timetables.changed(
        call.work(),
        call.mount().uuid(),
        before.map(AzureSettings::rotation),
        Optional.of(after.rotation()),
        call.now());
    return rules.warnings(after.rotation(), call.fields(), call.now());
  }

  /** Stages the effects of a removal. */
  public void ended(Call call) {
    timetables.changed(
        call.work(), call.mount().uuid(), Optional.empty(), Optional.empty(), call.now());
  }
}
