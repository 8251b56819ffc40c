package io.azimuth.domain.policy;

import java.util.Optional;

/**
 * What stands between <code>{{</code> and <code>}}</code> (spec §4.5).
 *
 * @param text without white space at its ends
 */
record TemplateExpression(String text) {

  private static final String ENTITY_ID = "identity.entity.id";
  private static final String ENTITY_NAME = "identity.entity.name";
  private static final String ENTITY_METADATA = "identity.entity.metadata.";
  private static final String ALIASES = "identity.entity.aliases.";
  private static final String GROUPS = "identity.groups.";

  /** Whether it can have a value for anybody. */
  boolean isKnown() {
    return text.equals(ENTITY_ID) || text.equals(ENTITY_NAME) || isMetadata();
  }

  /** Whether it is documented, but has no value in this version. */
  boolean isNotYet() {
    return text.startsWith(ALIASES) || text.startsWith(GROUPS);
  }

  /** Its value for the subject, if it has one that may stand in a path. */
  Optional<String> valueFor(TemplateSubject subject) {
    return value(subject).filter(TemplateExpression::isOneName);
  }

  private Optional<String> value(TemplateSubject subject) {
    if (text.equals(ENTITY_ID)) {
      return Optional.of(subject.id());
    }
    if (text.equals(ENTITY_NAME)) {
      return Optional.of(subject.name());
    }
    return isMetadata()
        ? Optional.ofNullable(subject.metadata().get(text.substring(ENTITY_METADATA.length())))
        : Optional.empty();
  }

  private boolean isMetadata() {
    return text.startsWith(ENTITY_METADATA) && text.length() > ENTITY_METADATA.length();
  }

  // A slash or a wildcard would make the rule wider than its author wrote it.
  private static boolean isOneName(String value) {
    return !value.isEmpty() && value.chars().noneMatch(c -> c == '/' || c == '*' || c == '+');
  }
}
