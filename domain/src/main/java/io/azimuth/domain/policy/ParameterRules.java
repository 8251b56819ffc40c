package io.azimuth.domain.policy;

import io.azimuth.domain.text.AsciiCase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a rule demands of the parameters of a request. Names are in lower case; an empty list of
 * values means any value; the name {@code *} means every other parameter.
 *
 * @param allowed if not empty, nothing else may be sent
 * @param denied parameters and values that are refused, even where {@code allowed} has them
 * @param required parameters that must be sent
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
  public Optional<Offence> check(Map<String, PolicyValue> sent) {
    Optional<Offence> missing = missing(sent);
    if (missing.isPresent()) {
      return missing;
    }
    for (Map.Entry<String, PolicyValue> parameter : sent.entrySet()) {
      if (isDenied(AsciiCase.fold(parameter.getKey()), parameter.getValue())) {
        return offence(AclOutcome.PARAMETER_DENIED, parameter.getKey());
      }
    }
    for (Map.Entry<String, PolicyValue> parameter : sent.entrySet()) {
      if (!isAllowed(AsciiCase.fold(parameter.getKey()), parameter.getValue())) {
        return offence(AclOutcome.PARAMETER_NOT_ALLOWED, parameter.getKey());
      }
    }
    return Optional.empty();
  }

  private Optional<Offence> missing(Map<String, PolicyValue> sent) {
    if (required.isEmpty()) {
      return Optional.empty();
    }
    Set<String> names = new LinkedHashSet<>();
    sent.keySet().forEach(name -> names.add(AsciiCase.fold(name)));
    return required.stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .flatMap(name -> offence(AclOutcome.PARAMETER_MISSING, name));
  }

  private boolean isDenied(String name, PolicyValue value) {
    return denied.containsKey(EVERY)
        || (denied.containsKey(name) && ValueMatch.denies(denied.get(name), value));
  }

  private boolean isAllowed(String name, PolicyValue value) {
    if (allowed.isEmpty()) {
      return true;
    }
    List<PolicyValue> values = allowed.getOrDefault(name, allowed.get(EVERY));
    return values != null && ValueMatch.allows(values, value);
  }

  private static Optional<Offence> offence(AclOutcome outcome, String parameter) {
    return Optional.of(new Offence(outcome, parameter));
  }

  /** A parameter that breaks a rule, and the rule that it breaks. */
  public record Offence(AclOutcome outcome, String parameter) {}
}
