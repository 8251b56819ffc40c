package io.azimuth.domain.policy;

import java.util.List;
import java.util.Map;

/**
 * The entity of a token, for which templated paths are filled in.
 *
 * @param id of the entity
 * @param name of the entity
 * @param metadata of the entity
 * @param aliases of the entity, by the accessor of their mount
 * @param groups of the entity, inherited ones too
 */
public record TemplateSubject(
    String id,
    String name,
    Map<String, String> metadata,
    Map<String, Alias> aliases,
    List<Group> groups) {

  /** Keeps copies. */
  public TemplateSubject {
    metadata = Map.copyOf(metadata);
    aliases = Map.copyOf(aliases);
    groups = List.copyOf(groups);
  }

  /** A subject without aliases and groups. */
  public TemplateSubject(String id, String name, Map<String, String> metadata) {
    this(id, name, metadata, Map.of(), List.of());
  }

  /**
   * An alias of the entity.
   *
   * @param id of the alias
   * @param name of the alias
   * @param metadata facts that every login of the alias proves
   * @param customMetadata metadata that an operator or the author of a role wrote
   */
  public record Alias(
      String id, String name, Map<String, String> metadata, Map<String, String> customMetadata) {

    /** Keeps copies. */
    public Alias {
      metadata = Map.copyOf(metadata);
      customMetadata = Map.copyOf(customMetadata);
    }
  }

  /**
   * A group of the entity.
   *
   * @param id of the group
   * @param name of the group
   * @param metadata of the group
   */
  public record Group(String id, String name, Map<String, String> metadata) {

    /** Keeps a copy. */
    public Group {
      metadata = Map.copyOf(metadata);
    }
  }
}
