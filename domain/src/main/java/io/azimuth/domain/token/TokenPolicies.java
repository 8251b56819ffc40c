package io.azimuth.domain.token;

import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.domain.text.Quoted;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names of the policies of a token, and how they are sanitised. */
public final class TokenPolicies {

  /** The policy that allows everything. */
  public static final String ROOT = "root";

  /** The policy that every token has unless it is excluded. */
  public static final String DEFAULT = "default";

  /** The only policy of wrapping tokens; no other token ever has it. */
  public static final String RESPONSE_WRAPPING = "response-wrapping";

  private static final Set<String> INTERNAL = Set.of(RESPONSE_WRAPPING, "control-group");

  private TokenPolicies() {}

  /**
   * Lower case (A to Z only), trimmed, sorted, each once, without empty ones. {@code root} among
   * them leaves nothing else.
   */
  public static List<String> sanitise(Collection<String> names, DefaultPolicy defaultPolicy) {
    Set<String> sorted = new TreeSet<>();
    for (String name : names) {
      sorted.add(AsciiCase.fold(name.strip()));
    }
    sorted.remove("");
    if (sorted.contains(ROOT)) {
      return List.of(ROOT);
    }
    switch (defaultPolicy) {
      case ADD -> sorted.add(DEFAULT);
      case REMOVE -> sorted.remove(DEFAULT);
      case KEEP -> {}
    }
    return List.copyOf(sorted);
  }

  /**
   * Why an operator or a caller cannot write these names, or patterns of names; empty when they
   * can. Blank ones count for nothing.
   *
   * @param parameter under which they were sent
   */
  public static Optional<String> problemOfNames(String parameter, Collection<String> names) {
    return names.stream()
        .filter(name -> !name.isBlank())
        .flatMap(
            name ->
                PolicyName.problem(name).stream()
                    .map(
                        problem ->
                            "invalid '"
                                + parameter
                                + "' value "
                                + Quoted.of(name)
                                + ": "
                                + problem))
        .findFirst();
  }

  /** The policies of a token that a login with these settings gives. */
  public static List<String> ofLogin(Collection<String> names, boolean noDefaultPolicy) {
    return sanitise(names, noDefaultPolicy ? DefaultPolicy.KEEP : DefaultPolicy.ADD);
  }

  /** Why a login may not give these sanitised policies; empty when it may. */
  public static Optional<String> problemForLogin(Collection<String> sanitised) {
    if (sanitised.contains(ROOT)) {
      return Optional.of("auth methods cannot create root tokens");
    }
    return sanitised.stream()
        .filter(INTERNAL::contains)
        .findFirst()
        .map(name -> "cannot assign policy " + Quoted.of(name));
  }
}
