package io.azimuth.azure.login.facts;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.login.outcome.LoginOutcome;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.PendingLogin;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import java.util.function.Function;

/**
 * Looks up the instance of a uniform scale set of which a login shows an attestation. The token
 * names the set alone, so the caller chooses the instance; it is compared with the attestation.
 */
public final class InstanceLookup {

  private final LoginResourceLookup directory;

  public InstanceLookup(LoginResourceLookup directory) {
    this.directory = directory;
  }

  /**
   * Continues the login, with Azure's answer for its instance where it has one; pending while the
   * call is running. Without an answer it is not decided.
   */
  public Awaited<LoginOutcome> withInstance(
      Call call,
      AzureSettings settings,
      PendingLogin pending,
      Function<PendingLogin, Awaited<LoginOutcome>> next) {
    return pending.instance().isEmpty()
        ? next.apply(pending)
        : directory.withInstance(
            call,
            new LineRequest.Entering(call, machine(pending), settings.azure().loginTimeout()),
            settings,
            pending,
            next);
  }

  // All instances of a set have its principal: they would share one turn.
  private static PrincipalId machine(PendingLogin pending) {
    return new PrincipalId(pending.attestedMachine().orElseThrow().value());
  }
}
