package io.azimuth.azure.roletest;

import io.azimuth.domain.policy.Capability;
import java.util.List;
import java.util.Optional;

/**
 * What the token of a login may do at a path.
 *
 * @param path as a request has it, without {@code /v1/}
 * @param allowed what it may do
 * @param denied what it may not do
 * @param rule the path of the rule that decides, as the policy writes it
 */
record PathExpectation(
    String path, List<Capability> allowed, List<Capability> denied, Optional<String> rule) {

  PathExpectation {
    allowed = List.copyOf(allowed);
    denied = List.copyOf(denied);
  }
}
