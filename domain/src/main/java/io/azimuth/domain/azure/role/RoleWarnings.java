package io.azimuth.domain.azure.role;

import io.azimuth.domain.azure.id.GuidText;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.ResourceGroupName;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.azure.id.ScaleSetName;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.role.TokenSettingsBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Warnings for the author of a role that can be written. */
final class RoleWarnings {

  /** How long managed identities' tokens are valid, back-dating included. */
  private static final Duration CACHED_TOKEN_AGE = Duration.ofDays(1).plus(Duration.ofMinutes(5));

  private final List<String> warnings = new ArrayList<>();

  private RoleWarnings() {}

  static List<String> of(Bindings bindings, TokenSettingsBuilder tokens, MountFacts mount) {
    RoleWarnings all = new RoleWarnings();
    all.addTtl(tokens, mount);
    all.addWildcard(bindings);
    all.addGroups(bindings.identity(), mount);
    all.addProof(bindings, mount);
    all.addLocations(bindings.resource());
    all.addRenewal(bindings.resource());
    all.addAge(bindings.maxTokenAge());
    all.addAlias(bindings.aliasSource());
    all.addNeverMatching(bindings.identity());
    all.addNeverMatching(bindings.resource());
    return all.warnings;
  }

  private void addTtl(TokenSettingsBuilder tokens, MountFacts mount) {
    addIf(
        tokens.maxTtl().compareTo(mount.maxTtl()) > 0,
        "max_ttl is greater than the system or backend mount's maximum TTL value; issued tokens'"
            + " max TTL value will be truncated");
  }

  private void addWildcard(Bindings bindings) {
    addIf(
        !bindings.identity().isNamed() && !bindings.resource().isBoundUniquely(),
        "\"*\" beside neither bound_subscription_ids nor bound_resource_ids: names of groups,"
            + " scale sets and locations are not unique across subscriptions, so whoever owns any"
            + " subscription of the tenant can make one");
  }

  private void addGroups(IdentityBindings identity, MountFacts mount) {
    addIf(
        !identity.bound(BoundField.GROUPS).isEmpty()
            && mount.firstPartyAudience()
            && !mount.resolvesGroups(),
        "bound_group_ids: tokens for this mount's resource carry no groups, and resolve_groups is"
            + " off; use a resource of an app registration of your own or turn it on");
  }

  private void addProof(Bindings bindings, MountFacts mount) {
    ResourceBindings resource = bindings.resource();
    if (resource.proof() != ResourceProof.CLAIMS || !resource.isBound()) {
      return;
    }
    addIf(
        !mount.firstPartyAudience(),
        "resource_proof \"claims\" takes only tokens for a first-party audience, which this mount's"
            + " resource is not; logins with tokens for it will be refused");
    addIf(
        !resource.bound(BoundField.SCALE_SETS).isEmpty()
            || bindings.aliasSource() == AliasSource.SCALE_SET,
        "resource_proof \"claims\" proves uniform scale sets only: no claim names the scale set of a"
            + " virtual machine, so those of flexible ones will be refused");
  }

  // Judged by the region of the identity, whatever runs with it and wherever.
  private void addLocations(ResourceBindings resource) {
    addIf(
        !resource.bound(BoundField.LOCATIONS).isEmpty() && resource.mayBindIdentities(),
        "bound_locations: a token without a machine claim (of a pod or of a federated workload, also"
            + " outside Azure) is judged by the region of its user-assigned identity and not by the"
            + " place where the workload runs; set bound_resource_types to admit machines only");
  }

  private void addRenewal(ResourceBindings resource) {
    addIf(
        resource.renewProof() && !resource.isBound(),
        "renew_resource_proof has no effect: the role binds no resource");
  }

  private void addAge(Duration age) {
    addIf(
        !age.isZero() && age.compareTo(CACHED_TOKEN_AGE) < 0,
        "max_token_age is below 86700 seconds: Azure caches the tokens of managed identities for"
            + " a day and back-dates them, so logins with a cached one will be refused");
  }

  private void addAlias(AliasSource source) {
    addIf(
        source != AliasSource.OID,
        String.format(
            "alias_source \"%s\": principals that share it share one entity", source.wireName()));
  }

  private void addNeverMatching(IdentityBindings identity) {
    Predicate<String> guid = text -> GuidText.canonical(text).isPresent();
    if (!identity.bound(BoundField.SERVICE_PRINCIPALS).isAny()) {
      addUnfit(identity.lists(), BoundField.SERVICE_PRINCIPALS, guid, "is not a GUID");
    }
    addUnfit(identity.lists(), BoundField.APP_IDS, guid, "is not a GUID");
  }

  private void addNeverMatching(ResourceBindings resource) {
    addUnfit(
        resource.lists(),
        BoundField.SUBSCRIPTIONS,
        text -> SubscriptionId.parse(text).isPresent(),
        "is not a GUID");
    addUnfit(
        resource.lists(),
        BoundField.RESOURCE_GROUPS,
        text -> ResourceGroupName.parse(text).isPresent(),
        "is not the name of a resource group");
    addUnfit(
        resource.lists(),
        BoundField.LOCATIONS,
        text -> Location.parse(text).isPresent(),
        "is not a location");
    addUnfit(
        resource.lists(),
        BoundField.SCALE_SETS,
        text -> ScaleSetName.parse(text).isPresent(),
        "is not the name of a scale set");
    addInstances(resource);
  }

  private void addInstances(ResourceBindings resource) {
    String setCounts = "is an instance of a scale set, where the set counts,";
    addUnfit(
        resource.lists(),
        BoundField.RESOURCE_IDS,
        text -> ResourceId.parse(text).flatMap(ResourceId::scaleSetOfInstance).isEmpty(),
        setCounts);
    addUnfit(
        resource.lists(),
        BoundField.RESOURCE_TYPES,
        text -> ResourceType.parse(text).filter(ResourceType.SCALE_SET_INSTANCE::equals).isEmpty(),
        setCounts);
  }

  private void addUnfit(
      BoundLists lists, BoundField field, Predicate<String> fits, String problem) {
    for (String value : lists.get(field).values()) {
      addIf(
          !fits.test(value),
          field.wireName() + ": " + Quoted.of(value) + " " + problem + " and will match no token");
    }
  }

  private void addIf(boolean applies, String warning) {
    if (applies) {
      warnings.add(warning);
    }
  }
}
