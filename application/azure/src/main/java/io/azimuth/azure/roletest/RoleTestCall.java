package io.azimuth.azure.roletest;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.route.AuditNotes;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Caller;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.LoginNotes;
import io.azimuth.spi.route.TokenGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * One request to the mount of a file. It keeps what a login grants; no token is made.
 *
 * @param policies the names of those that exist
 * @param granted what a login granted, once it did
 */
record RoleTestCall(
    ApiRequest request,
    Mount mount,
    Fields fields,
    RoleTestRecords transaction,
    Set<String> policies,
    Instant now,
    Deadline deadline,
    AuditNotes auditNotes,
    AtomicReference<GrantedToken> granted)
    implements Call {

  @Override
  public Optional<Caller> caller() {
    return Optional.empty();
  }

  @Override
  public Auth issue(TokenGrant grant) {
    granted.set(GrantedToken.of(mount, grant, request.certificate(), now));
    return new Auth(
        SecretText.of(""),
        "",
        grant.displayName(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Duration.ZERO,
        false,
        "",
        "",
        true,
        0);
  }

  @Override
  public boolean hasGroupAliases() {
    return false;
  }

  @Override
  public List<String> missingPolicies(List<String> names) {
    return names.stream().filter(name -> !policies.contains(name)).toList();
  }

  @Override
  public <T> T once(Class<T> step, Supplier<T> effect) {
    return effect.get();
  }

  @Override
  public AfterCommit afterCommit() {
    return new AfterCommit();
  }

  @Override
  public LoginNotes loginNotes() {
    return new LoginNotes();
  }
}
