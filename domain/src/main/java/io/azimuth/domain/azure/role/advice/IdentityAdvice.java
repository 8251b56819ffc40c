package io.azimuth.domain.azure.role.advice;

import static io.azimuth.domain.azure.role.BoundField.AGENT_BLUEPRINTS;
import static io.azimuth.domain.azure.role.BoundField.APP_IDS;
import static io.azimuth.domain.azure.role.BoundField.APP_ROLES;
import static io.azimuth.domain.azure.role.BoundField.GROUPS;
import static io.azimuth.domain.azure.role.BoundField.LOCATIONS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_GROUPS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_IDS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_TYPES;
import static io.azimuth.domain.azure.role.BoundField.SCALE_SETS;
import static io.azimuth.domain.azure.role.BoundField.SERVICE_PRINCIPALS;
import static io.azimuth.domain.azure.role.BoundField.SUBSCRIPTIONS;
import static io.azimuth.domain.azure.role.BoundField.TENANTS;
import static io.azimuth.domain.azure.role.advice.AdviceCode.AGENTS_FOR_PEOPLE;
import static io.azimuth.domain.azure.role.advice.AdviceCode.AGENTS_IN_TOKEN;
import static io.azimuth.domain.azure.role.advice.AdviceCode.APP_ROLES_NOT_IN_TOKEN;
import static io.azimuth.domain.azure.role.advice.AdviceCode.APP_ROLES_OF_SEVERAL;
import static io.azimuth.domain.azure.role.advice.AdviceCode.CACHED_TOKEN_AGE;
import static io.azimuth.domain.azure.role.advice.AdviceCode.CACHED_TOKEN_ONCE;
import static io.azimuth.domain.azure.role.advice.AdviceCode.GROUPS_IN_TOKEN;
import static io.azimuth.domain.azure.role.advice.AdviceCode.GROUPS_NOT_IN_TOKEN;
import static io.azimuth.domain.azure.role.advice.AdviceCode.NEVER_MATCHES;
import static io.azimuth.domain.azure.role.advice.AdviceCode.SHARED_ENTITY;
import static io.azimuth.domain.azure.role.advice.AdviceCode.SHARED_IDENTITY;
import static io.azimuth.domain.azure.role.advice.AdviceCode.USER_TOKENS_UNUSED;
import static io.azimuth.domain.azure.role.advice.AdviceCode.WHOLE_BLUEPRINT;
import static io.azimuth.domain.azure.role.advice.AdviceCode.WHOLE_SUBSCRIPTION;
import static io.azimuth.domain.azure.role.advice.AdviceCode.WILDCARD_ANYWHERE;

import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.azure.role.AgentAccess;
import io.azimuth.domain.azure.role.AliasSource;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.Bindings;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;
import io.azimuth.domain.azure.role.GroupsClaim;
import io.azimuth.domain.azure.role.IdentityBindings;
import io.azimuth.domain.azure.role.ResourceBindings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Advice on who may log in. */
final class IdentityAdvice {

  /** How long managed identities' tokens are valid, back-dating included. */
  private static final Duration CACHED = Duration.ofDays(1).plus(Duration.ofMinutes(5));

  private final Bindings bindings;
  private final IdentityBindings identity;
  private final ResourceBindings resource;
  private final MountFacts mount;
  private final Findings findings;

  private IdentityAdvice(Bindings bindings, MountFacts mount, Findings findings) {
    this.bindings = bindings;
    this.identity = bindings.identity();
    this.resource = bindings.resource();
    this.mount = mount;
    this.findings = findings;
  }

  static void add(AzureRole role, MountFacts mount, Findings findings) {
    IdentityAdvice advice = new IdentityAdvice(role.bindings(), mount, findings);
    advice.addWildcard();
    advice.addTenants();
    advice.addGroups();
    advice.addAppRoles();
    advice.addShared();
    advice.addUsers();
    advice.addAgents();
    advice.addAge();
    advice.addSingleUse();
    advice.addAlias();
  }

