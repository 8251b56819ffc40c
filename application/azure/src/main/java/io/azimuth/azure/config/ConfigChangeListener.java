package io.azimuth.azure.config;

import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Fields;
import java.util.List;
import java.util.Optional;

/** Decides what a change of the configuration means for the rotation of the credential. */
public interface ConfigChangeListener {

  /**
   * Checks the timetable of rotations.
   *
   * @param sent the parameters of the request
   * @throws io.azimuth.spi.api.RefusedException when the settings give no valid timetable
   */
  void checkTimetable(RotationSettings settings, Fields sent);

  /**
   * Checks that there is a client secret or certificate to rotate.
   *
   * @throws io.azimuth.spi.api.RefusedException when there is not
   */
  void checkCredential(AzureSettings settings);

  /**
   * Stages the effects of a write.
   *
   * @return warnings for the operator
   * @throws io.azimuth.spi.api.RefusedException when the change sets a secret again that was
   *     removed
   */
  List<String> written(Call call, Change change);

  /** Stages the effects of a removal. */
  void deleted(Call call, Optional<AzureSettings> inForce);

  /**
   * A change of the configuration: what is stored, and what is in force with the settings of the
   * environment.
   *
   * @param stored the stored settings before the change
   * @param inForce the settings in force before the change
   * @param next the settings that are stored now
   * @param nextInForce the settings that are in force now
   * @param credentialSent whether the operator sent a client secret or certificate, the same or
   *     another one
   */
  record Change(
      Optional<AzureSettings> stored,
      Optional<AzureSettings> inForce,
      AzureSettings next,
      AzureSettings nextInForce,
      boolean credentialSent) {}
}
