package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.Agent;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.LoginTenant;
import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.azure.id.EntraRole;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.BoundExpression;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;
import io.azimuth.domain.azure.role.BoundTags;
import io.azimuth.domain.azure.role.IdentityBindings;
import io.azimuth.domain.azure.role.Match;
import io.azimuth.domain.azure.role.ResourceBindings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a token may be renewed under its role as the role is now. There is no new token
 * of Azure, so what the role binds is compared with what the login proved; what it did not prove
 * does not hold. Pure.
 */
public final class RenewalPolicy {

  private static final Set<CheckName> SAID_BY_AZURE =
      EnumSet.of(CheckName.BOUND_LOCATION, CheckName.BOUND_SCALE_SET, CheckName.BOUND_TAGS);

  private final ProvedFacts proved;
  private final List<Denial> denials = new ArrayList<>();

  private RenewalPolicy(ProvedFacts proved) {
    this.proved = proved;
  }

  /**
   * Why the token may not be renewed, for every reason; empty when it may.
   *
   * @param tenants those that the mount accepts now
   */
  public static List<Denial> denials(AzureRole role, ProvedFacts proved, MountTenants tenants) {
    RenewalPolicy policy = new RenewalPolicy(proved);
    policy.checkTenant(role.bindings().identity().bound(BoundField.TENANTS), tenants);
    policy.denials.addAll(denials(role, proved));
    return List.copyOf(policy.denials);
  }

  private static List<Denial> denials(AzureRole role, ProvedFacts proved) {
    RenewalPolicy policy = new RenewalPolicy(proved);
    policy.checkIdentity(role.bindings().identity());
    if (role.bindings().needsResource()) {
      policy.checkResource(role.bindings().resource());
    }
    role.bindings().expression().ifPresent(policy::checkExpression);
    return List.copyOf(policy.denials);
  }

  /** The resource that Azure is to be asked for at this renewal; empty when it is not asked. */
  public static Optional<ResourceId> asksFor(AzureRole role, ProvedFacts proved) {
    return role.bindings().needsResource() && role.bindings().resource().renewProof()
        ? proved.resource().map(LoginResource::id)
        : Optional.empty();
  }

  /** Why the token may not be renewed, with the answer of Azure for the resource. */
  public static List<Denial> denials(AzureRole role, ProvedFacts proved, ResourceAnswer answer) {
    LoginResource resource = proved.resource().orElseThrow();
    String id = resource.id().text();
    return switch (answer.kind()) {
      case ABSENT -> List.of(denial(DenialReason.RESOURCE_NOT_FOUND, CheckName.DIRECTORY, "", id));
      case FORBIDDEN ->
          List.of(
              denial(DenialReason.DIRECTORY_FORBIDDEN, CheckName.DIRECTORY, answer.right(), id));
      case FOUND -> {
        ResourceFacts facts = answer.facts().orElseThrow();
        yield facts.proves(proved.principal(), resource.basis())
            ? denials(role, proved.with(facts))
            : List.of(
                denial(
                    DenialReason.IDENTITY_NOT_ON_RESOURCE,
                    CheckName.RESOURCE_IDENTITY,
                    "",
                    proved.principal().value()));
      }
    };
  }

  // A token of an earlier version is one of the mount's own tenant.
  private void checkTenant(BoundList bound, MountTenants tenants) {
    Optional<LoginTenant> tenant =
        proved.tenant().or(() -> tenants.own().map(own -> new LoginTenant(own, false)));
    String id = tenant.map(LoginTenant::id).map(TenantId::value).orElse("");
    boolean accepted = tenant.map(tenants::accepts).orElse(true);
    boolean holds = bound.isEmpty() ? tenant.map(tenants::isOwn).orElse(true) : bound.contains(id);
    if (!accepted || !holds) {
      String expected = bound.isEmpty() ? "the tenant of the mount" : bound.toString();
      denials.add(denial(DenialReason.TENANT_NOT_BOUND, CheckName.TENANT, expected, id));
    }
  }

  private void checkIdentity(IdentityBindings bound) {
    if (proved.isUser() && !bound.allowUserTokens()) {
      denials.add(denial(DenialReason.USER_TOKEN, CheckName.APP_ONLY, "app", "user"));
    }
    checkAgent(bound);
    checkAppRoles(bound.bound(BoundField.APP_ROLES));
    BoundList principals = bound.bound(BoundField.SERVICE_PRINCIPALS);
    BoundList groups = bound.bound(BoundField.GROUPS);
    boolean inPrincipals = principals.contains(proved.principal().value());
    boolean inGroups = proved.groups().stream().map(GroupId::value).anyMatch(groups::contains);
    boolean either =
        bound.match() == Match.ANY
            && ((principals.isNamed() && inPrincipals) || (groups.isNamed() && inGroups));
    check(
        principals,
        either || principals.isAny() || inPrincipals,
        CheckName.BOUND_PRINCIPAL,
        DenialReason.PRINCIPAL_NOT_BOUND,
        proved.principal().value());
    check(
        groups,
        either || groups.isAny() || inGroups,
        CheckName.BOUND_GROUP,
        DenialReason.GROUP_NOT_BOUND,
        "");
    String appId = proved.appId().filter(id -> !proved.isUser()).map(AppId::value).orElse("");
    check(
        bound.bound(BoundField.APP_IDS),
        bound.bound(BoundField.APP_IDS).contains(appId),
        CheckName.BOUND_APP_ID,
        DenialReason.APP_ID_NOT_BOUND,
        appId);
  }

