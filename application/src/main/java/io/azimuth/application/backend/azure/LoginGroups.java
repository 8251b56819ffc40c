package io.azimuth.application.backend.azure;

import io.azimuth.application.api.Refusal;
import io.azimuth.application.port.azure.AzureAnswer;
import io.azimuth.application.port.azure.GroupDirectory;
import io.azimuth.application.port.cloud.Clouds;
import io.azimuth.application.route.Call;
import io.azimuth.domain.azure.CheckName;
import io.azimuth.domain.azure.GroupId;
import io.azimuth.domain.azure.LoginPolicy;
import io.azimuth.domain.azure.LoginStep;
import io.azimuth.domain.azure.PendingGroups;
import io.azimuth.domain.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Microsoft Graph for groups that a token does not tell and lets the policy machine go on. */
final class LoginGroups {

  private static final Logger LOG = LoggerFactory.getLogger(LoginGroups.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Clouds clouds;
  private final AnswerCache<AzureAnswer<Set<GroupId>>> cache;
  private final AzureAccesses accesses;

  LoginGroups(Clouds clouds, AnswerCache<AzureAnswer<Set<GroupId>>> cache, AzureAccesses accesses) {
    this.clouds = clouds;
    this.cache = cache;
    this.accesses = accesses;
  }

  /**
   * How the login ends.
   *
   * @param goOn takes the step that the groups lead to
   * @throws io.azimuth.application.remote.PendingException while Graph's answer is on its way
   */
  LoginOutcome resolve(
      Call call,
      AzureSettings settings,
      PendingGroups pending,
      Function<LoginStep, LoginOutcome> goOn) {
    Optional<GroupDirectory> directory =
        clouds.named(settings.environment()).flatMap(cloud -> cloud.service(GroupDirectory.class));
    if (directory.isEmpty()) {
      return goOn.apply(refused(call, pending, "the cloud has no Graph"));
    }
    GroupsQuestion question =
        new GroupsQuestion(
            directory.get(),
            accesses.of(call.mount().uuid(), settings),
            pending.principal(),
            pending.isUser(),
            settings.azure().resourceCacheTtl());
    return decide(call, pending, question, goOn);
  }

  private LoginOutcome decide(
      Call call,
      PendingGroups pending,
      GroupsQuestion question,
      Function<LoginStep, LoginOutcome> goOn) {
    Known<AzureAnswer<Set<GroupId>>> known = cache.find(question, call.patience());
    // What is remembered may be out of date: no refusal rests on it without another look.
    if (known.source() == Known.Source.CACHED && isRefusedForGroups(pending, known.answer())) {
      known = cache.findAgain(question, call.patience());
    }
    LoginNotes.groups(call, known.source());
    AzureAnswer<Set<GroupId>> answer = known.answer();
    if (answer instanceof AzureAnswer.Done<Set<GroupId>> done) {
      return goOn.apply(LoginPolicy.resume(pending, done.value()));
    }
    if (answer instanceof AzureAnswer.Refused<Set<GroupId>> no) {
      return goOn.apply(refused(call, pending, no.detail()));
    }
    return answer instanceof AzureAnswer.Unavailable<Set<GroupId>> away
        ? undecided(call, pending, away.detail(), away.retryAfter())
        : undecided(
            call, pending, ((AzureAnswer.Uncertain<Set<GroupId>>) answer).detail(), Duration.ZERO);
  }

  private static boolean isRefusedForGroups(
      PendingGroups pending, AzureAnswer<Set<GroupId>> answer) {
    if (!(answer instanceof AzureAnswer.Done<Set<GroupId>> done)) {
      return answer instanceof AzureAnswer.Refused;
    }
    return LoginPolicy.resume(pending, done.value()) instanceof LoginStep.Refused refused
        && refused.denials().stream().anyMatch(it -> it.check() == CheckName.BOUND_GROUP);
  }

  // What the server may not do is its operator's to know, not the caller's.
  private static LoginStep refused(Call call, PendingGroups pending, String detail) {
    LOG.error(
        "Microsoft Graph does not tell the groups of a principal, mount={}, principal={},"
            + " request_id={}: {}",
        call.mount().path(),
        pending.principal(),
        call.request().id(),
        detail);
    return pending.refusal();
  }

  private static LoginOutcome undecided(
      Call call, PendingGroups pending, String detail, Duration retryAfter) {
    LOG.warn(
        "Microsoft Graph gave no usable answer, mount={}, principal={}, request_id={}: {}",
        call.mount().path(),
        pending.principal(),
        call.request().id(),
        detail);
    ErrorCode code = ErrorCode.GRAPH_UNAVAILABLE;
    Refusal refusal =
        new Refusal(code.category(), List.of(code.sentence()), Optional.empty(), Optional.empty())
            .retryAfter(retryAfter.compareTo(RETRY_AFTER) < 0 ? RETRY_AFTER : retryAfter);
    return new LoginOutcome.Undecided(refusal, pending.unanswered(code.sentence()));
  }
}
