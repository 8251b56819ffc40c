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
 * @param metadata what is known of it
 * @param mergedFrom the entities that it named before it came to this one by a merge
 * @param created when it was first seen
 * @param updated when it was changed last
 */
public record Alias(
    String id,
    String mountAccessor,
    String name,
    String entityId,
    Metadata metadata,
    List<String> mergedFrom,
    Instant created,
    Instant updated) {

  public Alias {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(mountAccessor, "mountAccessor");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(entityId, "entityId");
    Objects.requireNonNull(metadata, "metadata");
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
      Map<String, String> proved,
      Instant created) {
    this(
        id,
        mountAccessor,
        name,
        entityId,
        new Metadata(proved, Map.of(), Map.of()),
        List.of(),
        created,
        created);
  }

  /**
   * What is known of an alias.
   *
   * @param proved facts that every login under this name proves
   * @param custom what an operator wrote
   * @param ofRole what the role of its latest login adds to that
   */
  public record Metadata(
      Map<String, String> proved, Map<String, String> custom, Map<String, String> ofRole) {

    public Metadata {
      proved = Map.copyOf(proved);
      custom = Map.copyOf(custom);
      ofRole = Map.copyOf(ofRole);
    }

    /** What the role and operators wrote; operators' own values count more. */
    public Map<String, String> allCustom() {
      Map<String, String> all = new HashMap<>(ofRole);
      all.putAll(custom);
      return all;
    }
  }

  /**
   * This alias after a login; the same object when nothing changed.
   *
   * @param proved the metadata that the login proved
   * @param ofRole what its role adds to the custom metadata
   */
  public Alias after(Map<String, String> proved, Map<String, String> ofRole, Instant now) {
    Metadata known = new Metadata(proved, metadata.custom(), ofRole);
    return known.equals(metadata)
        ? this
        : new Alias(id, mountAccessor, name, entityId, known, mergedFrom, created, now);
  }

  /**
   * This alias with an operator's changes. What logins brought is dropped when the name changes.
   */
  public Alias changed(
      String newAccessor, String newName, Map<String, String> newCustomMetadata, Instant now) {
    boolean sameName = newAccessor.equals(mountAccessor) && newName.equals(name);
    Metadata known =
        new Metadata(
            sameName ? metadata.proved() : Map.of(),
            newCustomMetadata,
            sameName ? metadata.ofRole() : Map.of());
    return new Alias(id, newAccessor, newName, entityId, known, mergedFrom, created, now);
  }

  /** This alias, naming another entity. */
  public Alias of(String otherEntityId, Instant now) {
    return new Alias(id, mountAccessor, name, otherEntityId, metadata, mergedFrom, created, now);
  }

  /** This alias, naming the entity that its own entity was merged into. */
  public Alias mergedInto(String otherEntityId, Instant now) {
    List<String> from = new ArrayList<>(mergedFrom);
    from.add(entityId);
    return new Alias(id, mountAccessor, name, otherEntityId, metadata, from, created, now);
  }
}
