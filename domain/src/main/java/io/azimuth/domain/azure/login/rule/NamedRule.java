package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceClaims;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.text.AsciiCase;
import java.util.Optional;

/**
 * A name that the request sends agrees with the resource of the login. For a role that binds no
 * resource, the name is compared with the claims, and dropped if these do not confirm it.
 */
abstract class NamedRule extends LoginRule {

  static final String OF_THE_NODE = "dropped: the token's claims name an identity and no machine";

  private static final String NOT_SENT = "the request does not name it";

  private final DenialReason mismatch;

  NamedRule(CheckName check, DenialReason mismatch) {
    super(check);
    this.mismatch = mismatch;
  }

  /** The name that the request sends. */
  abstract Optional<String> sent(LoginRequest request);

  /** The name that the claims confirm. */
  abstract Optional<String> claimed(ResourceClaims claims);

  /** The name of that resource, or its id when it has no name of that kind. */
  abstract String nameOf(LoginResource resource);

  @Override
  public final RuleOutcome evaluate(LoginContext login) {
    Optional<String> sent = sent(login.request());
    if (!login.bindsResource()) {
      return confirm(sent, login.claims().resourceClaims());
    }
    if (login.resource().isEmpty()) {
      return RuleOutcome.OPEN;
    }
    LoginResource resource = login.resource().get();
    return sent.map(name -> compare(name, resource, login)).orElseGet(() -> skipped(NOT_SENT));
  }

  /** Agents in a pod send the names of the node that it runs on, which are dropped. */
  RuleOutcome compare(String sent, LoginResource resource, LoginContext login) {
    return resource.basis() == LoginResource.Basis.IDENTITY_CLAIM
        ? dropped(sent, OF_THE_NODE)
        : compare(sent, resource);
  }

  final RuleOutcome compare(String sent, LoginResource resource) {
    String name = nameOf(resource);
    if (AsciiCase.equal(sent, name)) {
      return passed(sent, name);
    }
    // If the request names the resource, both values were sent by the caller.
    String own = resource.basis() == LoginResource.Basis.REQUEST ? sent : name;
    return failed(mismatch, sent, name, own);
  }

  final RuleOutcome dropped(String sent, String why) {
    return skipped("", sent, why);
  }

  private RuleOutcome confirm(Optional<String> sent, ResourceClaims claims) {
    Optional<String> claimed = claimed(claims);
    String expected = claimed.orElse("");
    if (sent.isEmpty()) {
      return skipped(expected, "", NOT_SENT);
    }
    return claimed.filter(name -> AsciiCase.equal(name, sent.get())).isPresent()
        ? passed(expected, sent.get())
        : skipped(expected, sent.get(), whyNot(claimed, claims));
  }

  private static String whyNot(Optional<String> claimed, ResourceClaims claims) {
    if (claimed.isPresent()) {
      return "dropped: the token's claims say otherwise";
    }
    if (!claims.malformed().isEmpty()) {
      return "dropped: unreadable claim " + String.join(", ", claims.malformed());
    }
    if (claims.resource().isPresent()) {
      return "dropped: the token's claims are of another kind of resource";
    }
    return claims.identity().isPresent()
        ? OF_THE_NODE
        : "dropped: the token carries no resource claims, as none for a custom audience does";
  }
}
