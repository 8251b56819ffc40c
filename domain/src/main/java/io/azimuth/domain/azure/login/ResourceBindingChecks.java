package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.check.CheckLog;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.role.BoundList;
import io.azimuth.domain.azure.role.ResourceBindings;
import io.azimuth.domain.azure.role.ResourceProof;
import java.util.function.Predicate;

/**
 * Checks whether the role binds the resource of the login, as far as its id shows. The location and
 * the scale set of a virtual machine are not checked here where Azure will be asked.
 */
public final class ResourceBindingChecks {

  private static final String UNBOUND = "the role does not bind this";

  private final ResourceId id;
  private final CheckLog log;

  private ResourceBindingChecks(ResourceId id, CheckLog log) {
    this.id = id;
    this.log = log;
  }

  public static void run(ResourceBindings bindings, LoginResource resource, CheckLog log) {
    ResourceId id = resource.id();
    ResourceBindingChecks checks = new ResourceBindingChecks(id, log);
    checks.check(
        CheckName.BOUND_SUBSCRIPTION,
        DenialReason.SUBSCRIPTION_NOT_BOUND,
        bindings.boundSubscriptions(),
        id.subscription().value(),
        bound -> bound.contains(id.subscription().value()));
    checks.check(
        CheckName.BOUND_RESOURCE_GROUP,
        DenialReason.RESOURCE_GROUP_NOT_BOUND,
        bindings.boundResourceGroups(),
        id.resourceGroup().value(),
        bound -> bound.contains(id.resourceGroup().value()));
    checks.check(
        CheckName.BOUND_RESOURCE_ID,
        DenialReason.RESOURCE_ID_NOT_BOUND,
        bindings.boundResourceIds(),
        id.text(),
        checks::isListed);
    checks.check(
        CheckName.BOUND_RESOURCE_TYPE,
        DenialReason.RESOURCE_TYPE_NOT_BOUND,
        bindings.boundResourceTypes(),
        id.type().value(),
        bound -> bound.contains(id.type().value()));
    boolean asksAzure = bindings.proof() == ResourceProof.DIRECTORY;
    checks.checkScaleSet(bindings.boundScaleSets(), resource, asksAzure);
    checks.checkLocation(bindings.boundLocations(), asksAzure);
  }

  private boolean isListed(BoundList bound) {
    return bound.values().stream()
        .flatMap(text -> ResourceId.parse(text).stream())
        .anyMatch(id::equals);
  }

  private void checkScaleSet(BoundList bound, LoginResource resource, boolean asksAzure) {
    boolean leftOpen = resource.isMachine() && asksAzure;
    if (leftOpen && !bound.isEmpty()) {
      return;
    }
    String name = resource.isScaleSet() ? id.name() : "";
    check(
        CheckName.BOUND_SCALE_SET,
        DenialReason.SCALE_SET_NOT_BOUND,
        bound,
        name,
        list -> list.contains(name));
  }

  /**
   * A role is refused when only claims could prove its locations; a stored role of that kind admits
   * no login.
   */
  private void checkLocation(BoundList bound, boolean asksAzure) {
    if (bound.isEmpty() || !asksAzure) {
      check(CheckName.BOUND_LOCATION, DenialReason.LOCATION_UNKNOWN, bound, "", list -> false);
    }
  }

  private void check(
      CheckName name,
      DenialReason reason,
      BoundList bound,
      String actual,
      Predicate<BoundList> holds) {
    if (bound.isEmpty()) {
      log.skipped(name, "", actual, UNBOUND);
    } else if (holds.test(bound)) {
      log.passed(name, bound.toString(), actual);
    } else {
      log.failed(name, reason, bound.toString(), actual);
    }
  }
}
