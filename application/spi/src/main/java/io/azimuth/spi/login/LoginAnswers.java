package io.azimuth.spi.login;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.AuditNotes;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.route.TokenGrant;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * Answers logins: with a token, or with the reasons of the refusal as the caller may read them. The
 * audit record of the answer has the decision, the principal and every reason; the log has the
 * checks that failed, with what was expected and what came, and so have the {@linkplain #refusals
 * latest refusals}.
 */
public final class LoginAnswers {

  /** The path of logins, below the mount. */
  public static final String PATH = "login";

  private static final String DECISION = "decision";
  private static final String REFUSED = "refused";
  private static final String UNDECIDED = "undecided";
  private static final String REASONS = "reasons";

  private final RefusalLog log;
  private final RecentRefusals recent = new RecentRefusals();

  /**
   * The answers of one auth method.
   *
   * @param clock the time of day
   * @param log gets a line for a refusal, ten in a second at most: the audit log has all of them
   */
  public LoginAnswers(Clock clock, Logger log) {
    this.log =
        new RefusalLog(Objects.requireNonNull(clock, "clock"), Objects.requireNonNull(log, "log"));
  }

  /**
   * Notes in the audit record that the login is not over: the client is to ask again. For a
   * decision that then throws a {@link RefusedException} with what clients wait on.
   */
  public static void notePending(Call call) {
    note(call, DECISION, "pending");
  }

  /**
   * Drops the notes of a request that a fault ended, such as that a token was granted which the
   * store then did not take. That a login is undecided stays.
   */
  public static void dropAtFault(AuditNotes notes) {
    boolean undecided = Value.of(UNDECIDED).equals(notes.all().members().get(DECISION));
    notes.clear();
    if (undecided) {
      notes.add(DECISION, Value.of(UNDECIDED));
    }
  }

  /**
   * Notes in the audit record under which role the login is to be, if a role can have that name.
   *
   * @param sent the name as it was sent
   */
  public static void noteRole(Call call, String sent) {
    RoleName.parse(sent).ifPresent(name -> note(call, TokenGrant.ROLE, name.value()));
  }

  /**
   * The route {@code login}, which needs no token.
   *
   * @param summary what a login needs, in a few words
   * @param fields the parameters of a login
   * @param decision decides a login, as for {@link #answer}
   */
  public Route route(
      String summary, List<Field<?>> fields, Function<Call, Awaited<DecidedLogin>> decision) {
    return Route.on(Operation.WRITE, PATH)
        .access(Access.PUBLIC)
        .summary(summary)
        .fields(fields)
        .answers(AnswerSchema.token())
        .handle(call -> answer(call, () -> decision.apply(call)));
  }

  /**
   * The route {@code refusals}: the latest logins that this server refused at the mount, with all
   * reasons, and how many ended without a decision. For operators only, because it shows the values
   * that roles bind.
   */
  public Route refusals() {
    return recent.route();
  }

  /** Forgets the latest refusals of a mount that is removed. */
  public void forget(String mountUuid) {
    recent.forget(mountUuid);
  }

  /**
   * The answer to a login: a token, or a refusal that is thrown out of the awaited answer: the one
   * of the {@linkplain LoginDetails#told details}, or {@code PERMISSION_DENIED} with the reasons.
   *
   * @param decision decides the login. A {@link RefusedException} of it is the answer as it is: the
   *     request was no login, because a parameter is wrong. A {@link ServiceException} whose
   *     category is {@code UPSTREAM_UNAVAILABLE}, {@code UPSTREAM_UNUSABLE} or {@code OVERLOADED}
   *     is a login without a decision: another system that it needs did not answer. With any other
   *     one, and with each that {@linkplain ErrorCode#isOfStore is of the store}, this server
   *     failed
   */
  public Answer answer(Call call, Supplier<Awaited<DecidedLogin>> decision) {
    return Answer.of(
        Awaited.recovering(
                () -> undecidedByFault(call, decision),
                RefusedException.class,
                refused -> {
                  if (call.auditNotes().all().get(DECISION).isEmpty()) {
                    note(call, DECISION, REFUSED);
                  }
                  throw refused;
                })
            .then(login -> answer(call, login.over(call.request().certificate()))));
  }

