package io.azimuth.domain.azure.role;

import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.text.AsciiCase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tags that a resource must have, all of them. A name is compared without regard to the case of
 * ASCII letters, as Azure does; a value is compared exactly.
 *
 * @param pairs the values by name, as written, in their order
 */
public record BoundTags(Map<String, String> pairs) {

  /** How many tags a role binds at most. */
  public static final int MAX_PAIRS = 15;

  /** Nothing is bound. */
  public static final BoundTags NONE = new BoundTags(Map.of());

  public BoundTags {
    Optional<String> problem = problem(pairs);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get());
    }
    pairs = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
  }

  /** Why a role cannot bind these tags; empty when it can. */
  static Optional<String> problem(Map<String, String> pairs) {
    boolean fits =
        pairs.size() <= MAX_PAIRS
            && pairs.entrySet().stream()
                .allMatch(pair -> ResourceTags.isTag(pair.getKey(), pair.getValue()))
            && ResourceTags.characters(pairs) <= ResourceTags.MAX_CHARACTERS;
    if (!fits) {
      return Optional.of(
          "bound_tags has at most 15 pairs, with names of 1 to 512 characters and values of at most"
              + " 256, and 8192 characters together");
    }
    long names = pairs.keySet().stream().map(AsciiCase::fold).distinct().count();
    return names == pairs.size()
        ? Optional.empty()
        : Optional.of("bound_tags names a tag twice: the case of letters does not count in names");
  }

  /** Whether nothing is bound. */
  public boolean isEmpty() {
    return pairs.isEmpty();
  }

  /** The names of the tags, as written. */
  public Set<String> names() {
    return pairs.keySet();
  }

  /** Whether a resource with these tags has every one that is bound. */
  public boolean admits(ResourceTags tags) {
    return pairs.entrySet().stream()
        .allMatch(pair -> tags.find(pair.getKey()).filter(pair.getValue()::equals).isPresent());
  }

  /** The bound names with the values that the resource has: for the operator. */
  public String shownIn(ResourceTags tags) {
    if (!tags.isKnown()) {
      return "more tags than are read";
    }
    List<String> shown =
        pairs.keySet().stream()
            .map(name -> tags.find(name).map(value -> name + "=" + value).orElse("no " + name))
            .toList();
    return String.join(", ", shown);
  }

  @Override
  public String toString() {
    return pairs.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining(", "));
  }
}
