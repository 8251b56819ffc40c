package io.azimuth.application.system.mounts;

import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  static final Field<String> PLUGIN_NAME =
      Field.text("plugin_name", "the type, when the type is \"plugin\"");
  static final Field<Value.Obj> LOCKOUT =
      Field.object(
          "user_lockout_config",
          "when users are locked out (refused: no method here locks users out)");

  /** The type that means that {@code plugin_name} has the type. */
  private static final String PLUGIN = "plugin";

  private static final String ONE_VERSION =
      "a plugin has one version, that of its file in plugin_directory";

  private static final Field<String> PLUGIN_VERSION =
      Field.text("plugin_version", "the version of the plugin").refused(ONE_VERSION);

  private static final List<Field<?>> PLUGINS =
      List.of(
          PLUGIN_VERSION,
          Field.flag("override_pinned_version", false, "of the plugin").refused(ONE_VERSION));

  /** The settings of a new mount. */
  static final Field<Value.Obj> SETTINGS =
      Field.object("config", "lifetimes and visibility of the mount");

  /** The members of {@code config}. */
  static final List<Field<?>> CONFIG =
      with(LISTING_VISIBILITY, TOKEN_TYPE, IDENTITY_TOKEN_KEY, DESCRIPTION, PLUGIN_NAME);

  /** The parameters of tuning. */
  static final List<Field<?>> TUNE =
      with(LISTING_VISIBILITY, TOKEN_TYPE, IDENTITY_TOKEN_KEY, DESCRIPTION, OPTIONS);

  // Parameters with secrets; they are hashed in records, even if an operator wants them in clear.
  private static final Set<String> ALWAYS_HASHED =
      Set.of(
          "jwt",
          "token_reviewer_jwt",
          "id",
          "secret_id",
          "token",
          "client_token",
          "client_secret",
          "oidc_client_secret",
          "client_certificate",
          "code",
          "state",
          "client_nonce",
          "auth_url",
          "user_code",
          "device_code",
          "id_token",
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

  /** The members of a {@code config} object. */
  static Fields ofConfig(Value.Obj config) {
    return Fields.of(CONFIG, config, Map.of());
  }

  /** The type of a new mount; refuses a request without one. */
  static String type(Fields fields, Field<String> type) {
    String given = fields.value(type);
    String meant = given.equals(PLUGIN) ? either(fields, PLUGIN_NAME) : given;
    if (meant.isEmpty()) {
      throw RefusedException.invalid("backend type must be specified as a string");
    }
    return meant;
  }

  /** The description of a new mount: clients send it beside {@code config} or in it. */
  static String description(Fields fields) {
    return either(fields, DESCRIPTION);
  }

  private static String either(Fields fields, Field<String> field) {
    String beside = fields.value(field);
    return beside.isEmpty() ? ofConfig(fields.value(SETTINGS)).value(field) : beside;
  }

  /**
   * Refuses a setting that nothing enforces, in words that begin as Vault's.
   *
   * @throws RefusedException when the lock-out of users is asked for
   */
  static void refuseLockout(Fields fields, String type) {
    if (!fields.value(LOCKOUT).members().isEmpty()) {
      throw RefusedException.invalid(
          "tuning of user lockout configuration for auth type "
              + Quoted.of(type)
              + " not allowed: no method here locks users out");
    }
  }

  /** The answer of enabling a mount: a warning names the members of {@code config} not known. */
  static Answer enabled(Fields fields) {
    Value.Obj config = fields.value(SETTINGS);
    List<String> ignored =
        ofConfig(config).unknown().stream()
            .filter(name -> config.get(name).filter(MountFields::isNonZero).isPresent())
            .map(name -> "config." + name)
            .toList();
    return fields.done(
        ignored.isEmpty()
            ? List.of()
            : List.of(
                "Endpoint ignored these unrecognized parameters: ["
                    + String.join(" ", ignored)
                    + "]"));
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
   * @param used those that the route uses
   */
  static List<Field<?>> ofNew(Field<?>... used) {
    List<Field<?>> all = new ArrayList<>(List.of(used));
    all.addAll(EchoedFields.OF_NEW);
    all.add(PLUGIN_NAME);
    all.add(PLUGIN_VERSION);
    return List.copyOf(all);
  }

  private static List<Field<?>> with(Field<?>... more) {
    List<Field<?>> all =
        new ArrayList<>(
            List.of(DEFAULT_LEASE_TTL, MAX_LEASE_TTL, AUDIT_REQUEST_KEYS, AUDIT_RESPONSE_KEYS));
    all.addAll(List.of(more));
    all.addAll(EchoedFields.FLAGS);
    all.addAll(EchoedFields.LISTS);
    all.add(LOCKOUT);
    all.addAll(PLUGINS);
    return List.copyOf(all);
  }
}
