package io.azimuth.azure.rotation.schedule;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigChangeListener;
import io.azimuth.azure.config.RotationSettings;
import io.azimuth.azure.rotation.RotationCancellation;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Fields;
import java.util.List;
import java.util.Optional;

/** Applies a change of the configuration to the running rotation and to the timetable. */
public final class RotationConfigChange implements ConfigChangeListener {

  private final RotationCancellation cancellation;
  private final Timetables timetables;
  private final RotationSettingsRules rules;

  /** Cancels through the first and reschedules through the second. */
  public RotationConfigChange(RotationCancellation cancellation, Timetables timetables) {
    this.cancellation = cancellation;
    this.timetables = timetables;
    this.rules = new RotationSettingsRules(timetables);
  }

  @Override
  public void checkTimetable(RotationSettings settings, Fields sent) {
    rules.check(settings, sent);
  }

  @Override
  public void checkCredential(AzureSettings settings) {
    RotationSettingsRules.checkCredential(settings);
  }

  @Override
  public List<String> written(Call call, Change change) {
    cancellation.changed(
        call.transaction(),
        change.inForce(),
        Optional.of(change.nextInForce()),
        change.secretSent(),
        call.now());
    RotationSettings next = change.next().rotation();
    timetables.changed(
        call.transaction(),
        change.stored().map(AzureSettings::rotation),
        Optional.of(next),
        call.now());
    return rules.warnings(next, call.fields(), call.now());
  }

  @Override
  public void deleted(Call call, Optional<AzureSettings> inForce) {
    cancellation.changed(call.transaction(), inForce, Optional.empty(), false, call.now());
    timetables.changed(call.transaction(), Optional.empty(), Optional.empty(), call.now());
  }
}