  private void addWildcard() {
    if (identity.isNamed()) {
      return;
    }
    List<String> fields = names(BoundList::isAny, SERVICE_PRINCIPALS, GROUPS);
    fields.add(SUBSCRIPTIONS.wireName());
    if (!resource.isBoundUniquely()) {
      findings.add(
          WILDCARD_ANYWHERE,
          fields,
          "\"*\" beside neither bound_subscription_ids nor bound_resource_ids: names of groups,"
              + " scale sets and locations, and tags, are not unique across subscriptions, so whoever"
              + " owns any subscription of the tenant can make one");
    } else if (Stream.of(RESOURCE_GROUPS, RESOURCE_IDS, SCALE_SETS)
        .allMatch(field -> resource.bound(field).isEmpty())) {
      findings.add(
          WHOLE_SUBSCRIPTION,
          fields,
          "\"*\" with bound_subscription_ids alone admits every identity of these subscriptions,"
              + " also of what somebody creates there later: name principals, or bind resource"
              + " groups, scale sets or resources, too");
    }
  }

  // The tenant may be added to the mount later, so the role can be written.
  private void addTenants() {
    for (String bound : identity.bound(TENANTS).values()) {
      if (TenantId.parse(bound).filter(mount.tenants()::mayAccept).isEmpty()) {
        findings.add(
            NEVER_MATCHES,
            List.of(TENANTS.wireName()),
            "bound_tenant_ids: the mount accepts no token of "
                + bound
                + ", which is neither its tenant_id nor one of its additional_tenants");
      }
    }
  }

  private void addGroups() {
    if (!identity.bound(GROUPS).isNamed() || mount.resolvesGroups()) {
      return;
    }
    List<String> fields = List.of(GROUPS.wireName());
    if (mount.firstPartyAudience()) {
      findings.add(
          GROUPS_NOT_IN_TOKEN,
          fields,
          "bound_group_ids: tokens for this mount's resource carry no groups, and resolve_groups is"
              + " off; use a resource of an app registration of your own or turn it on");
    } else {
      findings.add(
          GROUPS_IN_TOKEN,
          fields,
          "bound_group_ids: tokens list groups only if the app registration of the mount's resource"
              + " has groupMembershipClaims, and none for a principal in more than 200 groups;"
              + " with resolve_groups of the mount, Microsoft Graph is asked for them");
    }
  }

  private void addAppRoles() {
    List<String> fields = names(BoundList::isNamed, APP_ROLES);
    if (bindings.mapping().groups() == GroupsClaim.ROLES) {
      fields.add("groups_claim");
    }
    if (fields.isEmpty()) {
      return;
    }
    if (mount.firstPartyAudience()) {
      findings.add(
          APP_ROLES_NOT_IN_TOKEN,
          fields,
          "tokens for this mount's resource list no app roles; use a resource of an app registration"
              + " of your own, which defines them");
    }
    if (mount.severalAudiences()) {
      findings.add(
          APP_ROLES_OF_SEVERAL,
          fields,
          "the mount has additional_audiences: a token lists the app roles of the application that it"
              + " is for, and whoever defines and assigns those of another audience may give them the"
              + " same names");
    }
  }

  // A system-assigned identity belongs to one resource, but an id does not show which kind it is.
  private void addShared() {
    List<String> named = names(BoundList::isNamed, SERVICE_PRINCIPALS, APP_IDS);
    if (named.isEmpty() || resource.isBound()) {
      return;
    }
    String remedy =
        mount.firstPartyAudience()
            ? "bind bound_resource_ids, or bound_subscription_ids and bound_resource_groups"
            : "use system-assigned identities: tokens for this mount's resource name no machine";
    findings.add(
        SHARED_IDENTITY,
        named,
        "the role binds no resource: where one of these is a user-assigned identity, every machine,"
            + " pod and federated workload that has it can log in, also one that gets it later; if"
            + " that is too much, "
            + remedy);
  }

