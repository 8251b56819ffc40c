package io.azimuth.application.federation;

import io.azimuth.domain.federation.SigningAlgorithm;
import io.azimuth.domain.federation.SigningKeySettings;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The parameters of a named signing key. */
final class SigningKeyFields {

  static final Field<Duration> ROTATION_PERIOD =
      Field.duration(
          "rotation_period",
          SigningKeySettings.DEFAULT.rotationPeriod(),
          "how long one key signs, a minute or more");
  static final Field<Duration> VERIFICATION_TTL =
      Field.duration(
          "verification_ttl",
          SigningKeySettings.DEFAULT.verificationTtl(),
          "how long a key is published after it signed last");
  static final Field<List<String>> ALLOWED_CLIENT_IDS =
      Field.commaList("allowed_client_ids", "audiences that tokens may be for; * is any");
  static final Field<String> ALGORITHM =
      Field.text(
          "algorithm",
          "RS256 (if absent), RS384, RS512, ES256, ES384, ES512 or EdDSA; for Azure RS256 only");

  static final List<Field<?>> ALL =
      List.of(ROTATION_PERIOD, VERIFICATION_TTL, ALLOWED_CLIENT_IDS, ALGORITHM);

  private SigningKeyFields() {}

  /** The settings that were sent; the ones that were not sent stay as they were. */
  static SigningKeySettings settings(Fields fields, Optional<SigningKeySettings> before) {
    SigningAlgorithm algorithm =
        fields
            .present(ALGORITHM)
            .map(text -> RefusedException.orRefuse(SigningAlgorithm.parse(text)))
            .or(() -> before.map(SigningKeySettings::algorithm))
            .orElse(SigningKeySettings.DEFAULT.algorithm());
    return RefusedException.orRefuse(
        SigningKeySettings.check(
            fields
                .present(ROTATION_PERIOD)
                .or(() -> before.map(SigningKeySettings::rotationPeriod))
                .orElse(ROTATION_PERIOD.absent()),
            fields
                .present(VERIFICATION_TTL)
                .or(() -> before.map(SigningKeySettings::verificationTtl))
                .orElse(VERIFICATION_TTL.absent()),
            fields
                .present(ALLOWED_CLIENT_IDS)
                .or(() -> before.map(SigningKeySettings::allowedAudiences))
                .orElse(ALLOWED_CLIENT_IDS.absent()),
            algorithm));
  }
}
