package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceClaims;
import io.azimuth.domain.azure.id.MachineName;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.azure.id.ScaleSetName;
import io.azimuth.domain.azure.login.check.CheckLog;
import io.azimuth.domain.azure.login.check.CheckName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The names in a token's metadata: those of a proved resource, or, for a role that binds none,
 * those names of the request that the token's claims confirm, in the spelling of the claims. The
 * others are dropped, because policies read the metadata.
 *
 * @param subscription the subscription
 * @param resourceGroup the resource group
 * @param machine the virtual machine
 * @param scaleSet the scale set
 * @param resource the resource
 * @param dropped the API's names of parameters that were sent and are not proved
 */
record VerifiedNames(
    Optional<String> subscription,
    Optional<String> resourceGroup,
    Optional<String> machine,
    Optional<String> scaleSet,
    Optional<String> resource,
    List<String> dropped) {

  VerifiedNames {
    dropped = List.copyOf(dropped);
  }

  /**
   * The names of a resource that is proved, whether or not the request sends them.
   *
   * @param scaleSet the scale set that it is or belongs to, when that is proved too
   */
  static VerifiedNames of(
      LoginResource resource, Optional<ResourceId> scaleSet, LoginRequest request) {
    ResourceId id = resource.id();
    boolean named = request.resourceOrItsSet().equals(Optional.of(id));
    boolean hasOtherName = resource.isMachine() || resource.isScaleSet();
    return new VerifiedNames(
        Optional.of(id.subscription().value()),
        Optional.of(id.resourceGroup().value()),
        resource.isMachine() ? Optional.of(id.name()) : Optional.empty(),
        scaleSet.map(ResourceId::name),
        named || !hasOtherName ? Optional.of(id.text()) : Optional.empty(),
        List.of());
  }

  static VerifiedNames judge(LoginRequest request, ResourceClaims claims, CheckLog log) {
    Judge judge = new Judge(claims, log);
    Optional<ResourceId> claimed = claims.resource();
    return new VerifiedNames(
        judge.keep(
            CheckName.NAMED_SUBSCRIPTION,
            request.subscription(),
            claimed.map(ResourceId::subscription)),
        judge.keep(
            CheckName.NAMED_RESOURCE_GROUP,
            request.resourceGroup(),
            claimed.map(ResourceId::resourceGroup)),
        judge.keep(
            CheckName.NAMED_MACHINE,
            request.machine(),
            nameOf(claimed, ResourceType.VIRTUAL_MACHINE).flatMap(MachineName::parse)),
        judge.keep(
            CheckName.NAMED_SCALE_SET,
            request.scaleSet(),
            nameOf(claimed, ResourceType.SCALE_SET).flatMap(ScaleSetName::parse)),
        judge.keep(
            CheckName.NAMED_RESOURCE,
            request.resourceOrItsSet(),
            claimed.isPresent() ? claimed : claims.identity()),
        judge.dropped);
  }

  List<String> warnings() {
    return dropped.isEmpty()
        ? List.of()
        : List.of("the token's claims do not bear out " + String.join(", ", dropped) + ": ignored");
  }

  private static Optional<String> nameOf(Optional<ResourceId> claimed, ResourceType type) {
    return claimed.filter(id -> id.type().equals(type)).map(ResourceId::name);
  }

  /** Compares the names that were sent with the claims, and collects those that do not agree. */
  private static final class Judge {

    private final ResourceClaims claims;
    private final CheckLog log;
    private final List<String> dropped = new ArrayList<>();

    Judge(ResourceClaims claims, CheckLog log) {
      this.claims = claims;
      this.log = log;
    }

    <T> Optional<String> keep(CheckName check, Optional<T> sent, Optional<T> claimed) {
      String expected = claimed.map(Object::toString).orElse("");
      if (sent.isEmpty()) {
        log.skipped(check, expected, "", "the request does not name it");
        return Optional.empty();
      }
      if (sent.equals(claimed)) {
        log.passed(check, expected, sent.get().toString());
        return Optional.of(expected);
      }
      log.skipped(check, expected, sent.get().toString(), why(claimed.isPresent()));
      dropped.add(check.code());
      return Optional.empty();
    }

    private String why(boolean claimed) {
      if (claimed) {
        return "dropped: the token's claims say otherwise";
      }
      if (!claims.malformed().isEmpty()) {
        return "dropped: unreadable claim " + String.join(", ", claims.malformed());
      }
      if (claims.resource().isPresent()) {
        return "dropped: the token's claims are of another kind of resource";
      }
      return claims.identity().isPresent()
          ? "dropped: the token's claims name an identity and no machine"
          : "dropped: the token carries no resource claims, as none for a custom audience does";
    }
  }
}