  private void checkAppRoles(BoundList bound) {
    List<String> roles = proved.appRoles().stream().map(EntraRole::value).toList();
    check(
        bound,
        roles.stream().anyMatch(bound.values()::contains),
        CheckName.BOUND_APP_ROLE,
        DenialReason.APP_ROLE_NOT_BOUND,
        String.join(", ", roles));
  }

  private void checkAgent(IdentityBindings bound) {
    proved
        .agent()
        .map(Agent::kind)
        .filter(kind -> !bound.agents().admits(kind))
        .ifPresent(
            kind ->
                denials.add(
                    denial(
                        DenialReason.of(kind),
                        CheckName.AGENT,
                        bound.agents().wireName(),
                        kind.wireName())));
    BoundList blueprints = bound.bound(BoundField.AGENT_BLUEPRINTS);
    String blueprint = proved.agent().flatMap(Agent::blueprint).map(AppId::value).orElse("");
    check(
        blueprints,
        blueprints.contains(blueprint) && (!proved.isUser() || bound.namesUsers()),
        CheckName.BOUND_BLUEPRINT,
        DenialReason.AGENT_BLUEPRINT_NOT_BOUND,
        blueprint);
  }

  private void checkResource(ResourceBindings bound) {
    if (proved.resource().isEmpty()) {
      denials.add(denial(DenialReason.RESOURCE_UNPROVED, CheckName.RESOURCE, "", ""));
      return;
    }
    ResourceId id = proved.resource().get().id();
    String subscription = id.subscription().value();
    check(
        bound.bound(BoundField.SUBSCRIPTIONS),
        bound.bound(BoundField.SUBSCRIPTIONS).contains(subscription),
        CheckName.BOUND_SUBSCRIPTION,
        DenialReason.SUBSCRIPTION_NOT_BOUND,
        subscription);
    String group = id.resourceGroup().value();
    check(
        bound.bound(BoundField.RESOURCE_GROUPS),
        bound.bound(BoundField.RESOURCE_GROUPS).contains(group),
        CheckName.BOUND_RESOURCE_GROUP,
        DenialReason.RESOURCE_GROUP_NOT_BOUND,
        group);
    check(
        bound.bound(BoundField.RESOURCE_IDS),
        bound.bindsId(id),
        CheckName.BOUND_RESOURCE_ID,
        DenialReason.RESOURCE_ID_NOT_BOUND,
        id.text());
    check(
        bound.bound(BoundField.RESOURCE_TYPES),
        bound.bound(BoundField.RESOURCE_TYPES).contains(id.type().value()),
        CheckName.BOUND_RESOURCE_TYPE,
        DenialReason.RESOURCE_TYPE_NOT_BOUND,
        id.type().value());
    String scaleSet = proved.scaleSet().map(ResourceId::name).orElse("");
    check(
        bound.bound(BoundField.SCALE_SETS),
        bound.bound(BoundField.SCALE_SETS).contains(scaleSet),
        CheckName.BOUND_SCALE_SET,
        DenialReason.SCALE_SET_NOT_BOUND,
        scaleSet);
    check(
        bound.bound(BoundField.LOCATIONS),
        proved.location().filter(bound::bindsLocation).isPresent(),
        CheckName.BOUND_LOCATION,
        DenialReason.LOCATION_NOT_BOUND,
        proved.location().map(Location::value).orElse(""));
    BoundTags tags = bound.tags();
    if (!tags.admits(proved.tags())) {
      denials.add(
          denial(
              DenialReason.TAG_MISMATCH,
              CheckName.BOUND_TAGS,
              tags.toString(),
              tags.shownIn(proved.tags())));
    }
  }

  /** The claims of the login are not kept, so nothing is known of an expression that changed. */
  private void checkExpression(BoundExpression expression) {
    if (proved.expression().filter(expression.digest()::equals).isEmpty()) {
      denials.add(
          new Denial(
              DenialReason.EXPRESSION_UNUSABLE,
              CheckName.EXPRESSION,
              expression.text(),
              "the login met another expression",
              ""));
    }
  }

  private void check(
      BoundList bound, boolean holds, CheckName check, DenialReason reason, String actual) {
    if (!bound.isEmpty() && !holds) {
      denials.add(denial(reason, check, bound.toString(), actual));
    }
  }

  private static Denial denial(
      DenialReason reason, CheckName check, String expected, String actual) {
    // Location, scale set and tags of a machine come from Azure, and not from the caller.
    boolean ofAzure = SAID_BY_AZURE.contains(check);
    return new Denial(reason, check, expected, actual, ofAzure ? "" : actual);
  }
}
