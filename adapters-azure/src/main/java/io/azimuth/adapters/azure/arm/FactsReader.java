package io.azimuth.adapters.azure.arm;

import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Reads an answer strictly; what is not as it should be makes it unusable. */
final class FactsReader {

  /** As an id of nobody it stands in some answers. */
  private static final PrincipalId NOBODY = new PrincipalId("00000000-0000-0000-0000-000000000000");

  private FactsReader() {}

  /**
   * The facts as far as the answer itself tells them.
   *
   * @throws UnusableAnswerException when it is about another resource or cannot be read
   */
  static ResourceFacts read(ResourceId asked, ArmResource resource) {
    ResourceId id =
        resource
            .id()
            .flatMap(ResourceId::parse)
            .filter(asked::equals)
            .orElseThrow(() -> new UnusableAnswerException("the answer is about another resource"));
    Set<PrincipalId> userAssigned = new LinkedHashSet<>();
    resource.userAssigned().values().forEach(text -> principal(text).ifPresent(userAssigned::add));
    return new ResourceFacts(
        id,
        resource.location().map(FactsReader::location),
        principal(resource.systemAssigned()),
        userAssigned,
        resource.scaleSet().map(FactsReader::scaleSet));
  }

  /** The identities whose principal the answer does not tell. */
  static Set<ResourceId> withoutPrincipal(ArmResource resource) {
    Set<ResourceId> untold = new LinkedHashSet<>();
    resource
        .userAssigned()
        .forEach(
            (id, principal) -> {
              if (principal.isEmpty()) {
                untold.add(identity(id));
              }
            });
    return untold;
  }

  private static Optional<PrincipalId> principal(Optional<String> text) {
    return text.map(
            given ->
                PrincipalId.parse(given)
                    .orElseThrow(() -> new UnusableAnswerException("a principal id is no GUID")))
        .filter(principal -> !principal.equals(NOBODY));
  }

  private static Location location(String text) {
    return Location.parse(text)
        .orElseThrow(() -> new UnusableAnswerException("the location cannot be read"));
  }

  private static ResourceId scaleSet(String text) {
    return ResourceId.parse(text)
        .orElseThrow(() -> new UnusableAnswerException("the id of the scale set cannot be read"));
  }

  // Whoever configured the resource shaped it: no part of it may be used unread.
  private static ResourceId identity(String text) {
    return ResourceId.parse(text)
        .filter(ResourceId::isUserAssignedIdentity)
        .orElseThrow(
            () -> new UnusableAnswerException("the id of a user-assigned identity cannot be read"));
  }
}
