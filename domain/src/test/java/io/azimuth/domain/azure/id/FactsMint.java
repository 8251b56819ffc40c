package io.azimuth.domain.azure.id;

import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.ResourceTags;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Azure returns for a resource; a test changes one thing. */
public final class FactsMint {

  private final ResourceId id;
  private final Set<PrincipalId> userAssigned = new HashSet<>();
  private Optional<PrincipalId> systemAssigned = Optional.empty();
  private Optional<Location> location = Location.parse("westeurope");
  private Optional<ResourceId> scaleSet = Optional.empty();
  private ResourceTags tags = ResourceTags.NONE;

  public FactsMint(String id) {
    this.id = ResourceId.parse(id).orElseThrow();
  }

  public FactsMint systemAssigned(String principal) {
    systemAssigned = PrincipalId.parse(principal);
    return this;
  }

  public FactsMint userAssigned(String... principals) {
    Arrays.stream(principals).map(PrincipalId::new).forEach(userAssigned::add);
    return this;
  }

  public FactsMint location(String text) {
    location = Location.parse(text);
    return this;
  }

  public FactsMint scaleSet(String set) {
    scaleSet = ResourceId.parse(set);
    return this;
  }

  public FactsMint tags(Map<String, String> all) {
    tags = ResourceTags.of(all);
    return this;
  }

  public ResourceFacts mint() {
    return new ResourceFacts(id, location, systemAssigned, userAssigned, scaleSet, tags);
  }
}
