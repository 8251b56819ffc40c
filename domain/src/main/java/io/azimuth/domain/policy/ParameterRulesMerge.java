package io.azimuth.domain.policy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Unites the parameter rules of one path from several stanzas: values of a name unite, "any value"
 * wins, required names unite. Mutable, so that merging stays linear.
 */
public final class ParameterRulesMerge {

  private final Map<String, Set<PolicyValue>> allowed = new LinkedHashMap<>();
  private final Map<String, Set<PolicyValue>> denied = new LinkedHashMap<>();
  private final Set<String> required = new LinkedHashSet<>();

  public void add(ParameterRules rules) {
    rules.allowed().forEach((name, values) -> unite(allowed, name, values));
    rules.denied().forEach((name, values) -> unite(denied, name, values));
    required.addAll(rules.required());
  }

  void allow(String name, List<PolicyValue> values) {
    unite(allowed, name, values);
  }

  void deny(String name, List<PolicyValue> values) {
    unite(denied, name, values);
  }

  void require(String name) {
    required.add(name);
  }

  public ParameterRules build() {
    return new ParameterRules(lists(allowed), lists(denied), required);
  }

  private static void unite(
      Map<String, Set<PolicyValue>> into, String name, List<PolicyValue> values) {
    Set<PolicyValue> known = into.get(name);
    if (known == null) {
      into.put(name, new LinkedHashSet<>(values));
    } else if (values.isEmpty()) {
      known.clear();
    } else if (!known.isEmpty()) {
      known.addAll(values);
    }
  }

  private static Map<String, List<PolicyValue>> lists(Map<String, Set<PolicyValue>> sets) {
    Map<String, List<PolicyValue>> lists = new LinkedHashMap<>();
    sets.forEach((name, values) -> lists.put(name, List.copyOf(values)));
    return lists;
  }
}
