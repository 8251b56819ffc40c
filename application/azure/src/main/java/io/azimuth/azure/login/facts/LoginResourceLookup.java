package io.azimuth.azure.login.facts;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.directory.AzureFailureText;
import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.directory.NamedResourceBudget;
import io.azimuth.azure.directory.QueryCache;
import io.azimuth.azure.directory.ResourceFactsQuery;
import io.azimuth.azure.line.LineQuestion;
import io.azimuth.azure.line.LoginLines;
import io.azimuth.azure.login.outcome.LoginAuditNotes;
import io.azimuth.azure.login.outcome.LoginOutcome;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.login.LoginPolicy;
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
import io.azimuth.spi.route.CallInput;
import java.time.Clock;
import java.time.Duration;
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

  // An instance may be made anew under its id: its vmId is then another one.
  private static final Duration INSTANCE_TRUSTS = Duration.ofSeconds(10);

  private static final String RESOURCE = "resource";

  private final Clouds clouds;
  private final Answers answers;
  private final NamedResourceBudget budget;
  private final DirectoryAccessFactory accesses;
  private final LineFactsLookup facts;
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
    this.facts = new LineFactsLookup(lines);
    this.budget = new NamedResourceBudget(clock);
    this.accesses = accesses;
    this.log = new LookupLog(LOG, clock);
  }

  /**
   * The outcome of the login; pending while the call to Azure is running.
   *
   * @param request how the login waits for that
   */
  Awaited<LookupOutcome<LoginOutcome>> resolve(
      Call call,
      LineRequest request,
      AzureSettings settings,
      AzureRole role,
      PendingLogin pending) {
    Checked<ResourceFactsQuery> question =
        question(call.mount().uuid(), settings, pending.resource());
    if (!question.isGood()) {
      Refusal refusal = refusal(ErrorCode.SERVER_CREDENTIAL_UNUSABLE);
      return Awaited.of(unasked(trouble(call, pending, question.problems().get(0), refusal)));
    }
    if (pending.isNamed()) {
      return named(call, role, pending, request, question.orElseThrow());
    }
    LineQuestion asked = new LineQuestion(answers.claimed(), question.orElseThrow());
    return facts.find(asked, request, found -> conclude(call, role, pending, found));
  }

  /**
   * The answer of Azure for a resource that an earlier login proved: asked for this renewal, or
   * within the last ten seconds; pending while the call is running.
   *
   * @param principal who logged in
   * @param refuses whether an answer would lead to a refusal, so that a cached one is not enough
   * @throws RefusedException when Azure gives no usable answer
   */
  public Awaited<ResourceAnswer> ask(
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
    return facts
        .find(
            asked,
            new LineRequest.Renewing(deadline, principal),
            found -> {
              Optional<ResourceAnswer> known = read(found.answer());
              return new LookupOutcome<>(
                  known, known.filter(refuses).isPresent(), Optional.of(found));
            })
        .then(
            found ->
                found
                    .result()
                    .orElseThrow(
                        () -> new RefusedException(trouble(found.answer().get().answer()))));
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
  private Awaited<LookupOutcome<LoginOutcome>> named(
      Call call,
      AzureRole role,
      PendingLogin pending,
      LineRequest request,
      ResourceFactsQuery question) {
    String mount = call.mount().uuid();
    Optional<LoginOutcome> overBudget =
        overBudget(
            call,
            pending,
            new LineQuestion(answers.named(), question),
            request,
            budget.name(mount, pending.principal(), pending.resource()));
    if (overBudget.isPresent()) {
      return Awaited.of(unasked(overBudget.get()));
    }
    return facts
        .find(new LineQuestion(answers.named(), question), request)
        .thenAwait(
            found -> {
              LookupOutcome<LoginOutcome> known = conclude(call, role, pending, found);
              return known.isOutdatedRefusal()
                  ? answers
                      .named()
                      .findAgain(question, request.deadline(), () -> budget.call(mount))
                      .then(fresh -> conclude(call, role, pending, fresh))
                  : Awaited.of(known);
            });
  }

  /**
   * The login with Azure's answer for the instance that it names, continued; or that it cannot be
   * decided now.
   */
  Awaited<LoginOutcome> withInstance(
      Call call,
      LineRequest request,
      AzureSettings settings,
      PendingLogin pending,
      Function<PendingLogin, Awaited<LoginOutcome>> next) {
    ResourceId instance = pending.instance().orElseThrow();
    Checked<ResourceFactsQuery> asked = question(call.mount().uuid(), settings, instance);
    if (!asked.isGood()) {
      Refusal refusal = refusal(ErrorCode.SERVER_CREDENTIAL_UNUSABLE);
      return Awaited.of(trouble(call, pending, asked.problems().get(0), refusal));
    }
    LineQuestion question =
        new LineQuestion(answers.named(), asked.orElseThrow().freshAtMost(INSTANCE_TRUSTS));
    Optional<LoginOutcome> overBudget =
        overBudget(
            call,
            pending,
            question,
            request,
            budget.name(call.mount().uuid(), pending.attestedMachine().orElseThrow(), instance));
    return overBudget.isPresent()
        ? Awaited.of(overBudget.get())
        : facts
            .find(question, request)
            .thenAwait(
                found ->
                    read(found.answer())
                        .map(answer -> next.apply(pending.withInstance(answer)))
                        .orElseGet(() -> Awaited.of(unanswered(call, pending, found.answer()))));
  }

  private Optional<LoginOutcome> overBudget(
      Call call,
      PendingLogin pending,
      LineQuestion question,
      LineRequest request,
      Optional<Duration> pause) {
    if (pause.isPresent()) {
      return Optional.of(
          limited(
              call,
              pending,
              "this principal has named too many different resources within a minute",
              pause.get()));
    }
    boolean calls = question.answers().needsCall(question.query(), request.deadline());
    return calls && !budget.call(call.mount().uuid())
        ? Optional.of(
            limited(
                call,
                pending,
                "too many logins name a resource that their token does not claim",
                RETRY_AFTER))
        : Optional.empty();
  }

  private LoginOutcome limited(Call call, PendingLogin pending, String why, Duration pause) {
    Map<String, Object> subject =
        Map.of("principal", pending.principal(), RESOURCE, pending.resource());
    log.tell(Level.WARN, "login not looked up", call, subject, why);
    Refusal refusal =
        Refusal.of(ErrorCategory.RATE_LIMITED, why + "; try again later")
            .retryAfter(pause.compareTo(RETRY_AFTER) < 0 ? RETRY_AFTER : pause);
    return new LoginOutcome.Undecided(refusal, why, pending.checksWithoutAnswer(why));
  }

  private static Optional<ResourceDirectory> directory(Cloud cloud) {
    return cloud.service(ResourceDirectory.class);
  }

  private static LookupOutcome<LoginOutcome> unasked(LoginOutcome outcome) {
    return new LookupOutcome<>(outcome, false, Optional.empty());
  }

  private LookupOutcome<LoginOutcome> conclude(
      Call call, AzureRole role, PendingLogin pending, CachedAnswer<DirectoryAnswer> facts) {
    LoginOutcome outcome = outcome(call, role, pending, facts);
    return new LookupOutcome<>(
        outcome, outcome instanceof LoginOutcome.Refused, Optional.of(facts));
  }

  private LoginOutcome outcome(
      Call call, AzureRole role, PendingLogin pending, CachedAnswer<DirectoryAnswer> facts) {
    LoginAuditNotes.facts(call, facts.source());
    DirectoryAnswer answer = facts.answer();
    if (answer instanceof DirectoryAnswer.Found && facts.source() == CachedAnswer.Source.STALE) {
      log.tell(
          Level.WARN,
          "login judged by stale facts",
          call,
          resource(pending),
          "Resource Manager does not answer now");
    }
    if (answer instanceof DirectoryAnswer.Forbidden forbidden) {
      log.tell(
          Level.ERROR,
          "Resource Manager lets this server not read the resource",
          call,
          resource(pending),
          AzureFailureText.forbidden(forbidden));
    }
    return read(answer)
        .map(known -> LoginOutcome.of(role, LoginPolicy.resume(pending, known)))
        .orElseGet(() -> unanswered(call, pending, answer));
  }

  private LoginOutcome unanswered(Call call, PendingLogin pending, DirectoryAnswer answer) {
    return trouble(call, pending, detail(call, answer), trouble(answer));
  }

  private static String detail(CallInput call, DirectoryAnswer answer) {
    if (answer instanceof DirectoryAnswer.Throttled throttled) {
      return AzureFailureText.throttled(throttled.retryAfter(), call.now());
    }
    return answer instanceof DirectoryAnswer.Down down
        ? down.detail()
        : ((DirectoryAnswer.Unusable) answer).detail();
  }

  private static Refusal unavailable(ErrorCode code, Duration retryAfter) {
    return refusal(code)
        .retryAfter(retryAfter.compareTo(RETRY_AFTER) < 0 ? RETRY_AFTER : retryAfter);
  }

  private static Map<String, Object> resource(PendingLogin pending) {
    return Map.of(RESOURCE, pending.resource());
  }

  private static Refusal refusal(ErrorCode code) {
    return Refusal.of(code.category(), code.sentence());
  }

  private LoginOutcome trouble(Call call, PendingLogin pending, String detail, Refusal refusal) {
    log.tell(Level.WARN, "Resource Manager gave no usable answer", call, resource(pending), detail);
    return new LoginOutcome.Undecided(
        refusal, detail, pending.checksWithoutAnswer(refusal.errors().get(0)));
  }
}
