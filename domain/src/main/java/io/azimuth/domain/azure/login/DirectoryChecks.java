package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ScaleSetName;
import io.azimuth.domain.azure.login.check.CheckLog;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.role.BoundList;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checks that depend on what Azure Resource Manager returns. These values are for the operator;
 * the caller reads only values that it sent itself.
 */
final class DirectoryChecks {

  private final PendingLogin login;
  private final ResourceFacts facts;
  private final CheckLog log;

  private DirectoryChecks(PendingLogin login, ResourceFacts facts, CheckLog log) {
    this.login = login;
    this.facts = facts;
    this.log = log;
  }

  static void run(PendingLogin login, ResourceFacts facts, CheckLog log) {
    DirectoryChecks checks = new DirectoryChecks(login, facts, log);
    log.passed(CheckName.DIRECTORY, login.resource().text(), facts.id().text());
    checks.checkIdentity();
    checks.checkLocation(login.bindings().resource().boundLocations());
    checks.checkNamedScaleSet(login.request().scaleSet());
    checks.checkBoundScaleSet(login.bindings().resource().boundScaleSets());
  }

  /**
   * A resource that only the request names is proved by its system-assigned identity, which no
   * other resource can have.
   */
  private void checkIdentity() {
    PrincipalId principal = login.principal();
    boolean merelyNamed = login.basis() == LoginResource.Basis.REQUEST;
    String expected = "system-assigned " + facts.systemAssigned().map(Object::toString).orElse("-");
    if (!merelyNamed) {
      expected += ", user-assigned " + sorted(facts.userAssigned().stream());
    }
    boolean holds =
        merelyNamed
            ? facts.systemAssigned().filter(principal::equals).isPresent()
            : facts.has(principal);
    if (holds) {
      log.passed(CheckName.RESOURCE_IDENTITY, expected, principal.value());
    } else {
      log.failed(
          CheckName.RESOURCE_IDENTITY,
          merelyNamed ? DenialReason.RESOURCE_UNPROVED : DenialReason.IDENTITY_NOT_ON_RESOURCE,
          expected,
          principal.value());
    }
  }

  private void checkLocation(BoundList bound) {
    if (bound.isEmpty()) {
      return;
    }
    Optional<Location> location = facts.location();
    String actual = location.map(Location::value).orElse("");
    if (location.filter(l -> isIn(bound, l)).isPresent()) {
      log.passed(CheckName.BOUND_LOCATION, bound.toString(), actual);
      return;
    }
    DenialReason reason =
        location.isPresent() ? DenialReason.LOCATION_NOT_BOUND : DenialReason.LOCATION_UNKNOWN;
    log.failed(new Denial(reason, CheckName.BOUND_LOCATION, bound.toString(), actual, ""));
  }

  private void checkNamedScaleSet(Optional<ScaleSetName> named) {
    if (log.has(CheckName.NAMED_SCALE_SET)) {
      return;
    }
    String sent = named.map(ScaleSetName::value).orElse("");
    if (named.isPresent() && named.equals(scaleSetName().flatMap(ScaleSetName::parse))) {
      log.passed(CheckName.NAMED_SCALE_SET, sent, scaleSetName().orElse(""));
    } else {
      log.failed(
          new Denial(
              DenialReason.SCALE_SET_MISMATCH,
              CheckName.NAMED_SCALE_SET,
              sent,
              scaleSetName().orElse(""),
              sent));
    }
  }

  private void checkBoundScaleSet(BoundList bound) {
    if (log.has(CheckName.BOUND_SCALE_SET)) {
      return;
    }
    String actual = scaleSetName().orElse("");
    if (bound.contains(actual)) {
      log.passed(CheckName.BOUND_SCALE_SET, bound.toString(), actual);
    } else {
      String sent = login.request().scaleSet().map(ScaleSetName::value).orElse("");
      log.failed(
          new Denial(
              DenialReason.SCALE_SET_NOT_BOUND,
              CheckName.BOUND_SCALE_SET,
              bound.toString(),
              actual,
              sent));
    }
  }

  private Optional<String> scaleSetName() {
    return login.scaleSetBy(facts).map(ResourceId::name);
  }

  private static boolean isIn(BoundList bound, Location location) {
    return bound.values().stream()
        .flatMap(text -> Location.parse(text).stream())
        .anyMatch(location::equals);
  }

  private static String sorted(Stream<PrincipalId> principals) {
    return principals
        .map(PrincipalId::value)
        .sorted(Comparator.naturalOrder())
        .collect(Collectors.joining(" ", "[", "]"));
  }
}
