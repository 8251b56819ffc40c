package io.azimuth.application.backend.azure;

import io.azimuth.application.api.Refusal;
import io.azimuth.application.port.azure.DirectoryAccess;
import io.azimuth.application.port.azure.DirectoryAnswer;
import io.azimuth.application.port.azure.ResourceDirectory;
import io.azimuth.application.port.cloud.Cloud;
import io.azimuth.application.port.cloud.Clouds;
import io.azimuth.application.route.Call;
import io.azimuth.domain.azure.AzureRole;
import io.azimuth.domain.azure.LoginPolicy;
import io.azimuth.domain.azure.LoginStep;
import io.azimuth.domain.azure.PendingLogin;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.text.Checked;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Resource Manager about the resource of a login and lets the policy machine go on. */
final class LoginDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(LoginDirectory.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Clouds clouds;
  private final AnswerCache<DirectoryAnswer> cache;
  private final AzureAccesses accesses;

  LoginDirectory(Clouds clouds, AnswerCache<DirectoryAnswer> cache, AzureAccesses accesses) {
    this.clouds = clouds;
    this.cache = cache;
    this.accesses = accesses;
  }

  /**
   * How the login ends.
   *
   * @throws io.azimuth.application.remote.PendingException while Azure's answer is on its way
   */
  LoginOutcome resolve(Call call, AzureSettings settings, AzureRole role, PendingLogin pending) {
    Optional<ResourceDirectory> directory =
        clouds.named(settings.environment()).flatMap(LoginDirectory::directory);
    if (directory.isEmpty()) {
      return unusable(call, pending, "the cloud has no Resource Manager");
    }
    Checked<DirectoryAccess> access = accesses.find(call.mount().uuid(), settings);
    if (!access.isGood()) {
      return unusable(call, pending, access.problems().get(0));
    }
    FactsQuestion question =
        new FactsQuestion(
            directory.get(),
            access.orElseThrow(),
            pending.resource(),
            settings.azure().resourceCacheTtl(),
            settings.azure().resourceStaleTtl());
    Known<DirectoryAnswer> facts = cache.find(question, call.patience());
    LoginOutcome outcome = conclude(call, role, pending, facts);
    // What is remembered may be out of date: no refusal rests on it without another look.
    if (outcome instanceof LoginOutcome.Refused && facts.source() == Known.Source.CACHED) {
      return conclude(call, role, pending, cache.findAgain(question, call.patience()));
    }
    return outcome;
  }

  private static Optional<ResourceDirectory> directory(Cloud cloud) {
    return cloud.service(ResourceDirectory.class);
  }

  private LoginOutcome conclude(
      Call call, AzureRole role, PendingLogin pending, Known<DirectoryAnswer> facts) {
    LoginNotes.facts(call, facts.source());
    DirectoryAnswer answer = facts.answer();
    if (answer instanceof DirectoryAnswer.Found found) {
      if (facts.source() == Known.Source.STALE) {
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

  private static LoginOutcome outcome(AzureRole role, LoginStep step, Known.Source source) {
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
    return new LoginOutcome.Undecided(refusal, pending.unanswered(refusal.errors().get(0)));
  }
}
