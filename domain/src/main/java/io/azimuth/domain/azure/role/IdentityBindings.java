package io.azimuth.domain.azure.role;

import io.azimuth.domain.azure.id.TenantId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who may log in.
 *
 * @param lists principals, groups and applications, and the tenants that these may be of
 * @param match how principals and groups are combined
 * @param allowUserTokens whether a user may log in by principal or group; never by application
 * @param agents which agents may log in
 */
public record IdentityBindings(
    BoundLists lists, Match match, boolean allowUserTokens, AgentAccess agents) {

  /** The lists that take no wildcard. */
  static final List<BoundField> NAMED_ONLY =
      List.of(BoundField.APP_IDS, BoundField.AGENT_BLUEPRINTS, BoundField.APP_ROLES);

  public IdentityBindings {
    Objects.requireNonNull(match, "match");
    Objects.requireNonNull(agents, "agents");
    if (NAMED_ONLY.stream().anyMatch(field -> lists.get(field).isAny())) {
      throw new IllegalArgumentException("app ids, blueprints and app roles are named");
    }
    if (lists.get(BoundField.TENANTS).values().stream()
        .anyMatch(id -> TenantId.parse(id).isEmpty())) {
      throw new IllegalArgumentException("tenants are named by their ids");
    }
    if (match == Match.ANY
        && (lists.get(BoundField.SERVICE_PRINCIPALS).isAny()
            || lists.get(BoundField.GROUPS).isAny())) {
      throw new IllegalArgumentException("a wildcard would make any other binding void");
    }
  }

  /** The list; without values when it was never set. */
  public BoundList bound(BoundField field) {
    return lists.get(field);
  }

  /** Whether principals, groups or app roles are named, as they must be for a user. */
  public boolean namesUsers() {
    return bound(BoundField.SERVICE_PRINCIPALS).isNamed()
        || bound(BoundField.GROUPS).isNamed()
        || bound(BoundField.APP_ROLES).isNamed();
  }

  /**
   * Whether any principal, group, application, blueprint or app role is bound, the wildcard
   * included.
   */
  public boolean isBound() {
    return whos().isBound();
  }

  /** Whether particular principals, groups, applications, blueprints or app roles are named. */
  public boolean isNamed() {
    return whos().isNamed();
  }

  /** The lists that decide who may log in; a tenant limits only where from. */
  private BoundLists whos() {
    Map<BoundField, BoundList> others = new EnumMap<>(BoundField.class);
    others.putAll(lists.lists());
    others.remove(BoundField.TENANTS);
    return new BoundLists(others);
  }
}
