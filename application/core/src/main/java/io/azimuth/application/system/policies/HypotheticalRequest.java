package io.azimuth.application.system.policies;

import io.azimuth.application.mount.MountTable;
import io.azimuth.application.mount.RouteCatalog;
import io.azimuth.application.policy.AccessRequest;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request that the caller asks about without sending it.
 *
 * @param request what policies would decide on
 * @param route that would serve it, if there is one
 */
record HypotheticalRequest(AccessRequest request, Optional<Route> route) {

  private static final Field<String> PATH = Field.text("path", "the path of the request");
  private static final Field<String> OPERATION =
      Field.text("operation", "read, list, scan, create, update, patch or delete; write is update");
  private static final Field<Value.Obj> PARAMETERS =
      Field.object("parameters", "what the request would send");
  private static final Field<Duration> WRAP_TTL =
      Field.duration("wrap_ttl", Duration.ZERO, "for how long the answer would be wrapped");

  static final List<Field<?>> FIELDS = List.of(PATH, OPERATION, PARAMETERS, WRAP_TTL);

  /** Reads the request from these fields, for the routes that the server has at present. */
  static HypotheticalRequest of(Fields fields, RouteCatalog catalog, MountTable mounts) {
    Capability asked = asked(fields.value(OPERATION));
    String path = path(fields.value(PATH), asked.isOfFolder());
    Optional<Route> route = catalog.route(mounts, operation(asked), path);
    AccessRequest decision =
        new AccessRequest(
            path,
            needed(asked, route),
            route.map(Route::access).orElse(Access.AUTHORIZED).needsSudo(),
            fields.value(WRAP_TTL),
            fields.value(PARAMETERS),
            route.map(Route::fields).orElse(List.of()));
    return new HypotheticalRequest(decision, route);
  }

  private static Capability asked(String operation) {
    String word = operation.strip().toLowerCase(Locale.ROOT);
    if (word.isEmpty()) {
      throw RefusedException.invalid("operation must be supplied");
    }
    return Capability.ofWord(word.equals("write") ? "update" : word)
        .filter(capability -> capability != Capability.SUDO && capability != Capability.DENY)
        .orElseThrow(
            () ->
                RefusedException.invalid(
                    "operation must be read, list, scan, create, update, patch or delete"));
  }

  // In the gateway's form: no slash at the front, and one at the end of a list or a scan only.
  private static String path(String sent, boolean list) {
    String bare = sent.startsWith("/") ? sent.substring(1) : sent;
    bare = bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    if (bare.isEmpty()) {
      throw RefusedException.invalid("path must be supplied");
    }
    if (!Acl.isRequestPath(bare)) {
      throw RefusedException.invalid("no request can have such a path");
    }
    return list ? bare + "/" : bare;
  }

  private static Operation operation(Capability asked) {
    return switch (asked) {
      case READ -> Operation.READ;
      case LIST -> Operation.LIST;
      case SCAN -> Operation.SCAN;
      case PATCH -> Operation.PATCH;
      case DELETE -> Operation.DELETE;
      case CREATE, UPDATE, SUDO, DENY -> Operation.WRITE;
    };
  }

  // Most routes do not distinguish create from update, and need update for both.
  private static Capability needed(Capability asked, Optional<Route> route) {
    return asked == Capability.CREATE && route.filter(r -> !r.hasExistenceCheck()).isPresent()
        ? Capability.UPDATE
        : asked;
  }

  /** Whether the route is public, so that no policy is evaluated. */
  boolean isPublic() {
    return route.filter(one -> !one.access().asksPolicies()).isPresent();
  }
}
