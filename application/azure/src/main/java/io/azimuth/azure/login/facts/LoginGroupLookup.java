package io.azimuth.azure.login.facts;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.directory.PrincipalGroupsQuery;
import io.azimuth.azure.directory.QueryCache;
import io.azimuth.azure.login.outcome.LoginAuditNotes;
import io.azimuth.azure.login.outcome.LoginOutcome;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.PendingGroups;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Asks Microsoft Graph for groups that a token does not list and continues the policy machine. */
public final class LoginGroupLookup {

  private static final Logger LOG = LoggerFactory.getLogger(LoginGroupLookup.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Clouds clouds;
  private final QueryCache<AzureAnswer<Set<GroupId>>> cache;
  private final DirectoryAccessFactory accesses;
  private final LookupLog log;

  public LoginGroupLookup(
      Clouds clouds,
      QueryCache<AzureAnswer<Set<GroupId>>> cache,
      DirectoryAccessFactory accesses,
      Clock clock) {
    this.clouds = clouds;
    this.log = new LookupLog(LOG, clock);
    this.cache = cache;
    this.accesses = accesses;
  }

  /**
   * The outcome of the login; pending while the call to Graph is running.
   *
   * @param next continues the login after the step with the groups
   */
  public Awaited<LoginOutcome> resolve(
      Call call,
      AzureSettings settings,
      PendingGroups pending,
      Function<LoginStep, Awaited<LoginOutcome>> next) {
    Optional<GroupDirectory> directory =
        clouds.named(settings.environment()).flatMap(cloud -> cloud.service(GroupDirectory.class));
    if (directory.isEmpty()) {
      return next.apply(refused(call, pending, "the cloud has no Graph"));
    }
    PrincipalGroupsQuery question =
        question(directory.get(), call, settings, pending.principal(), pending.isUser());
    return cache
        .find(question, call.deadline())
        .thenAwait(known -> upToDate(call, pending, question, known))
        .thenAwait(known -> decide(call, pending, known, next));
  }

  private PrincipalGroupsQuery question(
      GroupDirectory directory,
      CallInput call,
      AzureSettings settings,
      PrincipalId principal,
      boolean isUser) {
    return new PrincipalGroupsQuery(
        directory,
        accesses.of(call.mount().uuid(), settings),
        principal,
        isUser,
        settings.azure().resourceCacheTtl());
  }

  /**
   * Adds the groups that Graph returns to a login that is granted without groups, because
   * membership of external groups depends on them. Where Graph refuses to list them, the login has
   * none; while Graph is unavailable, the login is undecided. Pending while the call to Graph is
   * running.
   */
  public Awaited<LoginOutcome> complete(
      Call call, AzureSettings settings, AzureClaims claims, LoginOutcome.Granted granted) {
    Optional<GroupDirectory> directory =
        clouds.named(settings.environment()).flatMap(cloud -> cloud.service(GroupDirectory.class));
    if (directory.isEmpty()) {
      return Awaited.of(granted);
    }
    PrincipalId principal = granted.grant().principal();
    return cache
        .find(
            question(directory.get(), call, settings, principal, claims.isUserToken()),
            call.deadline())
        .then(known -> completed(call, claims, granted, known.answer()));
  }

  private LoginOutcome completed(
      Call call,
      AzureClaims claims,
      LoginOutcome.Granted granted,
      AzureAnswer<Set<GroupId>> answer) {
    PrincipalId principal = granted.grant().principal();
    if (answer instanceof AzureAnswer.Done<Set<GroupId>> done) {
      return granted.inGroups(claims.withDirectoryGroups(done.value()).groups());
    }
    if (answer instanceof AzureAnswer.Refused<Set<GroupId>> no) {
      tellRefusal(call, principal, no.detail());
      return granted;
    }
    return undecided(call, principal, granted.checks(), answer);
  }

  // A cached answer may be outdated, so no login is refused because of it without another call.
  private Awaited<CachedAnswer<AzureAnswer<Set<GroupId>>>> upToDate(
      CallInput call,
      PendingGroups pending,
      PrincipalGroupsQuery question,
      CachedAnswer<AzureAnswer<Set<GroupId>>> known) {
    return known.source() == CachedAnswer.Source.CACHED
            && isRefusedForGroups(pending, known.answer())
        ? cache.findAgain(question, call.deadline())
        : Awaited.of(known);
  }

  private Awaited<LoginOutcome> decide(
      Call call,
      PendingGroups pending,
      CachedAnswer<AzureAnswer<Set<GroupId>>> known,
      Function<LoginStep, Awaited<LoginOutcome>> next) {
    LoginAuditNotes.groups(call, known.source());
    AzureAnswer<Set<GroupId>> answer = known.answer();
    if (answer instanceof AzureAnswer.Done<Set<GroupId>> done) {
      return next.apply(LoginPolicy.resume(pending, done.value()));
    }
    if (answer instanceof AzureAnswer.Refused<Set<GroupId>> no) {
      return next.apply(refused(call, pending, no.detail()));
    }
    return Awaited.of(
        undecided(
            call,
            pending.principal(),
            pending.checksWithoutAnswer(code(answer).sentence()),
            answer));
  }

  private static boolean isRefusedForGroups(
      PendingGroups pending, AzureAnswer<Set<GroupId>> answer) {
    if (!(answer instanceof AzureAnswer.Done<Set<GroupId>> done)) {
      return answer instanceof AzureAnswer.Refused;
    }
    return LoginPolicy.resume(pending, done.value()) instanceof LoginStep.Refused refused
        && refused.denials().stream().anyMatch(it -> it.check() == CheckName.BOUND_GROUP);
  }

  // Which permission the server lacks is for its operator, not for the caller.
  private LoginStep refused(Call call, PendingGroups pending, String detail) {
    tellRefusal(call, pending.principal(), detail);
    return pending.refusal();
  }

  private void tellRefusal(Call call, PrincipalId principal, String detail) {
    log.tell(
        Level.ERROR,
        "Microsoft Graph does not tell the groups of a principal",
        call,
        Map.of("principal", principal),
        detail);
  }

  private static ErrorCode code(AzureAnswer<Set<GroupId>> answer) {
    if (answer instanceof AzureAnswer.Unusable) {
      return ErrorCode.GRAPH_UNUSABLE;
    }
    return answer.retryAfter().isZero() ? ErrorCode.GRAPH_UNAVAILABLE : ErrorCode.GRAPH_THROTTLED;
  }

  private LoginOutcome undecided(
      Call call, PrincipalId principal, List<LoginCheck> checks, AzureAnswer<Set<GroupId>> answer) {
    log.tell(
        Level.WARN,
        "Microsoft Graph gave no usable answer",
        call,
        Map.of("principal", principal),
        answer.detail());
    ErrorCode code = code(answer);
    Refusal refusal = Refusal.of(code.category(), code.sentence());
    return new LoginOutcome.Undecided(
        code == ErrorCode.GRAPH_UNUSABLE ? refusal : refusal.retryAfter(pause(answer)),
        answer.detail(),
        checks);
  }

  private static Duration pause(AzureAnswer<?> answer) {
    Duration asked = answer.retryAfter();
    return asked.compareTo(RETRY_AFTER) < 0 ? RETRY_AFTER : asked;
  }
}