  // A person's token with an app id is refused, and one never proves a resource.
  private void addUsers() {
    List<String> blocking =
        names(
            bound -> !bound.isEmpty(),
            APP_IDS,
            SUBSCRIPTIONS,
            RESOURCE_GROUPS,
            LOCATIONS,
            SCALE_SETS,
            RESOURCE_IDS,
            RESOURCE_TYPES);
    if (!resource.tags().isEmpty()) {
      blocking.add("bound_tags");
    }
    if (identity.allowUserTokens() && !blocking.isEmpty()) {
      blocking.add(0, "allow_user_tokens");
      findings.add(
          USER_TOKENS_UNUSED,
          blocking,
          "allow_user_tokens has no effect: people never log in through an app id, and their tokens"
              + " prove no resource",
          role -> role.bindings().allowUserTokens(false));
    }
  }

  private void addAgents() {
    if (!identity.bound(AGENT_BLUEPRINTS).isEmpty()
        && names(BoundList::isNamed, SERVICE_PRINCIPALS, GROUPS, APP_IDS, APP_ROLES).isEmpty()) {
      findings.add(
          WHOLE_BLUEPRINT,
          List.of(AGENT_BLUEPRINTS.wireName()),
          "bound_agent_blueprint_ids alone admits every agent of these blueprints, also those that"
              + " their owners make later: name agents in bound_service_principal_ids, too");
    }
    if (identity.allowUserTokens() && !mount.firstPartyAudience()) {
      findings.add(
          AGENTS_IN_TOKEN,
          List.of("allow_user_tokens", "allow_agents"),
          "allow_user_tokens: an agent that acts for a person is told from that person only if the"
              + " app registration of the mount's resource has the optional claims xms_act_fct,"
              + " xms_sub_fct and xms_par_app_azp");
    }
    if (identity.agents() == AgentAccess.ALL) {
      findings.add(
          AGENTS_FOR_PEOPLE,
          List.of("allow_agents"),
          "allow_agents \"all\": an agent that a person lets act for them gets a token without"
              + " further question to that person"
              + (identity.allowUserTokens() ? "" : "; it needs allow_user_tokens, which is off"),
          role -> role.bindings().allowAgents(AgentAccess.AUTONOMOUS.wireName()));
    }
  }

  private void addAge() {
    Duration age = bindings.maxTokenAge();
    if (!age.isZero() && age.compareTo(CACHED) < 0) {
      findings.add(
          CACHED_TOKEN_AGE,
          List.of("max_token_age"),
          "max_token_age is below 86700 seconds: Azure caches the tokens of managed identities for"
              + " a day and back-dates them, so logins with a cached one will be refused",
          role -> role.bindings().maxTokenAge(CACHED));
    }
  }

  private void addSingleUse() {
    if (bindings.singleUseTokens()) {
      findings.add(
          CACHED_TOKEN_ONCE,
          List.of("single_use_tokens"),
          "single_use_tokens: Azure gives a managed identity the same token for up to a day, so a"
              + " second login with it is refused; this is for callers that fetch a fresh token for"
              + " each login, such as pipelines");
    }
  }

  private void addAlias() {
    AliasSource source = bindings.aliasSource();
    if (source != AliasSource.OID) {
      findings.add(
          SHARED_ENTITY,
          List.of("alias_source"),
          String.format(
              "alias_source \"%s\": principals that share it share one entity", source.wireName()),
          role -> role.bindings().aliasSource(AliasSource.OID.wireName()));
    }
  }

  private List<String> names(Predicate<BoundList> which, BoundField... fields) {
    List<String> names = new ArrayList<>();
    for (BoundField field : fields) {
      if (bindings.find(field).filter(which).isPresent()) {
        names.add(field.wireName());
      }
    }
    return names;
  }
}
