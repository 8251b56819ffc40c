package io.azimuth.application.gateway;

import io.azimuth.application.api.ServedBy;
import io.azimuth.application.audit.AuditedParameters;
import io.azimuth.application.mount.Backends;
import io.azimuth.application.mount.MountTable;
import io.azimuth.application.openapi.PathHelp;
import io.azimuth.application.route.RouteTable;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.Backend;
import io.azimuth.spi.LoginRoles;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.BodyLimit;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The route that serves a request. A miss is kept for later: a caller without access must not learn
 * which mounts exist.
 *
 * @param mount that serves the path, if there is one
 * @param found the route, if there is one
 * @param miss the refusal when there is no route, for a caller that may know it
 * @param tokenInPath the token that old clients put into the path, if the path has a place for one,
 *     for any operation
 */
record ResolvedRoute(
    Optional<Mount> mount,
    Optional<Found> found,
    Optional<Refusal> miss,
    Optional<SecretText> tokenInPath) {

  /** The state before anything was looked up. */
  static final ResolvedRoute UNKNOWN =
      new ResolvedRoute(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final String CAPTURED_AS = "token";
  private static final String TOKEN_MOUNT = "auth/token/";

  static ResolvedRoute of(ApiRequest request, MountTable mounts, Backends backends) {
    if (request.operation() == Operation.HELP) {
      return help(request, mounts, backends);
    }
    Optional<Mount> mount = mounts.serving(request.path());
    Optional<Backends.Served> served = mount.flatMap(backends::of);
    if (mount.isEmpty() || served.isEmpty()) {
      return nowhere(request, mounts);
    }
    String below = request.path().substring(mount.get().path().text().length());
    RouteTable.Lookup lookup = served.get().routes().find(request.operation(), below);
    if (lookup.match().isEmpty()) {
      return new ResolvedRoute(
          mount,
          Optional.empty(),
          Optional.of(noRoute(lookup.pathKnown())),
          tokenIn(mount.get(), served.get().routes(), lookup, below));
    }
    RouteTable.Match match = lookup.match().get();
    Found found = new Found(mount.get(), served.get().backend(), match.route(), match.captures());
    return new ResolvedRoute(
        mount, Optional.of(found), Optional.empty(), tokenIn(match.captures()));
  }

  private static ResolvedRoute nowhere(ApiRequest request, MountTable mounts) {
    return new ResolvedRoute(
        Optional.empty(),
        Optional.empty(),
        Optional.of(noMount(request, mounts)),
        Optional.empty());
  }

  private static Optional<SecretText> tokenIn(Map<String, String> captures) {
    return Optional.ofNullable(captures.get(CAPTURED_AS)).map(SecretText::of);
  }

  // A token with a chosen id has no recognisable form. So below auth/token/, a path that no route
  // serves shows its first segment, if a route begins with it, and no more.
  private static Optional<SecretText> tokenIn(
      Mount mount, RouteTable routes, RouteTable.Lookup lookup, String below) {
    if (lookup.pathKnown() || !mount.path().text().equals(TOKEN_MOUNT)) {
      return tokenIn(routes.captured(below));
    }
    String bare = below.endsWith("/") ? below.substring(0, below.length() - 1) : below;
    int slash = bare.indexOf('/');
    boolean begins = routes.beginsWith(slash < 0 ? bare : bare.substring(0, slash));
    String rest = begins && slash >= 0 ? bare.substring(slash + 1) : begins ? "" : bare;
    return rest.isEmpty() ? Optional.empty() : Optional.of(SecretText.of(rest));
  }

  // A mount has help too, with or without a slash at its end.
  private static ResolvedRoute help(ApiRequest request, MountTable mounts, Backends backends) {
    Optional<Mount> mount = mounts.serving(request.path() + "/");
    Optional<Backends.Served> served = mount.flatMap(backends::of);
    if (mount.isEmpty() || served.isEmpty()) {
      return nowhere(request, mounts);
    }
    Backend backend = served.get().backend();
    int start = Math.min(mount.get().path().text().length(), request.path().length());
    Optional<Found> found =
        PathHelp.find(mount.get(), backend, served.get().routes(), request.path().substring(start))
            .map(match -> new Found(mount.get(), backend, match.route(), match.captures()));
    Optional<SecretText> token =
        found.isPresent()
            ? tokenIn(found.get().captures())
            : tokenIn(
                mount.get(),
                served.get().routes(),
                new RouteTable.Lookup(Optional.empty(), false),
                request.path().substring(start));
    return new ResolvedRoute(mount, found, Optional.of(noRoute(false)), token);
  }

  /** What serves the request, for the counters of requests. */
  ServedBy servedBy() {
    String backend = mount.map(Mount::type).orElse("");
    return found
        .map(f -> ServedBy.route(backend, f.route()))
        .or(() -> mount.map(it -> ServedBy.backend(backend)))
        .orElse(ServedBy.NOTHING);
  }

  /** How the mount that serves the request knows roles, if the request is a login there. */
  Optional<LoginRoles> login(ApiRequest request) {
    if (request.operation() != Operation.WRITE || found.isEmpty()) {
      return Optional.empty();
    }
    Found at = found.get();
    return at.backend() instanceof AuthMethod method
        ? method
            .loginRoles()
            .filter(roles -> request.path().equals(at.mount().path().text() + roles.path()))
        : Optional.empty();
  }

  /** The access that the route needs; a miss needs a token. */
  Access access() {
    return found.map(f -> f.route().access()).orElse(Access.AUTHORIZED);
  }

  /** The parameters that the route knows; none for a miss. */
  List<Field<?>> fields() {
    return found.map(f -> f.route().fields()).orElse(List.of());
  }

  /** The parameters as records show them. */
  AuditedParameters audited(Value.Obj parameters) {
    if (found.filter(f -> f.route().takesAnything()).isPresent()) {
      return AuditedParameters.all(parameters);
    }
    return AuditedParameters.of(parameters, this::isKnown);
  }

  private boolean isKnown(String parameter) {
    for (Field<?> field : fields()) {
      if (field.name().equals(parameter)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The parameters that were sent, where the route takes them from.
   *
   * @throws RefusedException when the body cannot be read, or is above the limit of the route
   */
  Value.Obj parameters(ApiRequest request) {
    return switch (request.operation()) {
      case WRITE, PATCH -> takesBytes() ? request.query() : body(request);
      case DELETE -> {
        if (found.filter(f -> f.route().readsBodyOnDelete()).isEmpty()) {
          yield request.query();
        }
        Value.Builder both = Value.Obj.builder();
        request.query().members().forEach(both::put);
        body(request).members().forEach(both::put);
        yield both.build();
      }
      case READ, LIST, SCAN, HELP -> request.query();
    };
  }

  private Value.Obj body(ApiRequest request) {
    return request.body().read(found.map(f -> f.route().bodyLimit()).orElse(BodyLimit.PUBLIC));
  }

  /** Whether the route takes the body as it is. */
  boolean takesBytes() {
    return found.filter(f -> f.route().takesBytes()).isPresent();
  }

  Rendering rendering() {
    return found.map(f -> f.route().rendering()).orElse(Rendering.PLAIN);
  }

  Found orElseRefuse() {
    return found.orElseThrow(() -> new RefusedException(miss.orElseGet(() -> noRoute(false))));
  }

  private static Refusal noMount(ApiRequest request, MountTable mounts) {
    String text = "no handler for route \"" + request.path() + "\". route entry not found.";
    return Refusal.of(ErrorCategory.NOT_FOUND, text + hint(request.path(), mounts));
  }

  // For example {@code vault write azure/config} where {@code auth/azure/config} is meant.
  private static String hint(String path, MountTable mounts) {
    String suggestion = MountPath.AUTH + path;
    return mounts.serving(suggestion).isPresent() ? "; did you mean " + suggestion + "?" : "";
  }

  private static Refusal noRoute(boolean pathKnown) {
    return pathKnown
        ? Refusal.of(ErrorCategory.UNSUPPORTED_OPERATION, "unsupported operation")
        : Refusal.of(ErrorCategory.NOT_FOUND, "unsupported path");
  }

  /**
   * A route that was found.
   *
   * @param mount that serves it
   * @param route that matches
   * @param captures from the path
   */
  record Found(Mount mount, Backend backend, Route route, Map<String, String> captures) {

    /** The sent parameters, read by the fields that the route knows. */
    Fields fields(Value.Obj parameters) {
      return route.takesAnything()
          ? Fields.ofAny(route.fields(), parameters, captures)
          : Fields.of(route.fields(), parameters, captures);
    }
  }
}
