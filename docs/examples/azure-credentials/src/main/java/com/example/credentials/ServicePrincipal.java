package com.example.credentials;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.storage.MountStorage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The configuration of a mount: the identity that adds and removes client secrets. */
record ServicePrincipal(String tenantId, String clientId, SecretText secret) {

  static final Field<String> TENANT = Field.text("tenant_id", "The tenant of the apps.");
  static final Field<String> CLIENT = Field.text("client_id", "The app that may change others.");
  static final Field<String> SECRET = Field.text("client_secret", "Its client secret.");
  static final List<Field<?>> FIELDS = List.of(TENANT, CLIENT, SECRET);

  /** What a read shows: all but the secret. */
  static final AnswerSchema SHOWN =
      AnswerSchema.data(AnswerField.of(TENANT), AnswerField.of(CLIENT));

  private static final String PATH = "config";

  static Optional<ServicePrincipal> find(MountStorage storage) {
    return storage.get(PATH).map(stored -> read(Fields.of(FIELDS, stored, Map.of())));
  }

  static ServicePrincipal read(Fields fields) {
    if (fields.value(SECRET).isEmpty()) {
      throw RefusedException.invalid("client_secret is missing");
    }
    return new ServicePrincipal(
        guid(fields, TENANT), guid(fields, CLIENT), SecretText.of(fields.value(SECRET)));
  }

  // It becomes a part of an address, so it must be nothing else.
  static String guid(Fields fields, Field<String> field) {
    String sent = fields.value(field).toLowerCase(Locale.ROOT);
    if (!sent.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
      throw RefusedException.invalid(field.name() + " must be a GUID");
    }
    return sent;
  }

  void save(MountStorage storage) {
    storage.put(PATH, shown().put(SECRET.name(), secret.expose()).build());
  }

  /** The members without the secret. */
  Value.Builder shown() {
    return Value.Obj.builder().put(TENANT.name(), tenantId).put(CLIENT.name(), clientId);
  }
}
