package io.azimuth.bootstrap.imports.rule;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.spi.api.Value;
import java.util.Optional;
import java.util.Set;

/**
 * What kind of mount can be taken over.
 *
 * @param type the type for the API
 * @param version of a secrets engine with options, its version
 */
public record MountKind(String type, Optional<String> version) {

  private static final Set<String> AUTH_METHODS =
      Set.of("azure", "jwt", "oidc", "kubernetes", "approle");

  private static final Set<String> BUILT_IN =
      Set.of("auth/token/", "sys/", "identity/", "cubbyhole/");

  /**
   * The kind of this mount; empty if its type is not served here.
   *
   * @param path with a slash at the end; of an auth method with {@code auth/} at the beginning
   */
  public static Optional<MountKind> of(String path, Value.Obj mount) {
    String type = typeOf(mount);
    if (path.startsWith("auth/")) {
      return AUTH_METHODS.contains(type)
          ? Optional.of(new MountKind(type, Optional.empty()))
          : Optional.empty();
    }
    return switch (type) {
      case "kv", "generic", "kv-v1", "kv-v2" ->
          Optional.of(new MountKind("kv", Optional.of(version(type, mount))));
      default -> Optional.empty();
    };
  }

  /** The type that a server shows for a mount. */
  public static String typeOf(Value.Obj mount) {
    return RecordFields.text(mount, "type").orElse("");
  }

  private static String version(String type, Value.Obj mount) {
    Optional<String> option =
        ApiReply.object(mount, "options").flatMap(options -> RecordFields.text(options, "version"));
    return type.equals("kv-v2") || option.equals(Optional.of("2")) ? "2" : "1";
  }

  /** Whether every server has this mount. */
  public static boolean isBuiltIn(String path, Value.Obj mount) {
    return BUILT_IN.contains(path)
        || Set.of("system", "identity", "cubbyhole", "token")
            .contains(typeOf(mount).replace("ns_", ""));
  }

  public boolean isAuth() {
    return version.isEmpty();
  }

  public boolean isAzure() {
    return isAuth() && type.equals("azure");
  }

  public boolean hasVersions() {
    return version.equals(Optional.of("2"));
  }

  /** For people. */
  public String label() {
    return version.map(number -> type + " version " + number).orElse(type);
  }
}
