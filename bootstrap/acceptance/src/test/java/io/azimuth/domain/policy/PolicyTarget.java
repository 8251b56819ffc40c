package io.azimuth.domain.policy;

import io.azimuth.domain.hcl.Hcl;
import io.azimuth.domain.hcl.Plain;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import java.util.List;
import java.util.Optional;

/** Fuzzes policies: each is refused, or has the same rules as HCL and as JSON. */
public final class PolicyTarget implements FuzzTarget {

  private static final PolicyName NAME = new PolicyName("p");

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        BuiltInPolicies.DEFAULT_TEXT,
        "path \"a/+/b*\" {\n policy = \"write\"\n allowed_parameters = { \"x\" = [1, \"a*\", {"
            + " k = true }] }\n required_parameters = [\"x\",]\n}\n",
        "path \"secret/data/{{identity.entity.id}}/*\" { capabilities = [\"create\", \"deny\"]\n"
            + "min_wrapping_ttl = \"1s\"\nmax_wrapping_ttl = 90 }",
        "{\"path\":[{\"a/*\":{\"capabilities\":[\"read\"],\"denied_parameters\":{\"*\":[]}}}]}");
  }

  @Override
  public void accept(byte[] input) {
    String text = Inputs.text(input);
    Optional<AclPolicy> policy = parsed(text);
    if (policy.isEmpty()) {
      return;
    }
    Acl.of(List.of(policy.get())).anyBelow("a/");
    if (Hcl.looksLikeJson(text)) {
      return;
    }
    String json;
    try {
      json = Plain.policyJson(Hcl.parse(text));
    } catch (UnsupportedOperationException e) {
      return; // a block within a block has no JSON form
    }
    Property.same(
        AclPolicy.parse(NAME, json).stanzas().size(), policy.get().stanzas().size(), json);
    Property.same(AclPolicy.parse(NAME, json).rules(), policy.get().rules(), json);
  }

  private static Optional<AclPolicy> parsed(String text) {
    try {
      return Optional.of(AclPolicy.parse(NAME, text));
    } catch (InvalidPolicyException expected) {
      return Optional.empty();
    }
  }
}