  private Answer answer(Call call, DecidedLogin login) {
    login.principal().ifPresent(principal -> note(call, "principal", Quoted.escape(principal)));
    login.details().resource().ifPresent(it -> note(call, "resource", Quoted.escape(it)));
    login.askedRole().ifPresent(sent -> noteRole(call, sent));
    login.role().ifPresent(role -> call.loginNotes().role(role.value()));
    if (login.isUndecided()) {
      Refusal told = login.details().told().orElseThrow();
      undecided(call, login.details().why().orElseGet(() -> String.join("; ", told.errors())));
      throw new RefusedException(told);
    }
    note(call, DECISION, REFUSED); // until there is a token
    TokenGrant grant = login.grant().orElseThrow(() -> refusal(call, login));
    Auth auth = call.issue(grant);
    note(call, DECISION, "granted");
    recent.addGranted(call.mount().uuid());
    log.granted(call, login);
    return new Answer.Envelope(Optional.empty(), Optional.of(auth), login.details().warnings());
  }

  private Awaited<DecidedLogin> undecidedByFault(
      Call call, Supplier<Awaited<DecidedLogin>> decision) {
    return Awaited.recovering(
        decision,
        ServiceException.class,
        fault -> {
          if (isOfAnotherSystem(fault.code())) {
            undecided(call, fault.code().sentence() + ": " + fault.detail());
          }
          throw fault;
        });
  }

  private static boolean isOfAnotherSystem(ErrorCode code) {
    return switch (code.category()) {
      case UPSTREAM_UNAVAILABLE, UPSTREAM_UNUSABLE, OVERLOADED -> !code.isOfStore();
      default -> false;
    };
  }

  private void undecided(Call call, String why) {
    note(call, DECISION, UNDECIDED);
    recent.addUndecided(
        call.mount().uuid(),
        Value.Obj.builder()
            .put("time", call.now().toString())
            .put("request_id", call.request().id())
            .put("client_address", call.request().client().address().getHostAddress())
            .put("sentence", Quoted.escape(why))
            .build());
  }

  /**
   * Refuses a login: notes the reasons in the audit record and for the metrics, logs them and
   * remembers them. For a login that ends in the middle of its decision; {@link #answer} does the
   * same with one that is decided.
   *
   * @param login one with a reason
   * @return what is to be thrown
   */
  public RefusedException refusal(Call call, DecidedLogin login) {
    List<LoginDenial> reasons = login.reasons();
    call.auditNotes().add(REASONS, Value.of(reasons.stream().map(LoginDenial::code).toList()));
    call.loginNotes().reason(reasons.get(0).code());
    log.refused(call, login);
    Value.Items inFull = inFull(login.checks());
    recent.add(call.mount().uuid(), RefusedLogin.of(call, login, explained(login.checks())));
    return new RefusedException(
        login.details().told().orElseGet(() -> told(reasons)),
        Value.Obj.builder().put(REASONS, inFull).build());
  }

  private static Refusal told(List<LoginDenial> reasons) {
    List<LoginDenial> told = reasons.stream().map(LoginDenial::asCallerSeesIt).distinct().toList();
    List<Value> codes =
        told.stream().<Value>map(it -> Value.Obj.builder().put("code", it.code()).build()).toList();
    return new Refusal(
        ErrorCategory.PERMISSION_DENIED,
        told.stream()
            .map(it -> "permission denied: " + it.sentence() + " [" + it.code() + "]")
            .toList(),
        Optional.of(Value.Obj.builder().put(REASONS, new Value.Items(codes)).build()),
        Optional.empty());
  }

  private static Value.Items inFull(List<LoginCheck> checks) {
    return reasons(checks, (check, denial) -> inFull(check, denial).build());
  }

  private static Value.Items explained(List<LoginCheck> checks) {
    return reasons(
        checks,
        (check, denial) ->
            inFull(check, denial)
                .put("sentence", denial.sentence())
                .put("hint", denial.hint())
                .build());
  }

  private static Value.Items reasons(
      List<LoginCheck> checks, BiFunction<LoginCheck, LoginDenial, Value> form) {
    return new Value.Items(
        checks.stream()
            .flatMap(check -> check.denial().map(it -> form.apply(check, it)).stream())
            .toList());
  }

  private static Value.Builder inFull(LoginCheck check, LoginDenial denial) {
    return Value.Obj.builder()
        .put("code", denial.code())
        .put("check", check.name().code())
        .put("expected", Quoted.escape(check.expected()))
        .put("actual", Quoted.escape(check.actual()));
  }

  private static void note(Call call, String name, String text) {
    call.auditNotes().add(name, Value.of(text));
  }
}
