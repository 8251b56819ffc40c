package io.azimuth.domain.azure;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What Azure says of a resource; a test changes one thing. */
final class FactsMint {

  private final ResourceId id;
  private final Set<PrincipalId> userAssigned = new HashSet<>();
  private Optional<PrincipalId> systemAssigned = Optional.empty();
  private Optional<Location> location = Location.parse("westeurope");
  private Optional<ResourceId> scaleSet = Optional.empty();

  FactsMint(String id) {
    this.id = ResourceId.parse(id).orElseThrow();
  }

  FactsMint systemAssigned(String principal) {
    systemAssigned = PrincipalId.parse(principal);
    return this;
  }

  FactsMint userAssigned(String... principals) {
    Arrays.stream(principals).map(PrincipalId::new).forEach(userAssigned::add);
    return this;
  }

  FactsMint location(String text) {
    location = Location.parse(text);
    return this;
  }

  FactsMint scaleSet(String set) {
    scaleSet = ResourceId.parse(set);
    return this;
  }

  ResourceFacts mint() {
    return new ResourceFacts(id, location, systemAssigned, userAssigned, scaleSet);
  }
}
