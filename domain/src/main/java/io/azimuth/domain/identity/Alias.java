package io.azimuth.domain.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The name by which an auth method knows an entity.
 *
 * @param id a UUID
 * @param mountAccessor of the auth method
 * @param name within that method
 * @param entityId the entity that it names
 * @param metadata facts that every login under this name proves
 * @param customMetadata metadata that an operator wrote
 * @param roleMetadata metadata that the role of its latest login adds to that
 * @param mergedFrom the entities that it named before it came to this one by a merge
 * @param created when it was first seen
 * @param updated when it was changed last
 */
public record Alias(
    String id,
    String mountAccessor,
    String name,
    String entityId,
    Map<String, String> metadata,
    Map<String, String> customMetadata,
    Map<String, String> roleMetadata,
    List<String> mergedFrom,
    Instant created,
    Instant updated) {

  public Alias {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(mountAccessor, "mountAccessor");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(entityId, "entityId");
    metadata = Map.copyOf(metadata);
    customMetadata = Map.copyOf(customMetadata);
    roleMetadata = Map.copyOf(roleMetadata);
    mergedFrom = List.copyOf(mergedFrom);
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(updated, "updated");
  }

  /** A new alias without custom metadata. */
  public Alias(
      String id,
      String mountAccessor,
      String name,
      String entityId,
      Map<String, String> metadata,
      Instant created) {
    this(
        id,
        mountAccessor,
        name,
        entityId,
        metadata,
        Map.of(),
        Map.of(),
        List.of(),
        created,
        created);
  }

  /** The custom metadata of the role and of operators, whose own values count more. */
  public Map<String, String> allCustomMetadata() {
    Map<String, String> all = new HashMap<>(roleMetadata);
    all.putAll(customMetadata);
    return all;
  }

  /**
   * This alias after a login; the same object when nothing changed.
   *
   * @param proved the metadata that the login proved
   * @param ofRole what its role adds to the custom metadata
   */
  public Alias after(Map<String, String> proved, Map<String, String> ofRole, Instant now) {
    return proved.equals(metadata) && ofRole.equals(roleMetadata)
        ? this
        : new Alias(
            id,
            mountAccessor,
            name,
            entityId,
            proved,
            customMetadata,
            ofRole,
            mergedFrom,
            created,
            now);
  }

  /**
   * This alias with an operator's changes. What logins brought is dropped when the name changes.
   */
  public Alias changed(
      String newAccessor, String newName, Map<String, String> newCustomMetadata, Instant now) {
    boolean sameName = newAccessor.equals(mountAccessor) && newName.equals(name);
    return new Alias(
        id,
        newAccessor,
        newName,
        entityId,
        sameName ? metadata : Map.of(),
        newCustomMetadata,
        sameName ? roleMetadata : Map.of(),
        mergedFrom,
        created,
        now);
  }

  /** This alias, naming another entity. */
  public Alias of(String otherEntityId, Instant now) {
    return new Alias(
        id,
        mountAccessor,
        name,
        otherEntityId,
        metadata,
        customMetadata,
        roleMetadata,
        mergedFrom,
        created,
        now);
  }

  /** This alias, naming the entity that its own entity was merged into. */
  public Alias mergedInto(String otherEntityId, Instant now) {
    List<String> from = new ArrayList<>(mergedFrom);
    from.add(entityId);
    return new Alias(
        id,
        mountAccessor,
        name,
        otherEntityId,
        metadata,
        customMetadata,
        roleMetadata,
        from,
        created,
        now);
  }
}
