package io.azimuth.azure.login;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.directory.AzureFailureText;
import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.directory.NamedResourceBudget;
import io.azimuth.azure.directory.QueryCache;
import io.azimuth.azure.directory.ResourceFactsQuery;
import io.azimuth.azure.line.LineQuestion;
import io.azimuth.azure.line.LoginLines;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.PendingLogin;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.Call;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Asks Resource Manager for the resource of a login and continues the policy machine. */
public final class LoginResourceLookup {

  private static final Logger LOG = LoggerFactory.getLogger(LoginResourceLookup.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  // A token that outlives its machine must not, but a fleet that renews costs no read per token.
  private static final Duration RENEWAL_TRUSTS = Duration.ofSeconds(10);

  private static final String RESOURCE = "resource";

  private final Clouds clouds;
  private final Answers answers;
  private final NamedResourceBudget budget;
  private final DirectoryAccessFactory accesses;
  private final PatientFacts facts;
  private final LookupLog log;

  /**
   * The answers that are kept; those to names that callers choose are apart, so that these cost
   * others neither an answer nor a thread.
   *
   * @param claimed answers for resources that tokens claim
   * @param named answers for resources that only requests name
   */
  public record Answers(QueryCache<DirectoryAnswer> claimed, QueryCache<DirectoryAnswer> named) {

    public Answers {
      Objects.requireNonNull(claimed, "claimed");
      Objects.requireNonNull(named, "named");
    }
  }

  public LoginResourceLookup(
      Clouds clouds,
      Answers answers,
      LoginLines lines,
      DirectoryAccessFactory accesses,
      Clock clock) {
    this.clouds = clouds;
    this.answers = answers;
    this.facts = new PatientFacts(lines);
    this.budget = new NamedResourceBudget(clock);
    this.accesses = accesses;
    this.log = new LookupLog(LOG, clock);
  }

  /**
   * The outcome of the login; pending while the call to Azure is running.
   *
   * @param guest how the login waits for that
   */
  Awaited<LookedUp> resolve(
      Call call, LineGuest guest, AzureSettings settings, AzureRole role, PendingLogin pending) {
    Checked<ResourceFactsQuery> question =
        question(call.mount().uuid(), settings, pending.resource());
    if (!question.isGood()) {
      return Awaited.of(
          LookedUp.unasked(
              trouble(
                  call,
                  pending,
                  question.problems().get(0),
                  refusal(ErrorCode.SERVER_CREDENTIAL_UNUSABLE))));
    }
    if (pending.isNamed()) {
      return named(call, role, pending, guest, question.orElseThrow());
    }
    LineQuestion asked = new LineQuestion(answers.claimed(), question.orElseThrow());
    return facts
        .find(asked, guest)
        .thenAwait(found -> decide(call, role, pending, guest, asked, found));
  }

  /**
   * The answer of Azure for a resource that an earlier login proved: asked for this renewal, or
   * within the last ten seconds; pending while the call is running.
   *
   * @param principal who logged in
   * @param refuses whether an answer would lead to a refusal, so that a cached one is not enough
   * @throws RefusedException when Azure gives no usable answer
   */
  Awaited<ResourceAnswer> ask(
      Mount mount,
      AzureSettings settings,
      ResourceId resource,
      PrincipalId principal,
      Deadline deadline,
      Predicate<ResourceAnswer> refuses) {
    Checked<ResourceFactsQuery> question = question(mount.uuid(), settings, resource);
    if (!question.isGood()) {
      throw new RefusedException(refusal(ErrorCode.RESOURCE_MANAGER_UNUSABLE));
    }
    LineQuestion asked =
        new LineQuestion(answers.claimed(), question.orElseThrow().freshAtMost(RENEWAL_TRUSTS));
    LineGuest guest = new LineGuest.Renewing(deadline, principal);
    return facts
        .find(asked, guest)
        .thenAwait(
            found ->
                found.source() == CachedAnswer.Source.CACHED && refuses(found, refuses)
                    ? answers
                        .claimed()
                        .findAgain(asked.query(), deadline)
                        .thenAwait(fresh -> facts.orInLine(asked, guest, fresh))
                    : Awaited.of(found))
        .thenAwait(found -> confirmed(guest, asked.alone(), refuses, found))
        .then(
            found ->
                read(found.answer())
                    .orElseThrow(() -> new RefusedException(trouble(found.answer()))));
  }

  private Awaited<CachedAnswer<DirectoryAnswer>> confirmed(
      LineGuest guest,
      LineQuestion alone,
      Predicate<ResourceAnswer> refuses,
      CachedAnswer<DirectoryAnswer> found) {
    return found.listed() && refuses(found, refuses)
        ? facts.find(alone, guest).thenAwait(own -> confirmed(guest, alone, refuses, own))
        : Awaited.of(found);
  }

  private static boolean refuses(
      CachedAnswer<DirectoryAnswer> found, Predicate<ResourceAnswer> refuses) {
    return read(found.answer()).filter(refuses).isPresent();
  }

  // What a login may act upon; empty when Azure gave no usable answer.
  private static Optional<ResourceAnswer> read(DirectoryAnswer answer) {
    if (answer instanceof DirectoryAnswer.Found found) {
      return Optional.of(ResourceAnswer.found(found.facts()));
    }
    if (answer instanceof DirectoryAnswer.Absent) {
      return Optional.of(ResourceAnswer.ABSENT);
    }
    return answer instanceof DirectoryAnswer.Forbidden forbidden
        ? Optional.of(ResourceAnswer.forbidden(forbidden.right()))
        : Optional.empty();
  }

  private static Refusal trouble(DirectoryAnswer answer) {
    if (answer instanceof DirectoryAnswer.Unusable) {
      return refusal(ErrorCode.RESOURCE_MANAGER_UNUSABLE);
    }
    if (answer instanceof DirectoryAnswer.Throttled throttled) {
      return unavailable(ErrorCode.RESOURCE_MANAGER_THROTTLED, throttled.retryAfter());
    }
    return unavailable(
        answer instanceof DirectoryAnswer.Down down && down.signIn()
            ? ErrorCode.AZURE_SIGN_IN_FAILED
            : ErrorCode.RESOURCE_MANAGER_UNAVAILABLE,
        RETRY_AFTER);
  }

  private Checked<ResourceFactsQuery> question(
      String mountUuid, AzureSettings settings, ResourceId resource) {
    Optional<ResourceDirectory> directory =
        clouds.named(settings.environment()).flatMap(LoginResourceLookup::directory);
    if (directory.isEmpty()) {
      return Checked.problem("the cloud has no Resource Manager");
    }
    return accesses
        .find(mountUuid, settings)
        .map(
            access ->
                new ResourceFactsQuery(
                        directory.get(),
                        access,
                        resource,
                        settings.azure().resourceCacheTtl(),
                        settings.azure().resourceStaleTtl())
                    .waiting(settings.azure().loginTimeout()));
  }

  // The caller chose the name: it is looked up within a budget.
  private Awaited<LookedUp> named(
      Call call,
      AzureRole role,
      PendingLogin pending,
      LineGuest guest,
      ResourceFactsQuery question) {
    String mount = call.mount().uuid();
    Optional<Duration> pause = budget.name(mount, pending.principal(), pending.resource());
    if (pause.isPresent()) {
      return Awaited.of(
          limited(
              call,
              pending,
              "this principal has named too many different resources within a minute",
              pause.get()));
    }
    if (answers.named().needsCall(question, guest.deadline()) && !budget.call(mount)) {
      return Awaited.of(
          limited(
              call,
              pending,
              "too many logins name a resource that their token does not claim",
              RETRY_AFTER));
    }
    return facts
        .find(new LineQuestion(answers.named(), question), guest)
        .thenAwait(
            found -> {
              LookedUp known = conclude(call, role, pending, found);
              return known.isOutdatedRefusal()
                  ? answers
                      .named()
                      .findAgain(question, guest.deadline(), () -> budget.call(mount))
                      .then(fresh -> conclude(call, role, pending, fresh))
                  : Awaited.of(known);
            });
  }

  private LookedUp limited(Call call, PendingLogin pending, String why, Duration pause) {
    Map<String, Object> subject =
        Map.of("principal", pending.principal(), RESOURCE, pending.resource());
    log.tell(Level.WARN, "login not looked up", call, subject, why);
    Refusal refusal =
        Refusal.of(ErrorCategory.RATE_LIMITED, why + "; try again later")
            .retryAfter(pause.compareTo(RETRY_AFTER) < 0 ? RETRY_AFTER : pause);
    return LookedUp.unasked(
        new LoginOutcome.Undecided(refusal, why, pending.checksWithoutAnswer(why)));
  }

  private Awaited<LookedUp> decide(
      Call call,
      AzureRole role,
      PendingLogin pending,
      LineGuest guest,
      LineQuestion question,
      CachedAnswer<DirectoryAnswer> found) {
    Function<CachedAnswer<DirectoryAnswer>, LookedUp> judge =
        facts -> conclude(call, role, pending, facts);
    LookedUp known = judge.apply(found);
    Awaited<LookedUp> upToDate =
        known.isOutdatedRefusal()
            ? answers
                .claimed()
                .findAgain(question.query(), guest.deadline())
                .thenAwait(fresh -> facts.orInLine(question, guest, fresh))
                .then(judge)
            : Awaited.of(known);
    return upToDate.thenAwait(it -> confirmed(guest, question.alone(), judge, it));
  }

  // The read may be shared with a list that is under way: then it is made after that.
  private Awaited<LookedUp> confirmed(
      LineGuest guest,
      LineQuestion alone,
      Function<CachedAnswer<DirectoryAnswer>, LookedUp> judge,
      LookedUp known) {
    return known.isListedRefusal()
        ? facts
            .find(alone, guest)
            .thenAwait(own -> confirmed(guest, alone, judge, judge.apply(own)))
        : Awaited.of(known);
  }

  private static Optional<ResourceDirectory> directory(Cloud cloud) {
    return cloud.service(ResourceDirectory.class);
  }

  private LookedUp conclude(
      Call call, AzureRole role, PendingLogin pending, CachedAnswer<DirectoryAnswer> facts) {
    return new LookedUp(outcome(call, role, pending, facts), Optional.of(facts));
  }

  private LoginOutcome outcome(
      Call call, AzureRole role, PendingLogin pending, CachedAnswer<DirectoryAnswer> facts) {
    LoginAuditNotes.facts(call, facts.source());
    DirectoryAnswer answer = facts.answer();
    if (answer instanceof DirectoryAnswer.Found found) {
      if (facts.source() == CachedAnswer.Source.STALE) {
        log.tell(
            Level.WARN,
            "login judged by stale facts",
            call,
            resource(pending),
            "Resource Manager does not answer now");
      }
      return outcome(role, LoginPolicy.resume(pending, found.facts()));
    }
    if (answer instanceof DirectoryAnswer.Absent) {
      return outcome(role, LoginPolicy.absent(pending));
    }
    if (answer instanceof DirectoryAnswer.Forbidden forbidden) {
      log.tell(
          Level.ERROR,
          "Resource Manager lets this server not read the resource",
          call,
          resource(pending),
          AzureFailureText.forbidden(forbidden));
      return outcome(role, LoginPolicy.forbidden(pending, forbidden.right()));
    }
    if (answer instanceof DirectoryAnswer.Throttled throttled) {
      String detail = AzureFailureText.throttled(throttled.retryAfter(), call.now());
      return trouble(call, pending, detail, trouble(answer));
    }
    return answer instanceof DirectoryAnswer.Down down
        ? trouble(call, pending, down.detail(), trouble(answer))
        : unusable(call, pending, ((DirectoryAnswer.Unusable) answer).detail());
  }

  /** The outcome of a step that was given facts. */
  static LoginOutcome outcome(AzureRole role, LoginStep step) {
    return step.fold(
        refused -> new LoginOutcome.Refused(refused.denials(), refused.told(), refused.checks()),
        granted -> new LoginOutcome.Granted(role, granted.grant(), granted.checks()),
        needs -> {
          throw new IllegalStateException("facts were given");
        },
        asks -> {
          throw new IllegalStateException("groups were told");
        });
  }

  private static Refusal unavailable(ErrorCode code, Duration retryAfter) {
    return refusal(code)
        .retryAfter(retryAfter.compareTo(RETRY_AFTER) < 0 ? RETRY_AFTER : retryAfter);
  }

  private LoginOutcome unusable(Call call, PendingLogin pending, String detail) {
    return trouble(call, pending, detail, refusal(ErrorCode.RESOURCE_MANAGER_UNUSABLE));
  }

  private static Map<String, Object> resource(PendingLogin pending) {
    return Map.of(RESOURCE, pending.resource());
  }

  private static Refusal refusal(ErrorCode code) {
    return new Refusal(
        code.category(), List.of(code.sentence()), Optional.empty(), Optional.empty());
  }

  private LoginOutcome trouble(Call call, PendingLogin pending, String detail, Refusal refusal) {
    log.tell(Level.WARN, "Resource Manager gave no usable answer", call, resource(pending), detail);
    return new LoginOutcome.Undecided(
        refusal, detail, pending.checksWithoutAnswer(refusal.errors().get(0)));
  }
}
