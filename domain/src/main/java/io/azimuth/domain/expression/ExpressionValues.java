package io.azimuth.domain.expression;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The values that an expression reads: texts, lists of texts, texts by name, and moments. A member
 * is present, or absent, or unknown: nothing is concluded from one that is unknown, not even that
 * it is absent. Immutable; a value that is too large is unknown.
 */
public final class ExpressionValues {

  /** The longest text, in characters. */
  public static final int MAX_TEXT = 1024;

  /** The most texts of a list, and the most pairs. */
  public static final int MAX_ITEMS = 20_000;

  private static final String TOO_LARGE = "is too large";

  private final Map<String, Map<String, Object>> objects;
  private final Map<ExpressionMember, String> unknown;

  private ExpressionValues(
      Map<String, Map<String, Object>> objects, Map<ExpressionMember, String> unknown) {
    Map<String, Map<String, Object>> copy = new HashMap<>();
    objects.forEach((name, members) -> copy.put(name, Map.copyOf(members)));
    this.objects = Map.copyOf(copy);
    this.unknown = Map.copyOf(unknown);
  }

  /** A builder without any value. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The members of an object that are present: {@link String}, {@link List} and {@link Map} of
   * texts, or {@link Instant}.
   */
  public Map<String, Object> of(String object) {
    return objects.getOrDefault(object, Map.of());
  }

  /** The value; empty when it is absent or unknown. */
  public Optional<Object> find(ExpressionMember member) {
    return Optional.ofNullable(of(member.object()).get(member.name()));
  }

  /** Why the member is unknown; empty when it is present or absent. */
  public Optional<String> whyUnknown(ExpressionMember member) {
    return Optional.ofNullable(unknown.get(member));
  }

  /** Collects values. */
  public static final class Builder {

    private final Map<String, Map<String, Object>> objects = new TreeMap<>();
    private final Map<ExpressionMember, String> unknown = new TreeMap<>();

    private Builder() {}

    /** A text, if it is present. */
    public Builder text(ExpressionMember member, Optional<String> text) {
      text.ifPresent(it -> put(member, it, fits(it)));
      return this;
    }

    /** A list of texts. */
    public Builder texts(ExpressionMember member, Collection<String> texts) {
      boolean fits = texts.size() <= MAX_ITEMS && texts.stream().allMatch(Builder::fits);
      return put(member, List.copyOf(texts), fits);
    }

    /** Texts by name. */
    public Builder pairs(ExpressionMember member, Map<String, String> pairs) {
      boolean fits =
          pairs.size() <= MAX_ITEMS
              && pairs.keySet().stream().allMatch(Builder::fits)
              && pairs.values().stream().allMatch(Builder::fits);
      return put(member, Map.copyOf(pairs), fits);
    }

    /** A moment. */
    public Builder moment(ExpressionMember member, Instant moment) {
      return put(member, moment, true);
    }

    /**
     * A member about which nothing is known.
     *
     * @param why for the operator, as the end of a sentence
     */
    public Builder unknown(ExpressionMember member, String why) {
      unknown.put(member, why);
      return this;
    }

    /** The values. */
    public ExpressionValues build() {
      return new ExpressionValues(objects, unknown);
    }

    private Builder put(ExpressionMember member, Object value, boolean fits) {
      if (!fits) {
        return unknown(member, TOO_LARGE);
      }
      objects.computeIfAbsent(member.object(), name -> new TreeMap<>()).put(member.name(), value);
      return this;
    }

    private static boolean fits(String text) {
      return text.length() <= MAX_TEXT;
    }
  }
}
