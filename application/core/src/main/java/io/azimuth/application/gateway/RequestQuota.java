package io.azimuth.application.gateway;

import io.azimuth.application.api.RateLimitNotice;
import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.quota.QuotaAdmission;
import io.azimuth.application.quota.RateLimiter;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.LoginRoles;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts one request against the quotas, once each for all its attempts: first when only the path
 * is known, and, for a login under a role with a quota of its own, again when the role is known and
 * before the login is carried out.
 */
final class RequestQuota {

  private final ApiRequest request;
  private final RateLimiter limiter;
  private Optional<QuotaAdmission> latest = Optional.empty();
  private boolean counted;
  private boolean roleCounted;

  RequestQuota(ApiRequest request, RateLimiter limiter) {
    this.request = request;
    this.limiter = limiter;
  }

  /** Refuses a request above the limit. */
  void admit(UnitOfWork work) {
    if (!counted) {
      latest = limiter.admit(work, request);
      counted = true;
    }
    refuseOneTooMany();
  }

  /** Refuses a login above the limit of its role. */
  void admitLogin(UnitOfWork work, ResolvedRoute destination, Value.Obj parameters) {
    Optional<LoginRoles> login = destination.login(request);
    if (login.isEmpty()) {
      return;
    }
    if (!roleCounted) {
      Mount mount = destination.mount().orElseThrow();
      Optional<QuotaAdmission> atRole =
          limiter.admitLogin(
              work,
              request,
              mount,
              () -> role(login.get(), MountTransactions.of(work, mount.uuid()), parameters));
      latest = atRole.or(() -> latest);
      roleCounted = true;
    }
    refuseOneTooMany();
  }

  private static Optional<String> role(
      LoginRoles roles, MountTransaction transaction, Value.Obj parameters) {
    Fields fields = Fields.of(List.of(roles.parameter()), parameters, Map.of());
    String sent = fields.value(roles.parameter());
    return sent.isEmpty()
        ? roles.unnamed().apply(transaction).flatMap(roles.spelling())
        : roles.named().apply(transaction, sent);
  }

  private void refuseOneTooMany() {
    latest
        .filter(admission -> !admission.verdict().granted())
        .ifPresent(
            admission -> {
              String sentence =
                  "request path \"" + request.path() + "\": rate limit quota exceeded";
              throw new RefusedException(
                  Refusal.of(ErrorCategory.RATE_LIMITED, sentence)
                      .retryAfter(admission.verdict().reset()));
            });
  }

  /** Whether it was refused and the quota's configuration asks for no audit record. */
  boolean isUnrecorded() {
    return latest.filter(it -> !it.verdict().granted() && !it.audited()).isPresent();
  }

  /** Whether it was refused and the quota's configuration asks for an audit record. */
  boolean isRecordedRefusal() {
    return latest.filter(it -> !it.verdict().granted() && it.audited()).isPresent();
  }

  Optional<RateLimitNotice> notice() {
    return latest
        .filter(QuotaAdmission::shown)
        .map(QuotaAdmission::verdict)
        .map(it -> new RateLimitNotice(it.limit(), it.remaining(), it.reset()));
  }
}
