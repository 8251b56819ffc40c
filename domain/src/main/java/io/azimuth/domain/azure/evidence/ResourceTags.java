package io.azimuth.domain.azure.evidence;

import io.azimuth.domain.text.AsciiCase;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tags of a resource, as Azure returns them. Names are the same whatever the case of their
 * ASCII letters; values are exact. What a role cannot bind is not kept.
 *
 * @param values the values by the folded names of the tags
 * @param isKnown whether these are all tags that a role can bind; if not, there are no values
 * @see <a href="https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources">
 *     tag-resources, Limitations</a>
 */
public record ResourceTags(Map<String, String> values, boolean isKnown) {

  /** How many tags a resource has at most. */
  public static final int MAX_TAGS = 50;

  /** The longest name of a tag, in characters. */
  public static final int MAX_NAME = 512;

  /** The longest value of a tag, in characters. */
  public static final int MAX_VALUE = 256;

  /** How long the names and values of one resource are together at most, in characters. */
  public static final int MAX_CHARACTERS = 8192;

  /** There is no tag. */
  public static final ResourceTags NONE = new ResourceTags(Map.of(), true);

  /** The resource has more tags, or longer ones, than are kept, or two of one name. */
  public static final ResourceTags UNKNOWN = new ResourceTags(Map.of(), false);

  public ResourceTags {
    values = Map.copyOf(values);
    if (!isKnown && !values.isEmpty()) {
      throw new IllegalArgumentException("tags that are not known have no values");
    }
    if (values.size() > MAX_TAGS || characters(values) > MAX_CHARACTERS) {
      throw new IllegalArgumentException("more tags than are kept");
    }
    if (!values.entrySet().stream().allMatch(tag -> isTag(tag.getKey(), tag.getValue()))
        || !values.keySet().stream().allMatch(name -> name.equals(AsciiCase.fold(name)))) {
      throw new IllegalArgumentException("not a tag");
    }
  }

  /**
   * The tags of a resource; {@link #UNKNOWN} when they are more, or longer together, than are kept,
   * or when two names differ in the case of letters alone.
   *
   * @param tags the values by name, in any letter case; a tag that no role can bind is left out
   */
  public static ResourceTags of(Map<String, String> tags) {
    Map<String, String> kept = new TreeMap<>();
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      if (isTag(tag.getKey(), tag.getValue())
          && kept.put(AsciiCase.fold(tag.getKey()), tag.getValue()) != null) {
        return UNKNOWN;
      }
    }
    return kept.size() > MAX_TAGS || characters(kept) > MAX_CHARACTERS
        ? UNKNOWN
        : new ResourceTags(kept, true);
  }

  /** Whether Azure allows such a tag. */
  public static boolean isTag(String name, String value) {
    return !name.isEmpty() && name.length() <= MAX_NAME && value.length() <= MAX_VALUE;
  }

  /** The length of all names and values together. */
  public static int characters(Map<String, String> tags) {
    return tags.entrySet().stream()
        .mapToInt(tag -> tag.getKey().length() + tag.getValue().length())
        .sum();
  }

  /** The value of the tag, if the resource has it. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(AsciiCase.fold(name)));
  }

  /** These tags without all others. */
  public ResourceTags only(Collection<String> names) {
    Objects.requireNonNull(names, "names");
    Set<String> folded = names.stream().map(AsciiCase::fold).collect(Collectors.toSet());
    return new ResourceTags(
        values.entrySet().stream()
            .filter(tag -> folded.contains(tag.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        isKnown);
  }
}
