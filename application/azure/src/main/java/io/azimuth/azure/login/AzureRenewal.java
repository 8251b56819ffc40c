package io.azimuth.azure.login;

import io.azimuth.azure.role.RoleStore;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.LifetimeSettings;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.storage.MountTransaction;
import java.util.Map;

/**
 * Renews a token of this method: its role must still be there and still admit its principal;
 * lifetimes are those of the role as it is now.
 */
public final class AzureRenewal {

  /** The key under which a token stores the name of its role. */
  static final String ROLE = "role";

  /** The key under which a token stores the object id of its principal. */
  static final String PRINCIPAL = "oid";

  private final RoleStore roles;

  public AzureRenewal(RoleStore roles) {
    this.roles = roles;
  }

  public RenewalTerms terms(Mount mount, MountTransaction work, Token token) {
    Map<String, String> kept = token.origin().internal();
    String name = kept.getOrDefault(ROLE, "");
    AzureRole role =
        RoleName.parse(name)
            .flatMap(parsed -> roles.find(work, parsed))
            .orElseThrow(
                () -> RefusedException.invalid("role " + name + " does not exist during renewal"));
    PrincipalId principal =
        PrincipalId.parse(kept.getOrDefault(PRINCIPAL, ""))
            .orElseThrow(() -> RefusedException.invalid("lease is not renewable"));
    LoginPolicy.renewalDenial(role, principal).ifPresent(AzureRenewal::refuse);
    LifetimeSettings lifetimes = role.tokenSettings().lifetimes();
    return new RenewalTerms(lifetimes.ttl(), lifetimes.maxTtl(), lifetimes.period());
  }

  private static void refuse(Denial denial) {
    throw new RefusedException(ErrorCategory.PERMISSION_DENIED, denial.callerText());
  }
}
