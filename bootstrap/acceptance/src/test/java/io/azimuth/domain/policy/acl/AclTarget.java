package io.azimuth.domain.policy.acl;

import io.azimuth.domain.policy.AclOutcome;
import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.InvalidPolicyException;
import io.azimuth.domain.policy.ParameterRules;
import io.azimuth.domain.policy.PathPattern;
import io.azimuth.domain.policy.PathRule;
import io.azimuth.domain.policy.PathTemplate;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.policy.Stanza;
import io.azimuth.domain.policy.WrappingLimits;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.domain.text.Glob;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Fuzzes policy rules and a path. The first line is the path, each other line is a rule; {@code !}
 * means deny.
 */
public final class AclTarget implements FuzzTarget {

  private static final PolicyName NAME = new PolicyName("p");

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        "secret/data/a\nsecret/*\n!secret/data/+\nsecret/data/a",
        "a/b/\na/b\n!a/b*\n+/b",
        "Kelvin/x\n+/+\n!kelvin/*\nkelvin/x/+/y*\n*");
  }

  @Override
  public void accept(byte[] input) {
    List<String> lines = Inputs.text(input).lines().limit(12).toList();
    if (lines.isEmpty() || !Acl.isRequestPath(lines.get(0))) {
      return;
    }
    List<PathRule> rules = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      rule(AsciiCase.fold(line)).ifPresent(rules::add);
    }
    String path = lines.get(0);
    rules.forEach(rule -> matchesLikeAnExpression(rule.path(), path));
    aDenyHoldsInAnyCase(rules, AsciiCase.fold(path), path);
    Property.same(Glob.matches("*" + path, path), true, "a glob of itself");
  }

  private static Optional<PathRule> rule(String line) {
    boolean deny = line.startsWith("!");
    Set<Capability> granted = EnumSet.of(deny ? Capability.DENY : Capability.READ);
    try {
      return PathTemplate.parse(deny ? line.substring(1) : line)
          .fixed()
          .map(path -> new PathRule(path, granted, ParameterRules.NONE, WrappingLimits.NONE));
    } catch (InvalidPolicyException expected) {
      return Optional.empty();
    }
  }

  /** The match has the same result as a regular expression. */
  private static void matchesLikeAnExpression(PathPattern pattern, String path) {
    String text = pattern.isPrefix() ? pattern.literal() : pattern.text();
    List<String> segments = new ArrayList<>();
    for (String segment : text.split("/", -1)) {
      segments.add(segment.equals("+") ? "[^/]*" : Pattern.quote(segment));
    }
    String expression = String.join("/", segments) + (pattern.isPrefix() ? ".*" : "");
    Property.same(
        pattern.matches(path),
        Pattern.compile(expression, Pattern.DOTALL).matcher(path).matches(),
        pattern + " for " + path);
  }

  /**
   * All rules are in lower case. A path that is denied in lower case is denied in every spelling.
   */
  private static void aDenyHoldsInAnyCase(List<PathRule> rules, String folded, String path) {
    Acl acl = acl(rules);
    AclDecision decision = acl.decide(folded, Capability.READ, false);
    Property.same(acl.decide(folded, Capability.READ, false), decision, "asked twice");
    Property.same(
        acl.capabilities(folded).equals(List.of("deny")) && !folded.endsWith("/"),
        !decision.allowed() && !folded.endsWith("/"),
        "capabilities of " + folded);
    if (decision.outcome() != AclOutcome.DENY_RULE) {
      return;
    }
    for (String spelling : List.of(path, folded.toUpperCase(Locale.ROOT))) {
      if (AsciiCase.equal(spelling, folded)) {
        Property.same(
            acl.decide(spelling, Capability.READ, false).outcome(),
            AclOutcome.DENY_RULE,
            spelling + " under " + rules);
      }
    }
  }

  private static Acl acl(List<PathRule> rules) {
    List<Stanza> stanzas = new ArrayList<>();
    for (PathRule rule : rules) {
      stanzas.add(
          new Stanza(
              PathTemplate.parse(rule.path().text()),
              1,
              rule.capabilities(),
              rule.parameters(),
              rule.wrapping()));
    }
    return Acl.of(List.of(new AclPolicy(NAME, stanzas)));
  }
}
