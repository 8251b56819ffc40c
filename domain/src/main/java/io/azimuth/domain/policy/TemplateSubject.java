package io.azimuth.domain.policy;

import java.util.Map;

/**
 * Whom templated paths are filled in for: the entity of a token.
 *
 * @param id of the entity
 * @param name of the entity
 * @param metadata of the entity
 */
public record TemplateSubject(String id, String name, Map<String, String> metadata) {

  /** Keeps a copy of the metadata. */
  public TemplateSubject {
    metadata = Map.copyOf(metadata);
  }
}
