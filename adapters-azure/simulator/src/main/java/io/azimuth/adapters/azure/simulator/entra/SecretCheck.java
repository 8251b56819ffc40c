package io.azimuth.adapters.azure.simulator.entra;

import io.azimuth.adapters.azure.simulator.state.AppPassword;
import io.azimuth.adapters.azure.simulator.state.LiveApplications;
import io.azimuth.domain.secret.SecretText;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Compares a client secret with those that an application has now. */
public final class SecretCheck {

  private final LiveApplications apps;
  private final Clock clock;

  public SecretCheck(LiveApplications apps, Clock clock) {
    this.apps = apps;
    this.clock = clock;
  }

  enum Verdict {
    GOOD,
    /** It is one of the application's, and it has expired. */
    EXPIRED,
    /** It is none of the application's, or it has not reached this front end yet. */
    UNKNOWN
  }

  Verdict judge(String tenantId, String clientId, SecretText offered) {
    Instant now = clock.instant();
    Optional<AppPassword> password =
        apps.ofClient(tenantId, clientId).stream()
            .flatMap(it -> it.passwords().stream())
            .filter(it -> it.isText(offered))
            .findFirst()
            .filter(it -> it.isKnown(now));
    if (password.isEmpty()) {
      return Verdict.UNKNOWN;
    }
    if (password.get().isExpired(now)) {
      return Verdict.EXPIRED;
    }
    password.get().accept();
    return Verdict.GOOD;
  }
}
