package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.login.CheckOutcome;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginCheckName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  private static final Set<CheckName> NAMES =
      Set.copyOf(EnumSet.range(CheckName.NAMED_SUBSCRIPTION, CheckName.NAMED_RESOURCE));

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

  /** The names of a login whose role binds no resource: those whose check passed. */
  static VerifiedNames confirmed(List<LoginCheck> checks) {
    // One pass, because each login comes here: a search for each name took a fiftieth of its time.
    Map<LoginCheckName, String> passed = new HashMap<>();
    List<String> dropped = new ArrayList<>();
    for (LoginCheck check : checks) {
      if (check.result() == CheckOutcome.PASSED) {
        passed.putIfAbsent(check.name(), check.expected()); // in the spelling of the claims
      } else if (isDropped(check)) {
        dropped.add(check.name().code());
      }
    }
    return new VerifiedNames(
        Optional.ofNullable(passed.get(CheckName.NAMED_SUBSCRIPTION)),
        Optional.ofNullable(passed.get(CheckName.NAMED_RESOURCE_GROUP)),
        Optional.ofNullable(passed.get(CheckName.NAMED_MACHINE)),
        Optional.ofNullable(passed.get(CheckName.NAMED_SCALE_SET)),
        Optional.ofNullable(passed.get(CheckName.NAMED_RESOURCE)),
        dropped);
  }

  List<String> warnings() {
    return dropped.isEmpty()
        ? List.of()
        : List.of("the token's claims do not bear out " + String.join(", ", dropped) + ": ignored");
  }

  private static boolean isDropped(LoginCheck check) {
    return NAMES.contains(check.name())
        && check.result() == CheckOutcome.SKIPPED
        && !check.actual().isEmpty();
  }
}
