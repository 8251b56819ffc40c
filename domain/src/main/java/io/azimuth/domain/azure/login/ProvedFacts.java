package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.Agent;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.LoginTenant;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.azure.id.EntraRole;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.TenantId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a login proved, as its token keeps it for renewals. A token of an earlier version keeps the
 * principal alone.
 *
 * @param principal who logged in
 * @param tenant whose token it was; a token of an earlier version does not hold it and is one of
 *     the mount's own tenant
 * @param isUser whether the token of the login belonged to a user
 * @param appId the application that asked for that token
 * @param agent the agent that the token was issued to
 * @param groups the groups of the principal that the role bound at the login
 * @param appRoles the app roles of the principal that the role bound at the login
 * @param resource the resource of the login, if the role bound resources
 * @param location of the resource, where Azure was asked
 * @param scaleSet that the resource is or belongs to
 * @param tags of the resource: those that the role bound at the login
 * @param expression the digest of the role's expression, which held
 */
public record ProvedFacts(
    PrincipalId principal,
    Optional<LoginTenant> tenant,
    boolean isUser,
    Optional<AppId> appId,
    Optional<Agent> agent,
    Set<GroupId> groups,
    Set<EntraRole> appRoles,
    Optional<LoginResource> resource,
    Optional<Location> location,
    Optional<ResourceId> scaleSet,
    ResourceTags tags,
    Optional<String> expression) {

  public ProvedFacts {
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(appId, "appId");
    Objects.requireNonNull(agent, "agent");
    groups = Set.copyOf(groups);
    appRoles = Set.copyOf(appRoles);
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(scaleSet, "scaleSet");
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(expression, "expression");
  }

  /** The facts of a token that keeps its principal alone. */
  public static ProvedFacts ofPrincipal(PrincipalId principal) {
    return new ProvedFacts(
        principal,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ResourceTags.NONE,
        Optional.empty());
  }

  /** The tenant, where it was not the mount's own at the login. */
  public Optional<TenantId> additionalTenant() {
    return tenant.filter(LoginTenant::additional).map(LoginTenant::id);
  }

  /** These facts with what Azure returns for the resource now. */
  public ProvedFacts with(ResourceFacts now) {
    return new ProvedFacts(
        principal,
        tenant,
        isUser,
        appId,
        agent,
        groups,
        appRoles,
        resource,
        now.location(),
        resource
            .filter(LoginResource::isMachine)
            .map(machine -> now.scaleSet().filter(ResourceId::isScaleSet))
            .orElse(scaleSet),
        now.tags(),
        expression);
  }
}
