package io.azimuth.domain.policy;

import io.azimuth.domain.hcl.Hcl;
import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.hcl.HclSyntaxException;
import io.azimuth.domain.hcl.Position;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A parsed policy. The same path may occur several times; {@code Acl} merges them.
 *
 * @param name any name but {@code root}, which has no rules
 * @param stanzas in the order of the text
 */
public record AclPolicy(PolicyName name, List<Stanza> stanzas) {

  /**
   * Keeps a copy of the stanzas.
   *
   * @throws InvalidPolicyException if the name is {@code root}
   */
  public AclPolicy {
    if (name.equals(PolicyName.ROOT)) {
      throw new InvalidPolicyException("the root policy has no rules");
    }
    stanzas = List.copyOf(stanzas);
  }

  /**
   * Reads a policy in HCL, or in JSON if it begins with an opening brace.
   *
   * @throws InvalidPolicyException if it holds anything unknown, or anything that this version does
   *     not enforce
   */
  public static AclPolicy parse(PolicyName name, String text) {
    return parse(name, text, secondOnItsLine -> {});
  }

  /**
   * The same.
   *
   * @param runOn is told where an attribute begins on the line of another one, with no comma
   *     between them
   */
  public static AclPolicy parse(PolicyName name, String text, Consumer<Position> runOn) {
    if (text.isBlank()) {
      throw new InvalidPolicyException("the policy is empty");
    }
    try {
      return of(name, Hcl.looksLikeJson(text) ? Hcl.parseJson(text) : Hcl.parse(text, runOn));
    } catch (HclSyntaxException e) {
      throw new InvalidPolicyException(e.position() + ": " + e.sentence(), e);
    }
  }

  /**
   * Reads a policy that is a part of another text.
   *
   * @throws InvalidPolicyException as {@link #parse}
   */
  public static AclPolicy of(PolicyName name, HclBody body) {
    try {
      return new AclPolicy(name, PolicyReader.stanzas(body));
    } catch (HclSyntaxException e) {
      throw new InvalidPolicyException(e.position() + ": " + e.sentence(), e);
    }
  }

  /** Whether its rules are not the same for every caller. */
  public boolean isTemplated() {
    return stanzas.stream().anyMatch(Stanza::isTemplated);
  }

  /** Whether id and name of an entity are all that it takes to fill in its rules. */
  public boolean needsOnlyNames() {
    return stanzas.stream().map(Stanza::path).allMatch(PathTemplate::needsOnlyNames);
  }

  /** The policy of those stanzas alone that are not the same for every caller. */
  public AclPolicy templates() {
    return new AclPolicy(name, stanzas.stream().filter(Stanza::isTemplated).toList());
  }

  /** The paths, as written, of the rules that are not the same for every caller. */
  public List<String> templatedPaths() {
    return templates().stanzas().stream().map(Stanza::path).map(PathTemplate::written).toList();
  }

  /** The rules that are the same for every caller. */
  public List<PathRule> rules() {
    return rules(Optional.empty());
  }

  /** The rules for this caller; a stanza whose path cannot be filled in gives no rule here. */
  public List<PathRule> rules(Optional<TemplateSubject> subject) {
    return stanzas.stream().flatMap(stanza -> stanza.ruleFor(subject).stream()).toList();
  }

  /** The stanzas that deny but whose path cannot be filled in for this caller. */
  public List<UnfilledTemplateDeny> unfilledDenies(Optional<TemplateSubject> subject) {
    return stanzas.stream().flatMap(stanza -> stanza.unfilledDeny(subject).stream()).toList();
  }
}
