package io.azimuth.domain.policy;

import io.azimuth.domain.text.AsciiCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a parameter has one of the values that a rule lists; an empty list is any value. Rules
 * see the value that will be kept, so all spellings of it are one value, and each value of a list
 * is judged.
 */
final class ValueMatch {

  private static final String ANY = "*";

  private final KeptForm form;
  private final List<PolicyValue> listed;

  /** The listed values as they would be kept; those that no request can send are left out. */
  private final Set<PolicyValue> listedAsKept;

  private ValueMatch(KeptForm form, List<PolicyValue> listed) {
    this.form = form;
    this.listed = listed;
    this.listedAsKept =
        listed.stream().flatMap(value -> form.of(value).stream()).collect(Collectors.toSet());
  }

  /**
   * Whether the rule allows all that is kept: the whole value, or of a list each value. An empty
   * list must be listed itself.
   */
  static boolean allows(List<PolicyValue> listed, RequestParameter parameter) {
    return listed.isEmpty() || new ValueMatch(parameter.form(), listed).allows(parameter.kept());
  }

  /**
   * Whether the rule denies anything of the parameter, as it was sent or as it is kept. Matches
   * more than {@link #allows}: fields read {@code "5"} as {@code 5} and {@code "true"} as {@code
   * true}, and many fields fold letters, so a denied value is denied in each spelling, alone or
   * among others.
   */
  static boolean denies(List<PolicyValue> listed, RequestParameter parameter) {
    if (listed.isEmpty()) {
      return true;
    }
    PolicyValue kept = parameter.kept();
    ValueMatch match = new ValueMatch(parameter.form(), listed);
    return listed.stream().anyMatch(it -> denies(it, parameter.sent()) || denies(it, kept))
        || match.deniesKept(kept);
  }

  private boolean allows(PolicyValue kept) {
    if (listedAsKept.contains(kept) || listed.stream().anyMatch(it -> globsWhole(it, kept))) {
      return true;
    }
    return form.isTyped()
        && kept instanceof PolicyValue.Items items
        && !items.values().isEmpty()
        && items.values().stream().allMatch(this::allowsItem);
  }

  private boolean globsWhole(PolicyValue value, PolicyValue kept) {
    if (!(value instanceof PolicyValue.Text pattern) || !isGlob(pattern.text())) {
      return false;
    }
    if (!form.isTyped()) {
      return kept instanceof PolicyValue.Text text && globs(pattern.text(), text.text());
    }
    return (pattern.text().equals(ANY) && !(kept instanceof PolicyValue.Fields))
        || kept.scalar().filter(text -> globs(pattern.text(), text)).isPresent();
  }

  private boolean allowsItem(PolicyValue item) {
    return listedAsKept.contains(new PolicyValue.Items(List.of(item)))
        || item.scalar().filter(this::allowsByGlob).isPresent();
  }

  // A text with commas must not hide values behind the one that the pattern is for.
  private boolean allowsByGlob(String item) {
    return listed.stream()
            .anyMatch(
                value ->
                    value instanceof PolicyValue.Text pattern
                        && isGlob(pattern.text())
                        && globs(pattern.text(), item))
        && (item.indexOf(',') < 0
            || split(item).allMatch(part -> allowsItem(new PolicyValue.Text(part))));
  }

  private static boolean denies(PolicyValue value, PolicyValue sent) {
    return same(value, sent) || parts(sent).anyMatch(part -> sameText(value, part));
  }

  // A listed value as it would be kept: the same, or among others in a list.
  private boolean deniesKept(PolicyValue kept) {
    PolicyValue all = folded(kept);
    Set<PolicyValue> items =
        form.isTyped() && all instanceof PolicyValue.Items list
            ? Set.copyOf(list.values())
            : Set.of();
    return listedAsKept.stream()
        .map(ValueMatch::folded)
        .anyMatch(
            denied ->
                denied.equals(all)
                    || (denied instanceof PolicyValue.Items some
                        && !some.values().isEmpty()
                        && items.containsAll(some.values())));
  }

  private static Stream<PolicyValue> parts(PolicyValue sent) {
    if (sent instanceof PolicyValue.Items items) {
      return items.values().stream().flatMap(ValueMatch::parts);
    }
    if (sent instanceof PolicyValue.Text text) {
      return Stream.concat(Stream.of(sent), split(text.text()).map(PolicyValue.Text::new));
    }
    return Stream.of(sent);
  }

  private static Stream<String> split(String text) {
    return Stream.of(text.split(",", -1)).map(String::strip);
  }

  private static boolean same(PolicyValue listed, PolicyValue sent) {
    if (listed instanceof PolicyValue.Text pattern && sent instanceof PolicyValue.Text text) {
      return globs(pattern.text(), text.text());
    }
    return listed.equals(sent);
  }

  private static boolean sameText(PolicyValue listed, PolicyValue sent) {
    Optional<String> pattern = listed.scalar();
    Optional<String> text = sent.scalar();
    return pattern.isPresent()
        && text.isPresent()
        && globs(AsciiCase.fold(pattern.get()), AsciiCase.fold(text.get()));
  }

  private static PolicyValue folded(PolicyValue value) {
    if (value instanceof PolicyValue.Text text) {
      return new PolicyValue.Text(AsciiCase.fold(text.text()));
    }
    if (value instanceof PolicyValue.Items items) {
      return new PolicyValue.Items(items.values().stream().map(ValueMatch::folded).toList());
    }
    if (value instanceof PolicyValue.Fields fields) {
      Map<String, PolicyValue> members = new LinkedHashMap<>();
      fields.members().forEach((name, member) -> members.put(name, folded(member)));
      return new PolicyValue.Fields(members);
    }
    return value;
  }

  private static boolean isGlob(String pattern) {
    return pattern.startsWith(ANY) || pattern.endsWith(ANY);
  }

  /**
   * {@code *} at the beginning, at the end or at both matches any text; elsewhere it is literal.
   */
  private static boolean globs(String pattern, String text) {
    boolean open = pattern.startsWith(ANY);
    boolean openEnd = pattern.endsWith(ANY);
    if (pattern.equals(ANY)) {
      return true;
    }
    if (open && openEnd) {
      return text.contains(pattern.substring(1, pattern.length() - 1));
    }
    if (open) {
      return text.endsWith(pattern.substring(1));
    }
    return openEnd
        ? text.startsWith(pattern.substring(0, pattern.length() - 1))
        : text.equals(pattern);
  }
}
