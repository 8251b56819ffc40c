package io.azimuth.application.system.mounts;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.mount.RouteCatalog;
import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The requests that clients send before others: the mounts that the caller can see, and the rights
 * that it has. A caller without rights on a mount does not learn whether the mount exists.
 */
@Singleton
final class InternalUiRoutes {

  private static final String PATH = "path";

  private static final AnswerField CAPABILITIES =
      AnswerField.texts("capabilities", "what the caller may do there");

  private static final AnswerSchema RESULTANT =
      AnswerSchema.data(
          AnswerField.flag("root", "whether the caller may do everything"),
          AnswerField.objectsByName("exact_paths", "rights at one path each", CAPABILITIES),
          AnswerField.objectsByName(
              "glob_paths", "rights at all paths that begin so", CAPABILITIES),
          AnswerField.text("chroot_namespace", "empty"));

  private static final Field<Boolean> PATHS =
      Field.flag("paths", false, "whether to list the paths that each auth method serves");

  private final MountTables tables;
  private final RouteCatalog catalog;
  private final MountView views;

  @Inject
  InternalUiRoutes(MountTables tables, RouteCatalog catalog, MountView views) {
    this.tables = tables;
    this.catalog = catalog;
    this.views = views;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "internal/ui/mounts")
            .access(Access.PUBLIC_OR_VALID_TOKEN)
            .summary("List the mounts that the caller may know of")
            .fields(PATHS)
            .answers(
                AnswerSchema.data(
                    AnswerField.objectsByName("secret", "the secrets engines", ofMounts()),
                    AnswerField.objectsByName("auth", "the auth methods", ofMounts())))
            .handle(core(this::mounts)),
        Route.on(Operation.READ, "internal/ui/mounts/:path*")
            .access(Access.PUBLIC_OR_VALID_TOKEN)
            .summary("Describe the mount of a path")
            .captures(PATH, "Any path; the mount that serves it is described.")
            .answers(AnswerSchema.data(MountView.OF_MOUNT).with(MountView.PATH))
            .handle(core(this::preflight)),
        Route.on(Operation.READ, "internal/ui/resultant-acl")
            .access(Access.AUTHORIZED)
            .summary("Say what the caller may do")
            .answers(RESULTANT)
            .handle(core(call -> Answer.data(resultant(call.requiredCaller().acl())))));
  }

  private static AnswerField[] ofMounts() {
    return Stream.concat(MountView.OF_MOUNT.stream(), Stream.of(MountView.PATHS))
        .toArray(AnswerField[]::new);
  }

  private Answer mounts(CoreCall call) {
    Value.Builder secret = Value.Obj.builder();
    Value.Builder auth = Value.Obj.builder();
    for (Mount mount : tables.of(call.work()).mounts()) {
      Value.Builder group = mount.path().isAuth() ? auth : secret;
      view(mount, call).ifPresent(view -> group.put(mount.path().withoutAuth(), view));
    }
    return Answer.data(
        Value.Obj.builder().put("secret", secret.build()).put("auth", auth.build()).build());
  }

  private Optional<Value> view(Mount mount, CoreCall call) {
    Optional<AuthenticatedCaller> caller = call.authenticatedCaller();
    if (caller.isPresent() && maySee(caller.get(), mount)) {
      return Optional.of(
          mount.path().isAuth() && call.fields().value(PATHS)
              ? views.withPaths(mount, catalog.routes(mount))
              : views.of(mount));
    }
    if (!mount.settings().listingVisibility().equals(MountSettings.VISIBLE_TO_ALL)) {
      return Optional.empty();
    }
    return Optional.of(caller.isPresent() ? views.of(mount) : MountView.brief(mount));
  }

  private static boolean maySee(AuthenticatedCaller caller, Mount mount) {
    return caller.acl().anyBelow(mount.path().text());
  }

  // One answer for "permission denied" and "does not exist".
  private Answer preflight(CoreCall call) {
    String path = call.fields().captured(PATH);
    return tables
        .of(call.work())
        .serving(path + "/")
        .filter(
            mount -> call.authenticatedCaller().filter(caller -> maySee(caller, mount)).isPresent())
        .map(mount -> Answer.data(views.withPath(mount)))
        .orElseThrow(() -> denied(path));
  }

  private static RefusedException denied(String path) {
    return new RefusedException(
        ErrorCategory.PERMISSION_DENIED,
        "preflight capability check returned 403, please ensure client's policies grant access to"
            + " path \""
            + path
            + "/\"");
  }

  private static Value.Obj resultant(Acl acl) {
    Value.Builder exact = Value.Obj.builder();
    Value.Builder globs = Value.Obj.builder();
    for (Acl.Grant grant : acl.grants()) {
      Value.Builder group = grant.exact() ? exact : globs;
      group.put(
          withoutStar(grant.path()),
          Value.Obj.builder().put("capabilities", grant.capabilities()).build());
    }
    return Value.Obj.builder()
        .put("root", acl.isRoot())
        .put("exact_paths", exact.build())
        .put("glob_paths", globs.build())
        .put("chroot_namespace", "")
        .build();
  }

  // A prefix is shown without its star, except when the path has a + too: then the star marks it as
  // a prefix.
  private static String withoutStar(String path) {
    return path.endsWith("*") && !path.contains("+") ? path.substring(0, path.length() - 1) : path;
  }
}
