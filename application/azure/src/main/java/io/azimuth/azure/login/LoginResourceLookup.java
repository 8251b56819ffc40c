package io.azimuth.azure.login;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.directory.QueryCache;
import io.azimuth.azure.directory.ResourceFactsQuery;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.DirectoryAnswer;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.PendingLogin;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Resource Manager for the resource of a login and continues the policy machine. */
public final class LoginResourceLookup {

  private static final Logger LOG = LoggerFactory.getLogger(LoginResourceLookup.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Clouds clouds;
  private final QueryCache<DirectoryAnswer> cache;
  private final DirectoryAccessFactory accesses;

  public LoginResourceLookup(
      Clouds clouds, QueryCache<DirectoryAnswer> cache, DirectoryAccessFactory accesses) {
    this.clouds = clouds;
    this.cache = cache;
    this.accesses = accesses;
  }

  /** The outcome of the login; pending while the call to Azure is running. */
  Awaited<LoginOutcome> resolve(
      Call call, AzureSettings settings, AzureRole role, PendingLogin pending) {
    Optional<ResourceDirectory> directory =
        clouds.named(settings.environment()).flatMap(LoginResourceLookup::directory);
    if (directory.isEmpty()) {
      return Awaited.of(unusable(call, pending, "the cloud has no Resource Manager"));
    }
    Checked<DirectoryAccess> access = accesses.find(call.mount().uuid(), settings);
    if (!access.isGood()) {
      return Awaited.of(unusable(call, pending, access.problems().get(0)));
    }
    ResourceFactsQuery question =
        new ResourceFactsQuery(
            directory.get(),
            access.orElseThrow(),
            pending.resource(),
            settings.azure().resourceCacheTtl(),
            settings.azure().resourceStaleTtl());
    return cache
        .find(question, call.deadline())
        .thenAwait(facts -> decide(call, role, pending, question, facts));
  }

  // A cached answer may be outdated, so no login is refused because of it without another call.
  private Awaited<LoginOutcome> decide(
      Call call,
      AzureRole role,
      PendingLogin pending,
      ResourceFactsQuery question,
      CachedAnswer<DirectoryAnswer> facts) {
    LoginOutcome outcome = conclude(call, role, pending, facts);
    return outcome instanceof LoginOutcome.Refused && facts.source() == CachedAnswer.Source.CACHED
        ? cache
            .findAgain(question, call.deadline())
            .then(fresh -> conclude(call, role, pending, fresh))
        : Awaited.of(outcome);
  }

  private static Optional<ResourceDirectory> directory(Cloud cloud) {
    return cloud.service(ResourceDirectory.class);
  }

  private LoginOutcome conclude(
      Call call, AzureRole role, PendingLogin pending, CachedAnswer<DirectoryAnswer> facts) {
    LoginAuditNotes.facts(call, facts.source());
    DirectoryAnswer answer = facts.answer();
    if (answer instanceof DirectoryAnswer.Found found) {
      if (facts.source() == CachedAnswer.Source.STALE) {
        LOG.warn(
            "login judged by stale facts, mount={}, resource={}, request_id={}",
            call.mount().path(),
            pending.resource(),
            call.request().id());
      }
      return outcome(role, LoginPolicy.resume(pending, found.facts()), facts.source());
    }
    if (answer instanceof DirectoryAnswer.Absent) {
      return outcome(role, LoginPolicy.absent(pending), facts.source());
    }
    if (answer instanceof DirectoryAnswer.Forbidden) {
      LOG.error(
          "Resource Manager lets this server not read the resource, mount={}, resource={}: grant"
              + " its identity Reader on it",
          call.mount().path(),
          pending.resource());
      return outcome(role, LoginPolicy.forbidden(pending), facts.source());
    }
    if (answer instanceof DirectoryAnswer.Throttled throttled) {
      return unavailable(call, pending, "throttled", throttled.retryAfter());
    }
    return answer instanceof DirectoryAnswer.Down down
        ? unavailable(call, pending, down.detail(), RETRY_AFTER)
        : unusable(call, pending, ((DirectoryAnswer.Unusable) answer).detail());
  }

  private static LoginOutcome outcome(AzureRole role, LoginStep step, CachedAnswer.Source source) {
    return step.fold(
        refused -> new LoginOutcome.Refused(refused.denials(), refused.checks()),
        granted ->
            new LoginOutcome.Granted(role, granted.grant(), granted.checks(), Optional.of(source)),
        needs -> {
          throw new IllegalStateException("facts were given");
        },
        asks -> {
          throw new IllegalStateException("groups were told");
        });
  }

  private static LoginOutcome unavailable(
      Call call, PendingLogin pending, String detail, Duration retryAfter) {
    return trouble(
        call,
        pending,
        detail,
        refusal(ErrorCode.RESOURCE_MANAGER_UNAVAILABLE)
            .retryAfter(retryAfter.compareTo(RETRY_AFTER) < 0 ? RETRY_AFTER : retryAfter));
  }

  private static LoginOutcome unusable(Call call, PendingLogin pending, String detail) {
    return trouble(call, pending, detail, refusal(ErrorCode.RESOURCE_MANAGER_UNUSABLE));
  }

  private static Refusal refusal(ErrorCode code) {
    return new Refusal(
        code.category(), List.of(code.sentence()), Optional.empty(), Optional.empty());
  }

  private static LoginOutcome trouble(
      Call call, PendingLogin pending, String detail, Refusal refusal) {
    LOG.warn(
        "Resource Manager gave no usable answer, mount={}, resource={}, request_id={}: {}",
        call.mount().path(),
        pending.resource(),
        call.request().id(),
        detail);
    return new LoginOutcome.Undecided(
        refusal, pending.checksWithoutAnswer(refusal.errors().get(0)));
  }
}
