package io.azimuth.domain.policy.acl;

import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.PolicyName;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Asks the policies of a token whether it may read a secret. */
@State(Scope.Benchmark)
public class PolicyBenchmark {

  private final Acl acl =
      Acl.of(
          List.of(
              policy("default", "path \"auth/token/lookup-self\" { capabilities = [\"read\"] }"),
              policy(
                  "web",
                  """
                  path "secret/data/web/*" { capabilities = ["create", "read", "update"] }
                  path "secret/data/+/shared" { capabilities = ["read"] }
                  path "secret/data/web/private/*" { capabilities = ["deny"] }
                  """)));

  private static AclPolicy policy(String name, String text) {
    return AclPolicy.parse(new PolicyName(name), text);
  }

  /** The decision. */
  @Benchmark
  public AclDecision decide() {
    return acl.decide("secret/data/web/app-1", Capability.READ, false);
  }
}
