package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.attested.GuestAttestation;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.domain.login.LoginCheck;
import java.util.List;
import java.util.Optional;

/**
 * A login whose claims passed every check and whose resource is still to be read from Azure
 * Resource Manager. Immutable, so it may be resumed more than once: with cached facts, then with
 * fresh ones.
 */
public final class PendingLogin {

  private final RuleWalk walk;
  private final ResourceId resource;

  PendingLogin(RuleWalk walk) {
    this.walk = walk;
    this.resource = walk.login().resource().map(LoginResource::id).orElseThrow();
  }

  /** The resource to ask Azure for. */
  public ResourceId resource() {
    return resource;
  }

  /**
   * The instance of a uniform scale set of which the login shows an attestation: Azure is to be
   * asked for it before the login is resumed.
   */
  public Optional<ResourceId> instance() {
    return walk.login().resourceBindings().attestation().isDemanded()
        ? walk.login().instance()
        : Optional.empty();
  }

  /** The machine of the attestation that the login shows. */
  public Optional<VmId> attestedMachine() {
    return walk.login().attested().guest().attestation().flatMap(GuestAttestation::vmId);
  }

  /**
   * The same login with Azure's answer for its {@link #instance}.
   *
   * @throws IllegalArgumentException when the facts are of another one
   */
  public PendingLogin withInstance(ResourceAnswer answer) {
    if (answer.facts().filter(it -> !instance().equals(Optional.of(it.id()))).isPresent()) {
      throw new IllegalArgumentException("facts of another instance than the one asked for");
    }
    return new PendingLogin(walk.withInstance(answer));
  }

  /** The principal of the login. */
  public PrincipalId principal() {
    return walk.login().claims().oid().orElseThrow();
  }

  /** Whether only the request names the resource, so that the caller chose it. */
  public boolean isNamed() {
    return walk.login()
        .resource()
        .filter(it -> it.basis() == LoginResource.Basis.REQUEST)
        .isPresent();
  }

  /** The checks made so far; all of them passed or were skipped. */
  public List<LoginCheck> checks() {
    return walk.checks();
  }

  /** All checks of the login, for an explanation when Azure gave no answer. */
  public List<LoginCheck> checksWithoutAnswer(String why) {
    return walk.allChecks(why);
  }

  /** The resource only, because claims may be personal data. */
  @Override
  public String toString() {
    return resource.text();
  }

  RuleWalk walk() {
    return walk;
  }
}
