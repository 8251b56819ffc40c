package io.azimuth.application.system.mounts;

import io.azimuth.domain.mount.AuditExceptions;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A mount as the API shows it. */
@Singleton
final class MountView {

  private static final String SYSTEM = "system";
  private static final String CUBBYHOLE = "cubbyhole";

  /** The headers that the server's own engines read. */
  private static final Map<String, List<String>> HEADERS =
      Map.of(SYSTEM, List.of("Accept"), "identity", List.of("Authorization"));

  /** The description of the part of a path that names a mount. */
  static final String PATH_HELP = "Where it is mounted; it may hold slashes.";

  private static final AnswerField TYPE = AnswerField.text("type", "the type of the backend");
  private static final AnswerField DESCRIPTION =
      AnswerField.text("description", "words for people");
  private static final AnswerField OPTIONS =
      AnswerField.pairs("options", "options of the backend").orNull();

  private static final List<AnswerField> SETTINGS =
      Stream.of(
              Stream.of(
                  AnswerField.seconds("default_lease_ttl", "how long leases are by default"),
                  AnswerField.seconds("max_lease_ttl", "how long they are at most")),
              EchoedFields.FLAGS.stream().map(it -> AnswerField.of(it)),
              EchoedFields.LISTS.stream().map(it -> AnswerField.of(it)),
              Stream.of(
                  AnswerField.text("listing_visibility", "unauth where everybody sees the mount"),
                  AnswerField.texts(
                      "audit_non_hmac_request_keys", "what audit devices record as it was sent"),
                  AnswerField.texts(
                      "audit_non_hmac_response_keys",
                      "what audit devices record as it was answered"),
                  AnswerField.text("identity_token_key", "the key that signs its identity tokens"),
                  AnswerField.text("token_type", "the type of the tokens of an auth method")))
          .flatMap(members -> members)
          .toList();

  /** What {@link #of} shows. */
  static final List<AnswerField> OF_MOUNT =
      List.of(
          TYPE,
          DESCRIPTION,
          AnswerField.text("accessor", "its name that stays when it moves"),
          AnswerField.text("uuid", "its id"),
          AnswerField.flag("local", "without effect"),
          AnswerField.flag("seal_wrap", "without effect"),
          AnswerField.flag("external_entropy_access", "without effect"),
          OPTIONS,
          AnswerField.text("plugin_version", "empty"),
          AnswerField.text("running_plugin_version", "the version of what serves it"),
          AnswerField.text(
              "running_sha256", "the SHA-256 of the plugin's file; empty for what is built in"),
          AnswerField.text("deprecation_status", "supported, where it is part of the server"),
          AnswerField.object("config", "its settings", SETTINGS.toArray(AnswerField[]::new)));

  /** What {@link #withPath} adds. */
  static final AnswerField PATH = AnswerField.text("path", "where it is mounted");

  /** What {@link #withPaths} adds. */
  static final AnswerField PATHS = AnswerField.texts("paths", "what it serves");

  /** What {@link #tuning} shows. */
  static final List<AnswerField> OF_TUNING =
      Stream.concat(Stream.of(DESCRIPTION, OPTIONS), SETTINGS.stream()).toList();

  private final PluginVersions versions;

  @Inject
  MountView(PluginVersions versions) {
    this.versions = versions;
  }

  /** All members. */
  Value.Obj of(Mount mount) {
    return builder(mount).build();
  }

  /** All members and the path, as the preflight answers. */
  Value.Obj withPath(Mount mount) {
    return builder(mount).put("path", mount.path().withoutAuth()).build();
  }

  /**
   * All members and what the mount serves, so that a client finds mounts by what it can do there,
   * whatever their type: paths below the mount, with {@code {name}} for one segment of any text.
   */
  Value.Obj withPaths(Mount mount, List<Route> routes) {
    List<String> paths =
        routes.stream()
            .filter(route -> !route.servesNothing())
            .map(route -> route.pattern().template())
            .distinct()
            .sorted()
            .toList();
    return builder(mount).put("paths", paths).build();
  }

  /** The members that a caller without a token may see. */
  static Value.Obj brief(Mount mount) {
    return Value.Obj.builder()
        .put("type", mount.type())
        .put("description", mount.description())
        .put("options", options(mount))
        .build();
  }

  /** The settings that can be tuned, with the lifetimes in force. */
  static Value.Obj tuning(Mount mount, SystemLifetimes system) {
    SystemLifetimes inForce = system.of(mount);
    Value.Builder tuning =
        Value.Obj.builder()
            .put("description", mount.description())
            .put("default_lease_ttl", inForce.defaultTtl().toSeconds())
            .put("max_lease_ttl", inForce.maxTtl().toSeconds());
    if (!mount.settings().options().isEmpty()) {
      tuning.put("options", options(mount));
    }
    putSet(tuning, mount);
    return tuning.build();
  }

  private Value.Builder builder(Mount mount) {
    Value.Builder members =
        Value.Obj.builder()
            .put("type", mount.type())
            .put("description", mount.description())
            .put("accessor", mount.accessor())
            .put("uuid", mount.uuid())
            .put("local", mount.type().equals(CUBBYHOLE) || isOn(mount, EchoedFields.LOCAL))
            .put("seal_wrap", mount.type().equals(SYSTEM) || isOn(mount, EchoedFields.SEAL_WRAP))
            .put("external_entropy_access", isOn(mount, EchoedFields.EXTERNAL_ENTROPY))
            .put("options", options(mount))
            .put("plugin_version", "")
            .put("config", config(mount));
    versions.put(mount, members);
    return members;
  }

  private static boolean isOn(Mount mount, Field<Boolean> flag) {
    return mount.settings().echoed().isOn(flag.name());
  }

  private static Value options(Mount mount) {
    Map<String, String> options = mount.settings().options();
    return options.isEmpty() ? Value.NULL : Value.of(options);
  }

  private static Value.Obj config(Mount mount) {
    Value.Builder config =
        Value.Obj.builder()
            .put("default_lease_ttl", mount.settings().defaultTtl().toSeconds())
            .put("max_lease_ttl", mount.settings().maxTtl().toSeconds());
    putSet(config, mount);
    return config.build();
  }

  private static void putSet(Value.Builder into, Mount mount) {
    MountSettings settings = mount.settings();
    AuditExceptions exceptions = settings.auditExceptions();
    into.put("force_no_cache", isOn(mount, EchoedFields.FORCE_NO_CACHE));
    if (isOn(mount, EchoedFields.TRIM_SLASHES)) {
      into.put(EchoedFields.TRIM_SLASHES.name(), true);
    }
    settings.echoed().lists().forEach(into::put);
    if (!settings.listingVisibility().isEmpty()) {
      into.put("listing_visibility", settings.listingVisibility());
    }
    if (!exceptions.requestKeys().isEmpty()) {
      into.put("audit_non_hmac_request_keys", exceptions.requestKeys());
    }
    if (!exceptions.responseKeys().isEmpty()) {
      into.put("audit_non_hmac_response_keys", exceptions.responseKeys());
    }
    if (!settings.identityTokenKey().isEmpty()) {
      into.put("identity_token_key", settings.identityTokenKey());
    }
    if (HEADERS.containsKey(mount.type())) {
      into.put("passthrough_request_headers", HEADERS.get(mount.type()));
    }
    if (mount.path().isAuth()) {
      into.put("token_type", settings.tokenType());
    }
  }
}
