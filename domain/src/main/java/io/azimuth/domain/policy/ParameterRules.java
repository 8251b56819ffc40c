package io.azimuth.domain.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a rule demands of the parameters of a request. Names are in lower case; an empty list of
 * values means any value; the name {@code *} means every other parameter. All names of a parameter
 * count, and its value as it will be kept.
 *
 * @param allowed if not empty, nothing else may be sent
 * @param denied parameters and values that are refused, even where {@code allowed} has them
 * @param required parameters that must be sent and not empty
 */
public record ParameterRules(
    Map<String, List<PolicyValue>> allowed,
    Map<String, List<PolicyValue>> denied,
    Set<String> required) {

  /** No demands. */
  public static final ParameterRules NONE = new ParameterRules(Map.of(), Map.of(), Set.of());

  private static final String EVERY = "*";

  /** Keeps copies. */
  public ParameterRules {
    allowed = Collections.unmodifiableMap(new LinkedHashMap<>(allowed));
    denied = Collections.unmodifiableMap(new LinkedHashMap<>(denied));
    required = Collections.unmodifiableSet(new LinkedHashSet<>(required));
  }

  /** Whether there is nothing to check. */
  public boolean isEmpty() {
    return allowed.isEmpty() && denied.isEmpty() && required.isEmpty();
  }

  /** The first parameter that breaks a rule, if there is one. */
  public Optional<Offence> check(List<RequestParameter> sent) {
    Optional<Offence> missing = missing(sent);
    if (missing.isPresent()) {
      return missing;
    }
    return first(sent, this::isDenied, AclOutcome.PARAMETER_DENIED)
        .or(() -> first(sent, it -> !isAllowed(it), AclOutcome.PARAMETER_NOT_ALLOWED));
  }

  private Optional<Offence> missing(List<RequestParameter> sent) {
    return required.stream()
        .filter(name -> sent.stream().noneMatch(it -> it.names().contains(name) && it.isGiven()))
        .findFirst()
        .map(name -> new Offence(AclOutcome.PARAMETER_MISSING, name));
  }

  private static Optional<Offence> first(
      List<RequestParameter> sent, Predicate<RequestParameter> offends, AclOutcome outcome) {
    return sent.stream()
        .filter(offends)
        .findFirst()
        .map(parameter -> new Offence(outcome, parameter.name()));
  }

  private boolean isDenied(RequestParameter parameter) {
    return denied.containsKey(EVERY)
        || rulesFor(parameter, denied).anyMatch(values -> ValueMatch.denies(values, parameter));
  }

  // Where a rule names more than one of its names, each must allow it.
  private boolean isAllowed(RequestParameter parameter) {
    if (allowed.isEmpty()) {
      return true;
    }
    if (rulesFor(parameter, allowed).findAny().isPresent()) {
      return rulesFor(parameter, allowed).allMatch(values -> ValueMatch.allows(values, parameter));
    }
    List<PolicyValue> others = allowed.get(EVERY);
    return others != null && ValueMatch.allows(others, parameter);
  }

  private static Stream<List<PolicyValue>> rulesFor(
      RequestParameter parameter, Map<String, List<PolicyValue>> rules) {
    return parameter.names().stream().filter(rules::containsKey).map(rules::get);
  }

  /** A parameter that breaks a rule, and the rule that it breaks. */
  public record Offence(AclOutcome outcome, String parameter) {}
}
