package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.check.Check;
import io.azimuth.domain.azure.login.check.CheckLog;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.Bindings;
import java.util.List;
import java.util.Optional;

/**
 * A login whose claims passed every check and whose resource is still to be read from Azure
 * Resource Manager. Immutable, so it may be resumed more than once: with cached facts, then with
 * fresh ones.
 */
public final class PendingLogin {

  private final AzureRole role;
  private final AzureClaims claims;
  private final LoginRequest request;
  private final LoginResource loginResource;
  private final List<Check> checks;

  PendingLogin(
      AzureRole role,
      AzureClaims claims,
      LoginRequest request,
      LoginResource standsOn,
      List<Check> checks) {
    this.role = role;
    this.claims = claims;
    this.request = request;
    this.loginResource = standsOn;
    this.checks = List.copyOf(checks);
  }

  /** The resource to ask Azure for. */
  public ResourceId resource() {
    return loginResource.id();
  }

  /** The checks made so far; all of them passed or were skipped. */
  public List<Check> checks() {
    return checks;
  }

  /** All checks of the login, for an explanation when Azure gave no answer. */
  public List<Check> checksWithoutAnswer(String why) {
    CheckLog log = CheckLog.of(checks);
    log.skipRest(why);
    return log.checks();
  }

  /** The resource only, because claims may be personal data. */
  @Override
  public String toString() {
    return loginResource.id().text();
  }

  AzureRole role() {
    return role;
  }

  Bindings bindings() {
    return role.bindings();
  }

  AzureClaims claims() {
    return claims;
  }

  LoginRequest request() {
    return request;
  }

  LoginResource loginResource() {
    return loginResource;
  }

  LoginResource.Basis basis() {
    return loginResource.basis();
  }

  PrincipalId principal() {
    return claims.oid().orElseThrow();
  }

  /** The scale set that the resource is, or that it belongs to according to Azure. */
  Optional<ResourceId> scaleSetBy(ResourceFacts facts) {
    if (loginResource.isScaleSet()) {
      return Optional.of(loginResource.id());
    }
    return loginResource.isMachine()
        ? facts.scaleSet().filter(ResourceId::isScaleSet)
        : Optional.empty();
  }
}
