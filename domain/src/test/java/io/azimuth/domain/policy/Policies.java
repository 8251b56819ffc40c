package io.azimuth.domain.policy;

import io.azimuth.domain.policy.acl.Acl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Short ways to write policies in tests. */
public final class Policies {

  private Policies() {}

  /** One policy per rule, named p0, p1 ..., each written as {@code "path: capability, …"}. */
  public static Acl acl(String... rules) {
    List<AclPolicy> policies = new ArrayList<>();
    for (String rule : rules) {
      policies.add(AclPolicy.parse(new PolicyName("p" + policies.size()), stanza(rule)));
    }
    return Acl.of(policies);
  }

  public static AclPolicy policy(String name, String... stanzas) {
    return AclPolicy.parse(new PolicyName(name), String.join("\n", stanzas));
  }

  public static String stanza(String rule) {
    int colon = rule.lastIndexOf(':');
    List<String> words =
        Arrays.stream(rule.substring(colon + 1).split(",", -1))
            .map(String::trim)
            .filter(word -> !word.isEmpty())
            .map(word -> '"' + word + '"')
            .toList();
    return "path \"" + rule.substring(0, colon) + "\" { capabilities = " + words + " }";
  }
}
