package io.azimuth.application.system.mounts;

import io.azimuth.domain.mount.AuditExceptions;
import io.azimuth.domain.mount.EchoedSettings;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.text.GoDuration;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads the settings of a mount that is enabled or tuned. */
@Singleton
final class MountSettingsReader {

  private static final String SYSTEM = "system";
  private static final Set<String> VISIBILITIES =
      Set.of("", "hidden", MountSettings.VISIBLE_TO_ALL);
  private static final Set<String> TOKEN_TYPES =
      Set.of("", "default-service", "default-batch", "service", "batch");

  private final SystemLifetimes system;

  @Inject
  MountSettingsReader(SystemLifetimes system) {
    this.system = system;
  }

  /** The settings of a new mount, from its {@code config}. */
  MountSettings read(Value.Obj config) {
    Fields fields = MountFields.ofConfig(config);
    Duration defaultTtl = ttl(fields, MountFields.DEFAULT_LEASE_TTL, "default", Duration.ZERO);
    Duration maxTtl = ttl(fields, MountFields.MAX_LEASE_TTL, "max", Duration.ZERO);
    checkOrder(defaultTtl, maxTtl);
    return new MountSettings(
            defaultTtl,
            maxTtl,
            visibility(fields.value(MountFields.LISTING_VISIBILITY)),
            tokenType(fields.value(MountFields.TOKEN_TYPE)),
            auditExceptions(fields, AuditExceptions.NONE),
            fields.value(MountFields.IDENTITY_TOKEN_KEY))
        .withEchoed(EchoedFields.changed(EchoedSettings.NONE, fields));
  }

  /** The current settings, changed by the parameters that were sent. */
  MountSettings tuned(MountSettings current, Fields fields) {
    Duration defaultTtl =
        ttl(fields, MountFields.DEFAULT_LEASE_TTL, "default", current.defaultTtl());
    Duration maxTtl = ttl(fields, MountFields.MAX_LEASE_TTL, "max", current.maxTtl());
    Duration effectiveMax = maxTtl.isZero() ? system.maxTtl() : maxTtl;
    if (defaultTtl.compareTo(effectiveMax) > 0) {
      throw RefusedException.invalid(
          "backend max lease TTL of "
              + effectiveMax.toSeconds()
              + " would be less than backend default lease TTL of "
              + defaultTtl.toSeconds());
    }
    return new MountSettings(
        defaultTtl,
        maxTtl,
        fields
            .present(MountFields.LISTING_VISIBILITY)
            .map(MountSettingsReader::visibility)
            .orElse(current.listingVisibility()),
        fields
            .present(MountFields.TOKEN_TYPE)
            .map(MountSettingsReader::tokenType)
            .orElse(current.tokenType()),
        auditExceptions(fields, current.auditExceptions()),
        fields.present(MountFields.IDENTITY_TOKEN_KEY).orElse(current.identityTokenKey()),
        current.options(),
        EchoedFields.changed(current.echoed(), fields));
  }

  private void checkOrder(Duration defaultTtl, Duration maxTtl) {
    if (!maxTtl.isZero() && defaultTtl.compareTo(maxTtl) > 0) {
      throw RefusedException.invalid("given default lease TTL greater than given max lease TTL");
    }
    if (maxTtl.isZero() && defaultTtl.compareTo(system.maxTtl()) > 0) {
      throw RefusedException.invalid("given default lease TTL greater than system max lease TTL");
    }
  }

  // Empty keeps the current value, so that clients may send every field.
  private static Duration ttl(Fields fields, Field<String> field, String which, Duration current) {
    String text = fields.value(field);
    if (text.isEmpty()) {
      return current;
    }
    Optional<Duration> ttl =
        text.equals(SYSTEM) ? Optional.of(Duration.ZERO) : GoDuration.parseSeconds(text).value();
    return ttl.orElseThrow(() -> RefusedException.invalid("unable to parse " + which + " TTL"));
  }

  private static String visibility(String visibility) {
    if (!VISIBILITIES.contains(visibility)) {
      throw RefusedException.invalid("invalid listing_visibility " + Quoted.escape(visibility));
    }
    return visibility;
  }

  private static String tokenType(String type) {
    if (!TOKEN_TYPES.contains(type)) {
      throw RefusedException.invalid("invalid value for 'token_type'");
    }
    return type.isEmpty() ? MountSettings.DEFAULT.tokenType() : type;
  }

  private static AuditExceptions auditExceptions(Fields fields, AuditExceptions current) {
    return new AuditExceptions(
        fields
            .present(MountFields.AUDIT_REQUEST_KEYS)
            .map(MountFields::auditKeys)
            .orElse(current.requestKeys()),
        fields
            .present(MountFields.AUDIT_RESPONSE_KEYS)
            .map(MountFields::auditKeys)
            .orElse(current.responseKeys()));
  }
}
