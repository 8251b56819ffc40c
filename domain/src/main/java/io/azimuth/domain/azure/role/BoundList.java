package io.azimuth.domain.azure.role;

import io.azimuth.domain.text.AsciiCase;
import java.util.Collection;
import java.util.List;

/**
 * The values that one binding of a role allows. Kept as written; a value is compared whole, with A
 * to Z folded and nothing else.
 *
 * @param values as written, in their order
 */
public record BoundList(List<String> values) {

  /** Nothing is bound. */
  public static final BoundList NONE = new BoundList(List.of());

  private static final String WILDCARD = "*";

  public BoundList {
    values = List.copyOf(values);
  }

  /** A list of these values. */
  public static BoundList of(Collection<String> values) {
    return new BoundList(List.copyOf(values));
  }

  /** Whether nothing is bound. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Whether it is the single {@code *}, which means any value in some lists. */
  public boolean isAny() {
    return values.equals(List.of(WILDCARD));
  }

  /** Whether it binds to particular values. */
  public boolean isNamed() {
    return !isEmpty() && !isAny();
  }

  /**
   * Whether the value is in the list; an empty one never is, and {@code *} is compared as a text.
   */
  public boolean contains(String value) {
    if (value.isEmpty()) {
      return false;
    }
    for (String bound : values) { // each group of a person is looked up: streams were a third of it
      if (AsciiCase.equal(bound, value)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return String.join(", ", values);
  }
}
