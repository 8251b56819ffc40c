package io.azimuth.domain.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The text between <code>{{</code> and <code>}}</code>.
 *
 * @param text without white space at its ends
 */
record TemplateExpression(String text) {

  private static final String ENTITY = "identity.entity.";
  private static final String ALIASES = "identity.entity.aliases.";
  private static final String GROUPS_BY_ID = "identity.groups.ids.";
  private static final String GROUPS_BY_NAME = "identity.groups.names.";
  private static final String METADATA = "metadata.";
  private static final String CUSTOM_METADATA = "custom_metadata.";

  /** Whether the expression can have a value for any subject. */
  boolean isKnown() {
    return textAfter(ALIASES)
        .map(rest -> isSelected(rest, this::isOfAlias))
        .or(
            () ->
                textAfter(GROUPS_BY_ID)
                    .map(rest -> isSelected(rest, TemplateExpression::isOfGroup)))
        .or(() -> textAfter(GROUPS_BY_NAME).map(r -> isSelected(r, TemplateExpression::isOfGroup)))
        .or(() -> textAfter(ENTITY).map(TemplateExpression::isOfGroup))
        .orElse(false);
  }

  /** Whether its value is the id or the name of the entity. */
  boolean namesEntity() {
    return text.equals(ENTITY + "id") || text.equals(ENTITY + "name");
  }

  private static boolean isSelected(String rest, Function<String, Boolean> known) {
    int dot = rest.indexOf('.');
    return dot > 0 && known.apply(rest.substring(dot + 1));
  }

  private static boolean isOfGroup(String what) {
    return what.equals("id") || what.equals("name") || isKey(what, METADATA);
  }

  private boolean isOfAlias(String what) {
    return isOfGroup(what) || isKey(what, CUSTOM_METADATA);
  }

  private static boolean isKey(String what, String prefix) {
    return what.startsWith(prefix) && what.length() > prefix.length();
  }

  /** Its value for the subject, if it has one that is allowed in a path. */
  Optional<String> valueFor(TemplateSubject subject) {
    return value(subject).filter(TemplateExpression::isOneName);
  }

  private Optional<String> value(TemplateSubject subject) {
    if (text.startsWith(ALIASES)) {
      return textAfter(ALIASES).flatMap(rest -> ofAlias(rest, subject.aliases()));
    }
    if (text.startsWith(GROUPS_BY_ID)) {
      return textAfter(GROUPS_BY_ID)
          .flatMap(rest -> ofGroup(rest, subject.groups(), TemplateSubject.Group::id));
    }
    if (text.startsWith(GROUPS_BY_NAME)) {
      return textAfter(GROUPS_BY_NAME)
          .flatMap(rest -> ofGroup(rest, subject.groups(), TemplateSubject.Group::name));
    }
    return textAfter(ENTITY)
        .flatMap(what -> pick(what, subject.id(), subject.name(), subject.metadata()));
  }

  private static Optional<String> ofAlias(String rest, Map<String, TemplateSubject.Alias> aliases) {
    int dot = rest.indexOf('.');
    TemplateSubject.Alias alias = dot < 0 ? null : aliases.get(rest.substring(0, dot));
    if (alias == null) {
      return Optional.empty();
    }
    String what = rest.substring(dot + 1);
    return isKey(what, CUSTOM_METADATA)
        ? Optional.ofNullable(alias.customMetadata().get(what.substring(CUSTOM_METADATA.length())))
        : pick(what, alias.id(), alias.name(), alias.metadata());
  }

  // A name ends at the first dot, as an id does, so that no choice of a group's name widens a rule.
  private static Optional<String> ofGroup(
      String rest,
      List<TemplateSubject.Group> groups,
      Function<TemplateSubject.Group, String> selector) {
    int dot = rest.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    return groups.stream()
        .filter(group -> selector.apply(group).equals(rest.substring(0, dot)))
        .findFirst()
        .flatMap(
            group -> pick(rest.substring(dot + 1), group.id(), group.name(), group.metadata()));
  }

  private static Optional<String> pick(
      String what, String id, String name, Map<String, String> metadata) {
    if (what.equals("id")) {
      return Optional.of(id);
    }
    if (what.equals("name")) {
      return Optional.of(name);
    }
    return isKey(what, METADATA)
        ? Optional.ofNullable(metadata.get(what.substring(METADATA.length())))
        : Optional.empty();
  }

  private Optional<String> textAfter(String prefix) {
    return text.startsWith(prefix)
        ? Optional.of(text.substring(prefix.length()))
        : Optional.empty();
  }

  // A slash or a wildcard would make the rule wider than its author wrote it.
  private static boolean isOneName(String value) {
    return !value.isEmpty() && value.chars().noneMatch(c -> c == '/' || c == '*' || c == '+');
  }
}
