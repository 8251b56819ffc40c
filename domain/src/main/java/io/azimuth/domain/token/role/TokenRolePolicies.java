package io.azimuth.domain.token.role;

import io.azimuth.domain.text.AsciiCase;
import io.azimuth.domain.text.Checked;
import io.azimuth.domain.text.Glob;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.DefaultPolicy;
import io.azimuth.domain.token.TokenPolicies;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which policies a role's tokens may have. Names are folded, trimmed, sorted and unique. {@code
 * root} does not remove the other names, unlike in a token.
 *
 * @param allowed by name
 * @param disallowed by name
 * @param allowedGlob by pattern
 * @param disallowedGlob by pattern
 */
public record TokenRolePolicies(
    List<String> allowed,
    List<String> disallowed,
    List<String> allowedGlob,
    List<String> disallowedGlob) {

  /** No lists: the rules for tokens without a role apply. */
  public static final TokenRolePolicies NONE =
      new TokenRolePolicies(List.of(), List.of(), List.of(), List.of());

  public TokenRolePolicies {
    allowed = settled(allowed);
    disallowed = settled(disallowed);
    allowedGlob = settled(allowedGlob);
    disallowedGlob = settled(disallowedGlob);
  }

  /** Whether no list has a value. */
  public boolean isEmpty() {
    return !restricts() && disallowed.isEmpty() && disallowedGlob.isEmpty();
  }

  /**
   * The policies of a new token.
   *
   * @param asked for by the caller, as sent; may be empty
   * @param parents the policies of the parent
   * @param withDefault whether {@code default} is added where no rule forbids it
   * @return the sanitised names, or why there can be no such token
   */
  public Checked<List<String>> resolve(
      List<String> asked, List<String> parents, boolean withDefault) {
    DefaultPolicy rule =
        withDefault && !forbids(TokenPolicies.DEFAULT) ? DefaultPolicy.ADD : DefaultPolicy.KEEP;
    List<String> allowedPolicies = TokenPolicies.sanitise(allowed, rule);
    List<String> requested = TokenPolicies.sanitise(asked, DefaultPolicy.KEEP);
    List<String> resolved =
        requested.isEmpty()
            ? restricts() ? allowedPolicies : TokenPolicies.sanitise(parents, rule)
            : TokenPolicies.sanitise(asked, rule);
    if (!requested.isEmpty()
        && restricts()
        && !resolved.stream().allMatch(n -> permits(allowedPolicies, n))) {
      return Checked.problem(notSubset(resolved, allowedPolicies));
    }
    Optional<String> forbidden = resolved.stream().filter(this::forbids).findFirst();
    return forbidden
        .map(
            name ->
                Checked.<List<String>>problem(
                    "token policy " + Quoted.of(name) + " is disallowed by this role"))
        .orElseGet(() -> Checked.of(resolved));
  }

  private boolean restricts() {
    return !allowed.isEmpty() || !allowedGlob.isEmpty();
  }

  private boolean permits(List<String> allowedPolicies, String name) {
    return allowedPolicies.contains(name) || matches(allowedGlob, name);
  }

  private boolean forbids(String name) {
    return disallowed.contains(name) || matches(disallowedGlob, name);
  }

  private static boolean matches(List<String> globs, String name) {
    return globs.stream().anyMatch(glob -> Glob.matches(glob, name));
  }

  private String notSubset(List<String> resolved, List<String> allowedPolicies) {
    return "token policies ("
        + quoted(resolved)
        + ") must be subset of the role's allowed policies ("
        + quoted(allowedPolicies)
        + ") or glob policies ("
        + quoted(allowedGlob)
        + ")";
  }

  // The names in the form in which Go prints a list of quoted texts.
  private static String quoted(List<String> names) {
    return names.stream().map(Quoted::of).collect(Collectors.joining(" ", "[", "]"));
  }

  private static List<String> settled(Collection<String> names) {
    TreeSet<String> sorted = new TreeSet<>();
    names.forEach(name -> sorted.add(AsciiCase.fold(name.strip())));
    sorted.remove("");
    return List.copyOf(sorted);
  }
}
