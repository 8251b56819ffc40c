package io.azimuth.application.system.mounts;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of a mount, as parameters of enabling and tuning. */
final class MountFields {

  static final Field<String> DEFAULT_LEASE_TTL =
      Field.text("default_lease_ttl", "the lifetime of tokens that ask for none");
  static final Field<String> MAX_LEASE_TTL =
      Field.text("max_lease_ttl", "the longest lifetime of tokens");
  static final Field<String> LISTING_VISIBILITY =
      Field.text("listing_visibility", "hidden or unauth");
  static final Field<String> TOKEN_TYPE = Field.text("token_type", "which tokens logins give");
  static final Field<List<String>> AUDIT_REQUEST_KEYS =
      Field.commaList("audit_non_hmac_request_keys", "parameters in clear in the audit log");
  static final Field<List<String>> AUDIT_RESPONSE_KEYS =
      Field.commaList("audit_non_hmac_response_keys", "answers in clear in the audit log");
  static final Field<String> IDENTITY_TOKEN_KEY =
      Field.text("identity_token_key", "the key of plugin identity tokens");
  static final Field<String> DESCRIPTION = Field.text("description", "words for people");
  static final Field<Map<String, String>> OPTIONS =
      Field.pairs("options", "options of the backend");

  private static final List<Field<?>> NOT_YET =
      List.of(
          Field.flag("force_no_cache", false, "nothing is cached past a change").notYet(),
          Field.commaList("passthrough_request_headers", "handed to the backend").notYet(),
          Field.commaList("allowed_response_headers", "set by the backend").notYet(),
          Field.commaList("allowed_managed_keys", "keys of elsewhere").notYet(),
          Field.commaList("delegated_auth_accessors", "who may log in through it").notYet(),
          Field.flag("trim_request_trailing_slashes", false, "of requests").notYet(),
          Field.text("plugin_name", "the plugin behind it").notYet(),
          Field.text("plugin_version", "the version of the plugin").notYet(),
          Field.flag("override_pinned_version", false, "of the plugin").notYet(),
          Field.flag("external_entropy_access", false, "chance from elsewhere").notYet(),
          Field.object("user_lockout_config", "lock-out of users").notYet());

  /** The settings of a new mount. */
  static final Field<Value.Obj> SETTINGS =
      Field.object("config", "lifetimes and visibility of the mount");

  /** The members of {@code config}. */
  static final List<Field<?>> CONFIG = with(LISTING_VISIBILITY, TOKEN_TYPE, IDENTITY_TOKEN_KEY);

  /** The parameters of tuning. */
  static final List<Field<?>> TUNE =
      with(LISTING_VISIBILITY, TOKEN_TYPE, IDENTITY_TOKEN_KEY, DESCRIPTION, OPTIONS);

  // Parameters with secrets; they are hashed in records, even if an operator wants them in clear.
  private static final Set<String> ALWAYS_HASHED =
      Set.of(
          "jwt",
          "id",
          "token",
          "client_token",
          "client_secret",
          "client_certificate",
          "root_token",
          "encoded_token",
          "encoded_root_token",
          "otp",
          "key",
          "keys",
          "keys_base64",
          "recovery_keys",
          "recovery_keys_base64");

  private MountFields() {}

  /**
   * The members of a {@code config} object.
   *
   * @throws RefusedException when an unknown member has a value: a setting that is not kept must
   *     not seem to be accepted
   */
  static Fields ofConfig(Value.Obj config) {
    config
        .members()
        .forEach(
            (name, value) -> {
              if (CONFIG.stream().noneMatch(known -> known.name().equals(name))
                  && isNonZero(value)) {
                throw RefusedException.invalid("unknown parameter in config: " + name);
              }
            });
    return Fields.of(CONFIG, config, Map.of());
  }

  /**
   * Whether it is another value than the zero value that clients send for settings they do not use.
   */
  static boolean isNonZero(Value value) {
    if (value instanceof Value.Text text) {
      return !text.text().isEmpty();
    }
    if (value instanceof Value.Bool flag) {
      return flag.on();
    }
    if (value instanceof Value.Num number) {
      return !number.literal().equals("0");
    }
    if (value instanceof Value.Items items) {
      return !items.values().isEmpty();
    }
    return value instanceof Value.Obj object && !object.members().isEmpty();
  }

  /** The answer of a successful write; it has a body only if unknown parameters must be named. */
  static Answer done(Fields fields) {
    return done(fields, List.of());
  }

  /** The answer of a successful write, with warnings. */
  static Answer done(Fields fields, List<String> warnings) {
    return fields.warnings().isEmpty() && warnings.isEmpty()
        ? new Answer.Empty()
        : new Answer.Envelope(Optional.empty(), Optional.empty(), warnings);
  }

  /** Refuses keys whose values are always secret. */
  static List<String> auditKeys(List<String> keys) {
    for (String key : keys) {
      if (ALWAYS_HASHED.contains(key)) {
        throw RefusedException.invalid(key + " is never shown in clear in the audit log");
      }
    }
    return keys;
  }

  /**
   * The parameters of enabling a backend. Clients always send all of them.
   *
   * @param backend a word for the help
   * @param used those that the route uses
   */
  static List<Field<?>> ofNew(String backend, Field<?>... used) {
    List<Field<?>> all = new ArrayList<>(List.of(used));
    all.add(Field.flag("local", false, "not replicated").notYet());
    all.add(Field.flag("seal_wrap", false, "wrapped by the seal as well").notYet());
    all.add(Field.flag("external_entropy_access", false, "chance from elsewhere").notYet());
    all.add(Field.text("plugin_name", "the plugin of the " + backend).notYet());
    all.add(Field.text("plugin_version", "the version of the plugin").notYet());
    return List.copyOf(all);
  }

  private static List<Field<?>> with(Field<?>... more) {
    List<Field<?>> all =
        new ArrayList<>(
            List.of(DEFAULT_LEASE_TTL, MAX_LEASE_TTL, AUDIT_REQUEST_KEYS, AUDIT_RESPONSE_KEYS));
    all.addAll(List.of(more));
    all.addAll(NOT_YET);
    return List.copyOf(all);
  }
}
