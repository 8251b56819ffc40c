package io.azimuth.adapters.azure.simulator.fleet;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The identities that a machine has. */
public record MachineIdentities(
    Optional<SeededIdentity> systemAssigned, List<SeededIdentity> userAssigned) {

  public MachineIdentities {
    Objects.requireNonNull(systemAssigned, "systemAssigned");
    userAssigned = List.copyOf(userAssigned);
  }

  /** Only the system-assigned one. */
  public static MachineIdentities system(SeededIdentity identity) {
    return new MachineIdentities(Optional.of(identity), List.of());
  }

  /** Only user-assigned ones. */
  public static MachineIdentities user(SeededIdentity... identities) {
    return new MachineIdentities(Optional.empty(), List.of(identities));
  }

  /** The same with user-assigned ones. */
  public MachineIdentities and(SeededIdentity... identities) {
    return new MachineIdentities(systemAssigned, List.of(identities));
  }

  public MachineIdentities withAllOf(MachineIdentities others) {
    LinkedHashSet<SeededIdentity> lent = new LinkedHashSet<>(userAssigned);
    lent.addAll(others.userAssigned);
    return new MachineIdentities(systemAssigned, List.copyOf(lent));
  }

  /**
   * The rule of virtual machines: without a selector the system-assigned one, else the only
   * user-assigned one; empty when there is none or the choice is open.
   */
  public Optional<SeededIdentity> select(IdentitySelector selector) {
    if (selector.kind() != IdentitySelector.Kind.NONE) {
      return all().filter(selector::names).findFirst();
    }
    return systemAssigned.or(
        () -> userAssigned.size() == 1 ? Optional.of(userAssigned.get(0)) : Optional.empty());
  }

  /** The rule of App Service: without a selector the system-assigned one or none. */
  public Optional<SeededIdentity> selectStrictly(IdentitySelector selector) {
    return selector.kind() == IdentitySelector.Kind.NONE ? systemAssigned : select(selector);
  }

  public boolean areAmbiguous() {
    return systemAssigned.isEmpty() && userAssigned.size() > 1;
  }

  public Stream<SeededIdentity> all() {
    return Stream.concat(systemAssigned.stream(), userAssigned.stream());
  }
}
