package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The path of a secret, and its mount when an option names it. */
final class KvTarget {

  private static final Set<String> TYPES = Set.of("kv", "generic", "cubbyhole");

  @Option(
      names = "--mount",
      paramLabel = "MOUNT",
      description = "Where the mount is; PATH is then below it.")
  private @Nullable String mount;

  @Parameters(
      index = "0",
      paramLabel = "PATH",
      description = "The secret: secret/web/db, or web/db with --mount=secret.")
  private String path = "";

  /** A target that picocli fills later. */
  KvTarget() {}

  KvTarget(@Nullable String mount, String path) {
    this.mount = mount;
    this.path = path;
  }

  /** Asks the server which mount has the secret, and whether it keeps versions. */
  KvLocation locate(ClientSession session) {
    KvLocation location = locateAny(session);
    if (location.path().isEmpty()) {
      throw new ClientException("the path of a secret is missing after " + location.mount());
    }
    return location;
  }

  /** The same, for commands that can mean the whole mount. */
  KvLocation locateAny(ClientSession session) {
    String below = trimmed(path);
    String asked = mount == null ? below : trimmed(mount);
    if (asked.isEmpty()) {
      throw new ClientException("the mount is missing: secret/web/db, or --mount=secret web/db");
    }
    String full = mount == null ? below : asked + "/" + below;
    return below(description(session, asked), full);
  }

  private static Value.Obj description(ClientSession session, String asked) {
    String what = "Error finding the mount of " + asked;
    ApiReply reply = session.lookUp(what, ApiCall.get("sys/internal/ui/mounts/" + asked));
    if (!reply.isSuccess()) {
      throw new ClientException(what + ": nothing is mounted there");
    }
    return reply.data();
  }

  private static KvLocation below(Value.Obj found, String full) {
    String at = ApiReply.text(found, "path").orElse("");
    String type = ApiReply.text(found, "type").orElse("");
    if (!TYPES.contains(type)) {
      throw new ClientException(at + " is of type " + type + "; azimuth kv works with type kv");
    }
    boolean versioned =
        ApiReply.object(found, "options")
            .flatMap(options -> ApiReply.text(options, "version"))
            .filter("2"::equals)
            .isPresent();
    String rest = (full + "/").startsWith(at) ? (full + "/").substring(at.length()) : "";
    return new KvLocation(at, versioned, trimmed(rest));
  }

  private static String trimmed(String text) {
    return text.strip().replaceAll("^/+|/+$", "");
  }
}
