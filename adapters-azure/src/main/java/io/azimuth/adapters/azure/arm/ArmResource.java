package io.azimuth.adapters.azure.arm;

import com.azure.core.management.SubResource;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetInner;
import com.azure.resourcemanager.compute.models.VirtualMachineIdentityUserAssignedIdentities;
import com.azure.resourcemanager.msi.fluent.models.IdentityInner;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import com.azure.resourcemanager.resources.models.IdentityUserAssignedIdentitiesValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What Resource Manager said, unread yet; any text may be missing or empty.
 *
 * @param systemAssigned the principal of the resource's own identity
 * @param userAssigned principals by the id of the identity; absent where the entry had none
 * @param scaleSet the id of the set that a virtual machine belongs to
 */
record ArmResource(
    Optional<String> id,
    Optional<String> location,
    Optional<String> systemAssigned,
    Map<String, Optional<String>> userAssigned,
    Optional<String> scaleSet) {

  ArmResource {
    userAssigned = Map.copyOf(userAssigned);
  }

  static ArmResource of(VirtualMachineInner machine) {
    var identity = Optional.ofNullable(machine.identity());
    return new ArmResource(
        said(machine.id()),
        said(machine.location()),
        identity.flatMap(i -> said(i.principalId())),
        principals(
            identity.map(i -> i.userAssignedIdentities()),
            VirtualMachineIdentityUserAssignedIdentities::principalId),
        Optional.ofNullable(machine.virtualMachineScaleSet())
            .map(SubResource::id)
            .flatMap(ArmResource::said));
  }

  static ArmResource of(VirtualMachineScaleSetInner set) {
    var identity = Optional.ofNullable(set.identity());
    return new ArmResource(
        said(set.id()),
        said(set.location()),
        identity.flatMap(i -> said(i.principalId())),
        principals(
            identity.map(i -> i.userAssignedIdentities()),
            VirtualMachineIdentityUserAssignedIdentities::principalId),
        Optional.empty());
  }

  static ArmResource of(GenericResourceInner resource) {
    var identity = Optional.ofNullable(resource.identity());
    return new ArmResource(
        said(resource.id()),
        said(resource.location()),
        identity.flatMap(i -> said(i.principalId())),
        principals(
            identity.map(i -> i.userAssignedIdentities()),
            IdentityUserAssignedIdentitiesValue::principalId),
        Optional.empty());
  }

  /** The identity with its own principal in the place of its own identities. */
  static ArmResource of(IdentityInner identity) {
    Optional<String> id = said(identity.id());
    Optional<String> principal = Optional.ofNullable(identity.principalId()).map(Object::toString);
    return new ArmResource(
        id,
        said(identity.location()),
        Optional.empty(),
        id.isPresent() && principal.isPresent() ? Map.of(id.get(), principal) : Map.of(),
        Optional.empty());
  }

  private static <E> Map<String, Optional<String>> principals(
      Optional<Map<String, E>> entries, Function<E, @Nullable String> principal) {
    Map<String, Optional<String>> principals = new HashMap<>();
    entries
        .orElseGet(Map::of)
        .forEach(
            (id, entry) ->
                principals.put(
                    id, entry == null ? Optional.empty() : said(principal.apply(entry))));
    return principals;
  }

  private static Optional<String> said(@Nullable String text) {
    return Optional.ofNullable(text).filter(t -> !t.isBlank());
  }
}
