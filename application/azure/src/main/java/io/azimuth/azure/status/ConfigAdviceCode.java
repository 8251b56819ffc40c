package io.azimuth.azure.status;

import static io.azimuth.domain.token.role.advice.AdviceSeverity.NOTE;

import io.azimuth.domain.token.role.advice.AdviceName;
import io.azimuth.domain.token.role.advice.AdviceSeverity;

/**
 * Advice on the configuration of a mount that an operator may have reason not to follow: a choice
 * that works, and nothing that fails or will fail. The codes are stable.
 */
public enum ConfigAdviceCode implements AdviceName {
  /** Login tokens are keys to a service of Microsoft, too. */
  AUDIENCE_OF_MICROSOFT,
  /** The server's secret or certificate is not rotated by itself. */
  CREDENTIAL_NOT_ROTATED,
  /** The schedule fires several times on a day. */
  ROTATION_OFTEN,
  /** Calls that Azure drops are not repeated. */
  NO_RETRIES,
  /** The credential cannot sign in to an additional tenant. */
  TENANT_NOT_READABLE;

  @Override
  public AdviceSeverity severity() {
    return NOTE;
  }

  @Override
  public boolean isOnRoles() {
    return false;
  }
}
