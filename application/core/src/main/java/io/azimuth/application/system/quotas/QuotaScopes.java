package io.azimuth.application.system.quotas;

import io.azimuth.application.mount.AuthMethods;
import io.azimuth.application.mount.MountTable;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.quota.QuotaScope;
import io.azimuth.spi.LoginRoles;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Fields;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads the path and the role of a quota, and finds the path that a quota has now. */
@Singleton
final class QuotaScopes {

  /** The only way to distinguish clients. */
  static final String BY_ADDRESS = "ip";

  private static final int LONGEST = 512;

  private final MountTables mounts;
  private final AuthMethods methods;

  @Inject
  QuotaScopes(MountTables mounts, AuthMethods methods) {
    this.mounts = mounts;
    this.methods = methods;
  }

  /** The current path of a quota, which moves with its mount. */
  static String path(QuotaScope scope, MountTable mounts) {
    String mount =
        scope.mount().flatMap(mounts::withAccessor).map(it -> it.path().text()).orElse("");
    return mount + scope.below() + (scope.prefix() ? "*" : "");
  }

  /**
   * The scope that a write asks for; parameters that it does not send keep their value.
   *
   * @throws RefusedException when the mount does not exist, or the parameters do not fit it
   */
  QuotaScope read(CoreCall call, Optional<QuotaScope> before) {
    MountTable table = mounts.of(call.work());
    Fields fields = call.fields();
    String path =
        fields
            .present(QuotaFields.PATH)
            .orElseGet(() -> before.map(scope -> path(scope, table)).orElse(""));
    String role =
        fields
            .present(QuotaFields.ROLE)
            .orElseGet(() -> before.flatMap(QuotaScope::role).orElse(""));
    QuotaScope scope = path.isEmpty() ? QuotaScope.SERVER : below(path, table);
    QuotaScope whole = role.isEmpty() ? scope : withRole(scope, role, table);
    checkGrouping(fields, whole);
    return whole;
  }

  private static QuotaScope below(String sent, MountTable table) {
    boolean prefix = sent.endsWith("*");
    String path = canonical(prefix ? sent.substring(0, sent.length() - 1) : sent);
    Mount mount =
        table
            .serving(prefix || path.endsWith("/") ? path : path + "/")
            .orElseThrow(() -> RefusedException.invalid("no mount serves the path of the quota"));
    String all = mount.path().text();
    String rest = path.length() <= all.length() ? "" : path.substring(all.length());
    if (rest.isEmpty()) {
      return QuotaScope.mount(mount.accessor());
    }
    return prefix
        ? QuotaScope.prefix(mount.accessor(), rest)
        : QuotaScope.path(mount.accessor(), withoutSlash(rest));
  }

  // The one spelling that requests have: with another one a quota would never apply, or would exist
  // twice.
  private static String canonical(String sent) {
    String path = sent.startsWith("/") ? sent.substring(1) : sent;
    boolean canonical =
        path.length() <= LONGEST
            && path.chars().noneMatch(c -> Character.isISOControl(c) || c == '*' || c == '+');
    for (String segment : withoutSlash(path).split("/", -1)) {
      canonical &= !segment.isEmpty() && !segment.equals(".") && !segment.equals("..");
    }
    if (!canonical) {
      throw RefusedException.invalid("not a path that a quota can be about");
    }
    return path;
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** An exempt path, in the spelling of requests. */
  static String exemptPath(String sent) {
    return sent.endsWith("*")
        ? canonical(sent.substring(0, sent.length() - 1)) + "*"
        : withoutSlash(canonical(sent));
  }

  private QuotaScope withRole(QuotaScope scope, String role, MountTable table) {
    if (!scope.below().isEmpty() || scope.prefix()) {
      throw RefusedException.invalid("a quota with a role is about a whole mount");
    }
    Mount mount =
        scope
            .mount()
            .flatMap(table::withAccessor)
            .filter(it -> it.path().isAuth())
            .orElseThrow(
                () -> RefusedException.invalid("a quota with a role needs an auth method"));
    LoginRoles roles =
        methods
            .ofType(mount.type())
            .flatMap(method -> method.loginRoles())
            .orElseThrow(() -> RefusedException.invalid("the auth method has no roles"));
    String spelling =
        roles
            .spelling()
            .apply(role)
            .orElseThrow(() -> RefusedException.invalid("invalid role name"));
    return QuotaScope.role(mount.accessor(), spelling);
  }

  private static void checkGrouping(Fields fields, QuotaScope scope) {
    String group = fields.value(QuotaFields.GROUP_BY);
    if (!group.isEmpty() && !group.equals(BY_ADDRESS)) {
      throw RefusedException.invalid(
          "group_by is not supported yet: a client of a quota is an address, " + BY_ADDRESS);
    }
    boolean server = scope.mount().isEmpty();
    Optional<Boolean> inheritable = fields.present(QuotaFields.INHERITABLE);
    if (inheritable.filter(inherited -> inherited != server).isPresent()) {
      throw RefusedException.invalid(
          server
              ? "a quota of the server is inheritable"
              : "only a quota of the server is inheritable");
    }
  }
}
