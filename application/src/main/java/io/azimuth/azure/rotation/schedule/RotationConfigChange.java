package io.azimuth.azure.rotation.schedule;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.RotationSettings;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Fields;
import java.util.List;
import java.util.Optional;

/** What a change of the configuration means for automated rotation. */
public final class RotationConfigChange {

  private final Timetables timetables;
  private final RotationSettingsRules rules;

  public RotationConfigChange(Timetables timetables) {
    this.timetables = timetables;
    this.rules = new RotationSettingsRules(timetables);
  }

  /**
   * Checks when rotations shall be.
   *
   * @param sent what the request says
   * @throws io.azimuth.spi.api.RefusedException when the settings make no timetable
   */
  public void checkTimetable(RotationSettings settings, Fields sent) {
    rules.check(settings, sent);
  }

  /**
   * Checks that there is something to rotate.
   *
   * @throws io.azimuth.spi.api.RefusedException when there is not
   */
  public void checkCredential(AzureSettings settings) {
    RotationSettingsRules.checkCredential(settings);
  }

  /** Stages what follows from a write; warnings for the operator. */
  public List<String> made(Call call, Optional<AzureSettings> before, AzureSettings after) {
    timetables.changed(
        call.work(),
        call.mount().uuid(),
        before.map(AzureSettings::rotation),
        Optional.of(after.rotation()),
        call.now());
    return rules.warnings(after.rotation(), call.fields(), call.now());
  }

  /** Stages what follows from a removal. */
  public void ended(Call call) {
    timetables.changed(
        call.work(), call.mount().uuid(), Optional.empty(), Optional.empty(), call.now());
  }
}
