package io.azimuth.azure.rotation;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigFields;
import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.spi.api.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A rotation that is about to begin.
 *
 * @param settings the settings in force; the password or certificate in use is theirs
 * @param requester the hash of the token that demands it; empty for a schedule
 */
record RotationPlan(String mountUuid, AzureSettings settings, Optional<String> requester) {

  /**
   * Plans the rotation of the password or certificate in these settings.
   *
   * @throws RefusedException when the mount does not sign in with a stored client secret or
   *     certificate
   */
  RotationPlan {
    if (!settings.hasRotatableCredential()) {
      throw RefusedException.invalid(
          "only a client_secret or client_certificate of the configuration can be rotated, and this"
              + " mount does not sign in with one");
    }
    if (AppId.parse(settings.identity().clientId()).isEmpty()) {
      throw RefusedException.invalid("client_id is required and must be a GUID");
    }
  }

  Rotation intended(String name, Instant now) {
    return Rotation.intended(
        name, now, settings.application(), settings.identity().replaceable(), requester);
  }

  /** The lifetime of the new password or certificate. */
  Duration ttl() {
    Duration ttl = settings.rotation().passwordTtl();
    return ttl.isZero() ? ConfigFields.ROOT_PASSWORD_TTL.absent() : ttl;
  }
}
