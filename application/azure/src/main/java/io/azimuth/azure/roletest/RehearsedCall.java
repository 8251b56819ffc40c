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
import io.azimuth.spi.storage.MountTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One request to the mount of a file. It keeps what a login grants; no token is made. */
final class RehearsedCall implements Call {

  private static final Duration TIME = Duration.ofSeconds(10);

  private final ApiRequest request;
  private final Mount mount;
  private final Fields fields;
  private final RehearsedRecords records;
  private final Set<String> policies;
  private final Instant now;
  private final Deadline deadline = Deadline.of(TIME);
  private final AfterCommit afterCommit = new AfterCommit();
  private final AuditNotes auditNotes = new AuditNotes();
  private final LoginNotes loginNotes = new LoginNotes();
  private Optional<GrantedToken> granted = Optional.empty();

  /**
   * A request.
   *
   * @param policies the names of those that exist
   */
  RehearsedCall(
      ApiRequest request,
      Mount mount,
      Fields fields,
      RehearsedRecords records,
      Set<String> policies,
      Instant now) {
    this.request = request;
    this.mount = mount;
    this.fields = fields;
    this.records = records;
    this.policies = policies;
    this.now = now;
  }

  Optional<GrantedToken> granted() {
    return granted;
  }

  @Override
  public ApiRequest request() {
    return request;
  }

  @Override
  public Mount mount() {
    return mount;
  }

  @Override
  public Fields fields() {
    return fields;
  }

  @Override
  public MountTransaction transaction() {
    return records;
  }

  @Override
  public Optional<Caller> caller() {
    return Optional.empty();
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Deadline deadline() {
    return deadline;
  }

  @Override
  public Auth issue(TokenGrant grant) {
    granted = Optional.of(GrantedToken.of(mount, grant, now));
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
    return afterCommit;
  }

  @Override
  public AuditNotes auditNotes() {
    return auditNotes;
  }

  @Override
  public LoginNotes loginNotes() {
    return loginNotes;
  }
}
