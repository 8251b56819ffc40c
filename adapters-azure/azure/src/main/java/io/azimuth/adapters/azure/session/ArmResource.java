package io.azimuth.adapters.azure.session;

import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import com.azure.resourcemanager.resources.models.Identity;
import com.azure.resourcemanager.resources.models.IdentityUserAssignedIdentitiesValue;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.azure.id.VmId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer of Resource Manager about one resource of any type, read strictly: what is not as it
 * should be makes the answer unusable.
 *
 * @param facts the facts as far as the answer itself holds them
 * @param untold the user-assigned identities whose principal the answer does not hold
 */
record ArmResource(ResourceFacts facts, Set<ResourceId> untold) {

  /** Some answers contain it as the id of no principal. */
  private static final PrincipalId NOBODY = new PrincipalId("00000000-0000-0000-0000-000000000000");

  ArmResource {
    untold = Set.copyOf(untold);
  }

  /**
   * Reads the answer to a question for that resource.
   *
   * @throws UnusableAnswerException when it is about another resource or cannot be read
   */
  static ArmResource read(ResourceId asked, GenericResourceInner said) {
    ResourceId id =
        text(said.id())
            .flatMap(ResourceId::parse)
            .filter(asked::equals)
            .orElseThrow(() -> new UnusableAnswerException("the answer is about another resource"));
    Optional<Location> location = text(said.location()).map(ArmResource::location);
    return asked.isUserAssignedIdentity()
        ? identity(id, location, said)
        : owner(id, location, said);
  }

  /** The same with the principals of identities that it did not hold, by the identity's id. */
  ArmResource told(Map<ResourceId, Set<PrincipalId>> principals) {
    if (untold.isEmpty() || !principals.keySet().containsAll(untold)) {
      return this;
    }
    Set<PrincipalId> all = new LinkedHashSet<>(facts.userAssigned());
    untold.forEach(identity -> all.addAll(principals.get(identity)));
    return new ArmResource(facts.withUserAssigned(all), Set.of());
  }

  /** The identity with its own principal in the place of its own identities. */
  private static ArmResource identity(
      ResourceId id, Optional<Location> location, GenericResourceInner said) {
    Set<PrincipalId> own = new LinkedHashSet<>();
    member(said.properties(), "principalId")
        .flatMap(value -> principal(string(value)))
        .ifPresent(own::add);
    return new ArmResource(
        new ResourceFacts(id, location, Optional.empty(), own, Optional.empty(), tags(said)),
        Set.of());
  }

  private static ArmResource owner(
      ResourceId id, Optional<Location> location, GenericResourceInner said) {
    Optional<Identity> identity = Optional.ofNullable(said.identity());
    Set<PrincipalId> userAssigned = new LinkedHashSet<>();
    Set<ResourceId> untold = new LinkedHashSet<>();
    identity
        .map(Identity::userAssignedIdentities)
        .orElseGet(Map::of)
        .forEach(
            (key, entry) ->
                principalOf(entry)
                    .ifPresentOrElse(
                        text -> principal(text).ifPresent(userAssigned::add),
                        () -> untold.add(identity(key))));
    Optional<PrincipalId> systemAssigned =
        identity.flatMap(i -> text(i.principalId())).flatMap(ArmResource::principal);
    ResourceFacts facts =
        new ResourceFacts(
            id,
            location,
            systemAssigned,
            userAssigned,
            scaleSet(id, said),
            tags(said),
            vmId(id, said));
    return new ArmResource(facts, untold);
  }

  /**
   * The id that a virtual machine keeps for its whole life; instances of uniform scale sets have it
   * in their models, too.
   */
  private static Optional<VmId> vmId(ResourceId id, GenericResourceInner said) {
    return id.type().equals(ResourceType.VIRTUAL_MACHINE)
            || id.type().equals(ResourceType.SCALE_SET_INSTANCE)
        ? member(said.properties(), "vmId")
            .flatMap(text -> text(string(text)))
            .map(
                text ->
                    VmId.parse(text)
                        .orElseThrow(() -> new UnusableAnswerException("the vmId is no GUID")))
        : Optional.empty();
  }

  /** The id of the set that a virtual machine belongs to. */
  private static Optional<ResourceId> scaleSet(ResourceId id, GenericResourceInner said) {
    if (!id.type().equals(ResourceType.VIRTUAL_MACHINE)) {
      return Optional.empty();
    }
    return member(said.properties(), "virtualMachineScaleSet")
        .flatMap(set -> member(set, "id"))
        .flatMap(text -> text(string(text)))
        .map(
            text ->
                ResourceId.parse(text)
                    .orElseThrow(
                        () ->
                            new UnusableAnswerException("the id of the scale set cannot be read")));
  }

  // People who may write tags choose these: they must make an answer neither unusable nor large.
  private static ResourceTags tags(GenericResourceInner said) {
    Map<String, String> tags = new HashMap<>();
    if (said.tags() != null) {
      said.tags()
          .forEach(
              (name, value) -> {
                if (name != null && value != null) {
                  tags.put(name, value);
                }
              });
    }
    return ResourceTags.of(tags);
  }

  private static Optional<Object> member(@Nullable Object object, String name) {
    if (object == null) {
      return Optional.empty();
    }
    if (object instanceof Map<?, ?> members) {
      return Optional.ofNullable(members.get(name));
    }
    throw new UnusableAnswerException("the properties cannot be read");
  }

  private static String string(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new UnusableAnswerException("the properties cannot be read");
  }

  private static Optional<String> principalOf(@Nullable IdentityUserAssignedIdentitiesValue entry) {
    return entry == null ? Optional.empty() : text(entry.principalId());
  }

  private static Optional<String> text(@Nullable String text) {
    return Optional.ofNullable(text).filter(t -> !t.isBlank());
  }

  private static Optional<PrincipalId> principal(String text) {
    PrincipalId principal =
        PrincipalId.parse(text)
            .orElseThrow(() -> new UnusableAnswerException("a principal id is no GUID"));
    return Optional.of(principal).filter(found -> !found.equals(NOBODY));
  }

  private static Location location(String text) {
    return Location.parse(text)
        .orElseThrow(() -> new UnusableAnswerException("the location cannot be read"));
  }

  // The owner of the resource chose it: no part of it may be used unread.
  private static ResourceId identity(String text) {
    return ResourceId.parse(text)
        .filter(ResourceId::isUserAssignedIdentity)
        .orElseThrow(
            () -> new UnusableAnswerException("the id of a user-assigned identity cannot be read"));
  }
}
