package io.azimuth.spi.login;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginCheckName;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.role.TokenPreview;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.route.TokenGrant;
import io.azimuth.spi.verify.CertificateDigests;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The dry run of a login: every check with the expected and the received value, and the token that
 * the login would give. For operators only, because it shows the values that roles bind.
 */
public final class LoginExplanations {

  /** The parameter of a dry run for {@link #certificate}. */
  private static final Field<String> CERTIFICATE =
      Field.text(
          "client_certificate",
          "the certificate that the login's connection would show, PEM; without it that of this"
              + " connection");

  private static final List<AnswerField> OF_CHECK =
      List.of(
          AnswerField.text("check", "what was checked"),
          AnswerField.text("outcome", "whether it passed, failed or was skipped"),
          AnswerField.text("expected", "what was expected"),
          AnswerField.text("actual", "what came"),
          AnswerField.text("reason", "the code of the refusal; empty without one"),
          AnswerField.text("hint", "what to look at; empty without one"));

  private final SystemLifetimes lifetimes;
  private final List<LoginCheckName> checks;
  private final boolean groups;
  private final Function<Call, Value.Obj> more;
  private final List<AnswerField> moreMembers;

  private LoginExplanations(
      SystemLifetimes lifetimes,
      List<LoginCheckName> checks,
      boolean groups,
      Function<Call, Value.Obj> more,
      List<AnswerField> moreMembers) {
    this.lifetimes = Objects.requireNonNull(lifetimes, "lifetimes");
    this.checks = List.copyOf(checks);
    this.groups = groups;
    this.more = Objects.requireNonNull(more, "more");
    this.moreMembers = List.copyOf(moreMembers);
  }

  /**
   * The dry runs of one auth method.
   *
   * @param lifetimes the lifetimes of tokens on a mount without its own
   * @param checks the checks of every login, in their order: what is shown, as skipped, when
   *     another system that the login needs does not answer
   */
  public LoginExplanations(SystemLifetimes lifetimes, List<? extends LoginCheckName> checks) {
    this(lifetimes, List.copyOf(checks), false, call -> Value.Obj.EMPTY, List.of());
  }

  /** The same for a method whose logins prove groups: the preview of the token names them. */
  public LoginExplanations withGroups() {
    return new LoginExplanations(lifetimes, checks, true, more, moreMembers);
  }

  /**
   * The same for a method that knows more of a login than its checks.
   *
   * @param known what it knows after the decision, as members of the answer
   */
  public LoginExplanations with(Function<Call, Value.Obj> known) {
    return with(List.of(), known);
  }

  /**
   * The same for a method that knows more of a login than its checks, and declares it.
   *
   * @param members those of {@code known}
   * @param known what it knows after the decision, as members of the answer
   */
  public LoginExplanations with(List<AnswerField> members, Function<Call, Value.Obj> known) {
    return new LoginExplanations(lifetimes, checks, groups, known, members);
  }

  /**
   * The certificate that counts in a dry run, for what is bound to one: that of the parameter
   * {@link #CERTIFICATE}, which each dry run has, or else that of the connection.
   *
   * @throws RefusedException when the parameter is no certificate
   */
  public static Optional<CertificateDigest> certificate(CallInput call) {
    String pem = call.fields().value(CERTIFICATE);
    if (pem.isBlank()) {
      return call.request().certificate();
    }
    return Optional.of(
        CertificateDigests.ofPem(pem)
            .orElseThrow(
                () -> RefusedException.invalid("client_certificate must be one certificate, PEM")));
  }

  /**
   * The route {@code login/explain}.
   *
   * @param fields the parameters of the login
   * @param decision decides a login, as for {@link LoginAnswers#answer}. Its {@link
   *     io.azimuth.spi.api.RefusedException} is the answer as it is; a {@link ServiceException} is
   *     shown, since the operator is to read what does not answer
   */
  public Route route(List<Field<?>> fields, Function<Call, Awaited<DecidedLogin>> decision) {
    return Route.on(Operation.WRITE, "login/explain")
        .access(Access.AUTHORIZED)
        .summary("Show every check of a login, and issue nothing")
        .fields(withCertificate(fields))
        .answers(AnswerSchema.data(members()))
        .handle(call -> explain(call, decision));
  }

  private static List<Field<?>> withCertificate(List<Field<?>> fields) {
    return Stream.concat(fields.stream(), Stream.of(CERTIFICATE)).toList();
  }

  private Answer explain(Call call, Function<Call, Awaited<DecidedLogin>> decision) {
    return Answer.of(
        Awaited.recovering(
                () ->
                    decision
                        .apply(call)
                        .then(login -> explained(call, login.over(certificate(call)))),
                ServiceException.class,
                this::undecided)
            .then(Answer::data));
  }

  private Value.Obj explained(Call call, DecidedLogin login) {
    return shown(
        login.grant().isPresent(),
        login.checks(),
        login.grant().<Value>map(grant -> preview(call, grant)).orElse(Value.NULL),
        more.apply(call));
  }

  private Value.Obj undecided(ServiceException fault) {
    String why = fault.code().sentence() + ": " + fault.detail();
    return shown(
        false,
        checks.stream().map(name -> LoginCheck.skipped(name, why)).toList(),
        Value.NULL,
        Value.Obj.EMPTY);
  }

  private static Value.Obj shown(
      boolean granted, List<LoginCheck> checks, Value preview, Value.Obj more) {
    Value.Builder shown =
        Value.Obj.builder()
            .put("granted", granted)
            .put("checks", new Value.Items(checks.stream().map(LoginExplanations::shown).toList()))
            .put("token_preview", preview);
    more.members().forEach(shown::put);
    return shown.build();
  }

  private List<AnswerField> members() {
    return Stream.concat(
            Stream.of(
                AnswerField.flag("granted", "whether a token would be issued"),
                AnswerField.objects("checks", "each check", OF_CHECK.toArray(AnswerField[]::new)),
                AnswerField.object(
                        "token_preview",
                        "the token that would be issued",
                        ofPreview().toArray(AnswerField[]::new))
                    .orNull()),
            moreMembers.stream())
        .toList();
  }

  private List<AnswerField> ofPreview() {
    Stream<AnswerField> ofGroups =
        groups
            ? Stream.of(AnswerField.texts("group_aliases", "the groups that the login proves"))
            : Stream.empty();
    return Stream.of(
            TokenPreview.SHOWN.stream(),
            Stream.of(
                AnswerField.pairs("alias_metadata", "what the alias would be told"),
                AnswerField.text(
                    "bound_certificate", "the certificate that each use of the token would need")),
            ofGroups)
        .flatMap(members -> members)
        .toList();
  }

  private static Value shown(LoginCheck check) {
    return Value.Obj.builder()
        .put("check", check.name().code())
        .put("outcome", check.outcome())
        .put("expected", Quoted.escape(check.expected()))
        .put("actual", Quoted.escape(check.actual()))
        .put("reason", check.denial().map(LoginDenial::code).orElse(""))
        .put("hint", check.hint())
        .build();
  }

  private Value.Obj preview(CallInput call, TokenGrant grant) {
    Value.Builder preview = Value.Obj.builder();
    TokenPreview.of(
            call.mount(), lifetimes, grant.settings(), call.now(), grant.alias(), grant.metadata())
        .members()
        .forEach(preview::put);
    preview.put("alias_metadata", Value.of(grant.aliasMetadata()));
    preview.putIfPresent(
        "bound_certificate",
        grant.settings().binding().of(certificate(call)).map(CertificateDigest::text));
    if (groups) {
      preview.put("group_aliases", grant.groups());
    }
    return preview.build();
  }
}
