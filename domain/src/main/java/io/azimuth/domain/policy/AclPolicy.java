package io.azimuth.domain.policy;

import io.azimuth.domain.policy.hcl.Hcl;
import io.azimuth.domain.policy.hcl.HclBody;
import io.azimuth.domain.policy.hcl.HclSyntaxException;
import java.util.List;

/**
 * A parsed policy. The same path may stand in it several times; {@link Acl} merges.
 *
 * @param name anything but {@code root}, which is no policy of rules
 */
public record AclPolicy(PolicyName name, List<PathRule> rules) {

  /**
   * Keeps a copy of the rules.
   *
   * @throws InvalidPolicyException if the name is {@code root}
   */
  public AclPolicy {
    if (name.equals(PolicyName.ROOT)) {
      throw new InvalidPolicyException("the root policy has no rules");
    }
    rules = List.copyOf(rules);
  }

  /**
   * Reads a policy in HCL, or in JSON if it begins with an opening brace (spec §4.1).
   *
   * @throws InvalidPolicyException if anything in it is not understood, or not enforced by this
   *     version
   */
  public static AclPolicy parse(PolicyName name, String text) {
    if (text.isBlank()) {
      throw new InvalidPolicyException("the policy is empty");
    }
    try {
      HclBody body = Hcl.looksLikeJson(text) ? Hcl.parseJson(text) : Hcl.parse(text);
      return new AclPolicy(name, PolicyReader.rules(body));
    } catch (HclSyntaxException e) {
      throw new InvalidPolicyException(e.position() + ": " + e.sentence(), e);
    }
  }
}
