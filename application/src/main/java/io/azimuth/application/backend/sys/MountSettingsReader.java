package io.azimuth.application.backend.sys;

import io.azimuth.application.api.RefusedException;
import io.azimuth.application.api.Value;
import io.azimuth.application.route.Field;
import io.azimuth.application.route.Fields;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.GoDuration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the {@code config} object of an enabled auth method (spec 2.4). */
@Singleton
public final class MountSettingsReader {

  private static final Field<String> DEFAULT_LEASE_TTL =
      Field.text("default_lease_ttl", "the lifetime of tokens that ask for none");
  private static final Field<String> MAX_LEASE_TTL =
      Field.text("max_lease_ttl", "the longest lifetime of tokens");
  private static final Field<String> LISTING_VISIBILITY =
      Field.text("listing_visibility", "hidden or unauth");
  private static final Field<String> TOKEN_TYPE =
      Field.text("token_type", "service, batch, default-service or default-batch");
  private static final List<Field<?>> KNOWN =
      List.of(
          DEFAULT_LEASE_TTL,
          MAX_LEASE_TTL,
          LISTING_VISIBILITY,
          TOKEN_TYPE,
          Field.flag("force_no_cache", false, "nothing is cached past a change").notYet(),
          Field.commaList("audit_non_hmac_request_keys", "shown in the audit log").notYet(),
          Field.commaList("audit_non_hmac_response_keys", "shown in the audit log").notYet(),
          Field.commaList("passthrough_request_headers", "handed to the method").notYet(),
          Field.commaList("allowed_response_headers", "set by the method").notYet(),
          Field.text("plugin_version", "the version of the plugin").notYet(),
          Field.text("identity_token_key", "the key of plugin identity tokens").notYet(),
          Field.object("user_lockout_config", "lock-out of users").notYet());
  private static final Set<String> VISIBILITIES = Set.of("", "hidden", "unauth");
  private static final Set<String> TOKEN_TYPES =
      Set.of("", "default-service", "default-batch", "service", "batch");

  private final SystemLifetimes system;

  @Inject
  MountSettingsReader(SystemLifetimes system) {
    this.system = system;
  }

  MountSettings read(Value.Obj config) {
    Fields fields = Fields.of(KNOWN, config, Map.of());
    Duration defaultTtl = ttl(fields, DEFAULT_LEASE_TTL, "default");
    Duration maxTtl = ttl(fields, MAX_LEASE_TTL, "max");
    checkOrder(defaultTtl, maxTtl);
    return new MountSettings(defaultTtl, maxTtl, visibility(fields), tokenType(fields));
  }

  private void checkOrder(Duration defaultTtl, Duration maxTtl) {
    if (!maxTtl.isZero() && defaultTtl.compareTo(maxTtl) > 0) {
      throw RefusedException.invalid("given default lease TTL greater than given max lease TTL");
    }
    if (maxTtl.isZero() && defaultTtl.compareTo(system.maxTtl()) > 0) {
      throw RefusedException.invalid("given default lease TTL greater than system max lease TTL");
    }
  }

  private static Duration ttl(Fields fields, Field<String> field, String which) {
    String text = fields.value(field);
    if (text.isEmpty() || text.equals("system")) {
      return Duration.ZERO;
    }
    return GoDuration.parseSeconds(text)
        .value()
        .orElseThrow(() -> RefusedException.invalid("unable to parse " + which + " TTL"));
  }

  private static String visibility(Fields fields) {
    String visibility = fields.value(LISTING_VISIBILITY);
    if (!VISIBILITIES.contains(visibility)) {
      throw RefusedException.invalid("invalid listing_visibility");
    }
    return visibility;
  }

  private static String tokenType(Fields fields) {
    String type = fields.value(TOKEN_TYPE);
    if (!TOKEN_TYPES.contains(type)) {
      throw RefusedException.invalid("invalid value for 'token_type'");
    }
    return type.isEmpty() ? MountSettings.DEFAULT.tokenType() : type;
  }
}
