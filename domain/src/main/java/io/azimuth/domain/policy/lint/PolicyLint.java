package io.azimuth.domain.policy.lint;

import io.azimuth.domain.hcl.Position;
import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.InvalidPolicyException;
import io.azimuth.domain.policy.Stanza;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds mistakes in a valid policy: above all rules that never decide about any request. The
 * warnings are sentences for the author of the policy.
 */
public final class PolicyLint {

  private static final int MAX_STANZAS = 1_000;
  private static final int MAX_WARNINGS = 50;

  private PolicyLint() {}

  /** The warnings, in the order of the stanzas; empty when there are none. */
  public static List<String> warnings(AclPolicy policy, RouteInventory served) {
    List<Stanza> stanzas =
        policy.stanzas().subList(0, Math.min(MAX_STANZAS, policy.stanzas().size()));
    ShadowLint shadows = new ShadowLint(stanzas);
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < stanzas.size(); i++) {
      Stanza stanza = stanzas.get(i);
      List<String> sentences = new ArrayList<>(StanzaLint.sentences(stanza));
      sentences.addAll(shadows.sentences(i, stanza));
      sentences.addAll(RouteLint.sentences(stanza, served));
      sentences.forEach(sentence -> warnings.add(at(stanza) + ": " + sentence));
      if (warnings.size() > MAX_WARNINGS) {
        return cut(warnings);
      }
    }
    if (stanzas.size() < policy.stanzas().size()) {
      warnings.add("only the first " + MAX_STANZAS + " stanzas were looked at");
    }
    return List.copyOf(warnings);
  }

  /**
   * The warning of attributes that begin on the line of another one; empty when there are none.
   *
   * @param runOn where they begin
   */
  public static Optional<String> lostLines(List<Position> runOn) {
    String more = runOn.size() > 1 ? " (and " + (runOn.size() - 1) + " more)" : "";
    return runOn.stream()
        .findFirst()
        .map(
            first ->
                first
                    + more
                    + ": an attribute begins on the line of another one without a comma between"
                    + " them; a line may have been lost there");
  }

  private static List<String> cut(List<String> warnings) {
    List<String> first = new ArrayList<>(warnings.subList(0, MAX_WARNINGS));
    first.add("there are more warnings than these " + MAX_WARNINGS);
    return List.copyOf(first);
  }

  private static String at(Stanza stanza) {
    return "path "
        + InvalidPolicyException.quoted(stanza.path().written())
        + " on line "
        + stanza.line();
  }
}
