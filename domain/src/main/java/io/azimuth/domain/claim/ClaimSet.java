package io.azimuth.domain.claim;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The members of a token's payload. A claim of another type than the one asked for counts as
 * absent.
 */
public final class ClaimSet {

  /** A null below the top; it keeps its place in a list, and is no value. */
  private enum JsonNull {
    NULL
  }

  private static final Pattern PLACE = Pattern.compile("0|[1-9][0-9]{0,4}");

  private final Map<String, Object> members;
  private final Set<String> nulls;

  private ClaimSet(Map<String, Object> members, Set<String> nulls) {
    this.members = members;
    this.nulls = nulls;
  }

  /**
   * A copy of JSON members: text, numbers, booleans, lists and maps of them, also with nulls.
   *
   * @throws IllegalArgumentException for any other type
   */
  public static ClaimSet of(Map<String, ?> members) {
    Map<String, Object> copy = new LinkedHashMap<>();
    Set<String> nulls = new HashSet<>();
    members.forEach(
        (name, value) -> {
          if (value == null) {
            nulls.add(name);
          } else {
            copy.put(name, copyOf(value));
          }
        });
    return new ClaimSet(copy, nulls);
  }

  /** Whether the claim is there, be it as a null, which counts as absent everywhere else. */
  public boolean names(String name) {
    return has(name) || nulls.contains(name);
  }

  /** Whether the claim is present, with a value of any type. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** The claim as text. */
  public Optional<String> text(String name) {
    return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The texts of a list claim; a single text is a list of one; anything else is an empty list. */
  public List<String> texts(String name) {
    Object value = members.get(name);
    if (value instanceof String text) {
      return List.of(text);
    }
    if (!(value instanceof List<?> list)) {
      return List.of();
    }
    return list.stream().filter(String.class::isInstance).map(String.class::cast).toList();
  }

  /** The claim as a moment, from seconds since 1970; fractions are cut off. */
  public Optional<Instant> instant(String name) {
    if (!(members.get(name) instanceof BigDecimal number)) {
      return Optional.empty();
    }
    boolean inRange =
        number.precision() - number.scale() <= 12
            && number.abs().compareTo(BigDecimal.valueOf(Instant.MAX.getEpochSecond())) < 0;
    return inRange ? Optional.of(Instant.ofEpochSecond(number.longValue())) : Optional.empty();
  }

  /** The claim as true or false. */
  public Optional<Boolean> flag(String name) {
    return members.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
  }

  /**
   * The value behind these steps: names of members, or places in lists, beginning with 0.
   *
   * @return a text, a {@link BigDecimal}, a {@link Boolean}, or a list or map of them, where a null
   *     is an object of no such type; empty for a null
   */
  public Optional<Object> at(List<String> steps) {
    Object value = members;
    for (String step : steps) {
      Optional<Object> next = step(value, step);
      if (next.isEmpty()) {
        return next;
      }
      value = next.get();
    }
    return Optional.of(value).filter(found -> found != JsonNull.NULL);
  }

  private static Optional<Object> step(Object value, String step) {
    if (value instanceof Map<?, ?> map) {
      return Optional.ofNullable(map.get(step));
    }
    if (value instanceof List<?> list && PLACE.matcher(step).matches()) {
      int place = Integer.parseInt(step);
      return place < list.size() ? Optional.of(list.get(place)) : Optional.empty();
    }
    return Optional.empty();
  }

  /** The names of the members of an object claim; empty when it is none. */
  public List<String> memberNames(String name) {
    if (!(members.get(name) instanceof Map<?, ?> map)) {
      return List.of();
    }
    return map.keySet().stream().map(String::valueOf).toList();
  }

  /** The names only, because values may be personal data. */
  @Override
  public String toString() {
    return members.keySet().toString();
  }

  private static Object copyOf(Object value) {
    if (value instanceof String || value instanceof Boolean || value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof Number number) {
      return new BigDecimal(number.toString());
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(copyOrNull(element)));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((k, v) -> copy.put(String.valueOf(k), copyOrNull(v)));
      return copy;
    }
    throw new IllegalArgumentException("not a JSON value");
  }

  private static Object copyOrNull(Object value) {
    return value == null ? JsonNull.NULL : copyOf(value);
  }
}
