package com.example.credentials;

import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.storage.MountStorage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose client secrets are given out, and for how long; zero: as long as the mount allows. */
record CredentialRole(String application, Duration ttl, Duration maxTtl) {

  static final String FOLDER = "roles/";
  private static final Field<String> APPLICATION =
      Field.text("application_object_id", "The object id of the app registration.");
  private static final Field<Duration> TTL =
      Field.duration("ttl", Duration.ZERO, "How long a client secret is good.");
  private static final Field<Duration> MAX_TTL =
      Field.duration("max_ttl", Duration.ZERO, "The longest time with all renewals.");
  static final List<Field<?>> FIELDS = List.of(APPLICATION, TTL, MAX_TTL);

  static Optional<CredentialRole> find(MountStorage storage, String name) {
    return storage.get(path(name)).map(stored -> read(Fields.of(FIELDS, stored, Map.of())));
  }

  static String path(String name) {
    return FOLDER
        + RoleName.parse(name)
            .orElseThrow(() -> RefusedException.invalid("not a name of a role"))
            .value();
  }

  static CredentialRole read(Fields fields) {
    Duration ttl = fields.value(TTL);
    Duration max = fields.value(MAX_TTL);
    if (!max.isZero() && ttl.compareTo(max) > 0) {
      throw RefusedException.invalid("ttl is longer than max_ttl");
    }
    return new CredentialRole(ServicePrincipal.guid(fields, APPLICATION), ttl, max);
  }

  Value.Obj members() {
    return Value.Obj.builder()
        .put(APPLICATION.name(), application)
        .put(TTL.name(), ttl.toSeconds())
        .put(MAX_TTL.name(), maxTtl.toSeconds())
        .build();
  }
}
