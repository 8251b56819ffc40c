package io.azimuth.jwt.signin;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.jwt.CallbackMode;
import io.azimuth.domain.jwt.CodeVerifier;
import io.azimuth.domain.jwt.JwtRole;
import io.azimuth.domain.jwt.JwtRoleType;
import io.azimuth.domain.jwt.RedirectUris;
import io.azimuth.domain.jwt.SignInRefusal;
import io.azimuth.domain.network.ClientNetwork;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Quoted;
import io.azimuth.jwt.config.JwtSettings;
import io.azimuth.jwt.config.OidcClient;
import io.azimuth.jwt.login.JwtLogin;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.login.DecidedLogin;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.remote.MinInterval;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logins with a browser (OpenID Connect, authorization code with PKCE; or a code that a person
 * types, RFC 8628). A login begins with {@code oidc/auth_url} and waits in the storage of the
 * mount. It ends once: with {@code oidc/callback} or {@code oidc/poll}, or after five minutes.
 */
public final class SignInRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(SignInRoutes.class);
  private static final int NONCE_LENGTH = 43;
  private static final int MAX_CLIENT_NONCE = 512;
  private static final int MAX_CODE = 16 * 1024;
  private static final int MAX_DEVICE_CODE = 8 * 1024;
  private static final int USUAL_INTERVAL = 5;
  private static final int MAX_INTERVAL = 60;

  /** How often the provider is asked for one login, whoever knows its state. */
  private static final Duration TURN = Duration.ofSeconds(1);

  private final JwtLogin login;
  private final LoginAnswers answers;
  private final ProviderDirectory directory;
  private final ProviderCalls provider;
  private final PendingSignInSweep pending;
  private final SignInBudget budget;
  private final SecretGenerator secrets;
  private final MinInterval logged = new MinInterval(Duration.ofMillis(100));
  private final LruCache<String, MinInterval> turns = new LruCache<>(SignInBudget.OF_MOUNT);

  public SignInRoutes(
      JwtLogin login,
      LoginAnswers answers,
      ProviderDirectory directory,
      ProviderCalls provider,
      PendingSignInSweep pending,
      SignInBudget budget,
      SecretGenerator secrets) {
    this.login = login;
    this.answers = answers;
    this.directory = directory;
    this.provider = provider;
    this.pending = pending;
    this.budget = budget;
    this.secrets = secrets;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "oidc/auth_url")
            .access(Access.PUBLIC)
            .summary("Begin a login with a browser")
            .neverWrapped()
            .fields(SignInFields.OF_AUTH_URL)
            .handle(this::begin),
        Route.on(Operation.READ, "oidc/callback")
            .access(Access.PUBLIC)
            .summary("End a login with what the browser brought")
            .fields(SignInFields.OF_CALLBACK)
            .handle(call -> answers.answer(call, () -> end(call))),
        Route.on(Operation.WRITE, "oidc/callback")
            .access(Access.PUBLIC)
            .summary("End a login with what the browser brought")
            .fields(SignInFields.OF_CALLBACK)
            .handle(call -> answers.answer(call, () -> end(call))),
        Route.on(Operation.WRITE, "oidc/poll")
            .access(Access.PUBLIC)
            .summary("End a login with a code that the person typed")
            .fields(SignInFields.OF_POLL)
            .handle(call -> answers.answer(call, () -> poll(call))));
  }

  // The begin

  private Answer begin(Call call) {
    JwtSettings settings = login.settings(call);
    OidcClient client = client(settings);
    String roleName = JwtLogin.roleName(call.fields().value(SignInFields.ROLE), settings);
    requireRoom(call); // before the role, so that nobody tries names of roles without end
    JwtRole role = login.role(call, roleName);
    if (role.type() != JwtRoleType.OIDC) {
      throw JwtLogin.noRole(roleName); // a stranger does not learn that it is there
    }
    if (call.fields().value(SignInFields.CLIENT_NONCE).length() > MAX_CLIENT_NONCE) {
      throw RefusedException.invalid("client_nonce has at most 512 characters");
    }
    return role.oidc().callbackMode() == CallbackMode.DEVICE
        ? beginDevice(call, client, role)
        : beginBrowser(call, client, role);
  }

  private void requireRoom(Call call) {
    Room room =
        call.once(
            Room.class,
            () ->
                new Room(
                    budget.take(
                        call.mount().uuid(),
                        ClientNetwork.of(call.request().client().address()),
                        call.now())));
    room.refusal()
        .ifPresent(
            refusal -> {
              throw new RefusedException(refusal);
            });
  }

  private Answer beginBrowser(Call call, OidcClient client, JwtRole role) {
    String redirect = call.fields().value(SignInFields.REDIRECT_URI);
    if (redirect.isEmpty()) {
      throw RefusedException.invalid("missing redirect_uri");
    }
    if (!RedirectUris.admit(role.oidc().redirectUris(), redirect)) {
      throw RefusedException.invalid(
          "unauthorized redirect_uri: it must be one of allowed_redirect_uris of the role");
    }
    return Answer.of(
        directory
            .of(client.provider(), call.deadline())
            .then(
                at -> {
                  SecretText state = newState(call);
                  PendingSignIn signIn = signIn(call, client, role, redirect, Optional.empty());
                  PendingSignIns.add(call.storage(), state, signIn);
                  return Answer.data(
                      Value.Obj.builder()
                          .put(
                              "auth_url",
                              ProviderCalls.authorization(at, client, role, state, signIn))
                          .build());
                }));
  }

  private Answer beginDevice(Call call, OidcClient client, JwtRole role) {
    if (call.fields().value(SignInFields.CLIENT_NONCE).isEmpty()) {
      throw RefusedException.invalid("missing client_nonce");
    }
    return Answer.of(
        directory
            .of(client.provider(), call.deadline())
            .thenAwait(
                at -> {
                  WebAddress device = at.device().orElseThrow(SignInRoutes::noDeviceFlow);
                  BegunDevice begun =
                      call.once(
                          BegunDevice.class,
                          () -> new BegunDevice(provider.beginDevice(device, at, client, role)));
                  return arrived(call, begun.answer())
                      .then(answer -> device(call, client, role, ProviderReply.of(device, answer)));
                }));
  }

  private static RefusedException noDeviceFlow() {
    return RefusedException.invalid(
        "the identity provider has no device_authorization_endpoint: callback_mode must be client");
  }

  private Answer device(Call call, OidcClient client, JwtRole role, ProviderReply reply) {
    Value.Obj body = reply.accepted();
    SecretText deviceCode =
        ProviderReply.text(body, "device_code")
            .filter(it -> it.length() <= MAX_DEVICE_CODE)
            .map(SecretText::of)
            .orElseThrow(() -> unusable(reply, "without a device_code"));
    Optional<String> complete = page(body, "verification_uri_complete");
    String page =
        complete
            .or(() -> page(body, "verification_uri"))
            .or(() -> page(body, "verification_url"))
            .orElseThrow(() -> unusable(reply, "without a verification_uri"));
    SecretText state = newState(call);
    PendingSignIns.add(
        call.storage(), state, signIn(call, client, role, "", Optional.of(deviceCode)));
    Value.Builder data = Value.Obj.builder().put("auth_url", page).put("state", state.expose());
    if (complete.isEmpty()) {
      data.put("user_code", ProviderReply.text(body, "user_code").orElse(""));
    }
    return Answer.data(data.put("poll_interval", interval(role, body)).build());
  }

  // A client opens it in a browser, so it is an address of the web and nothing else.
  private static Optional<String> page(Value.Obj body, String member) {
    return ProviderReply.text(body, member)
        .flatMap(text -> WebAddress.parse(text).value())
        .map(address -> address.uri().toString());
  }

  // As text, as the peer has it.
  private static String interval(JwtRole role, Value.Obj body) {
    int byProvider =
        body.get("interval")
            .filter(it -> it instanceof Value.Num number && number.literal().matches("[0-9]{1,4}"))
            .map(it -> Integer.parseInt(((Value.Num) it).literal()))
            .filter(it -> it > 0)
            .orElse(USUAL_INTERVAL);
    int seconds = role.oidc().pollInterval() > 0 ? role.oidc().pollInterval() : byProvider;
    return String.valueOf(Math.min(seconds, MAX_INTERVAL));
  }

  private SecretText newState(Call call) {
    return PendingSignIns.newState(secrets, call.now().plus(PendingSignIns.LIFETIME));
  }

  private PendingSignIn signIn(
      Call call,
      OidcClient client,
      JwtRole role,
      String redirect,
      Optional<SecretText> deviceCode) {
    Instant expires = call.now().plus(PendingSignIns.LIFETIME);
    return new PendingSignIn(
        client.issuer(),
        client.id(),
        role.name().value(),
        redirect,
        SecretText.of(secrets.base62(NONCE_LENGTH)),
        new CodeVerifier(SecretText.of(secrets.base62(CodeVerifier.LENGTH))),
        SecretText.of(call.fields().value(SignInFields.CLIENT_NONCE)),
        deviceCode,
        expires);
  }

  // The end

  private Awaited<DecidedLogin> end(Call call) {
    OidcClient client = client(login.settings(call));
    SecretText state = sent(call);
    PendingSignIn signIn = waiting(call, state);
    if (signIn.deviceCode().isPresent()) {
      throw refused(call, state, SignInRefusal.STATE_UNKNOWN, "");
    }
    requireOwner(call, state, signIn);
    requireTurn(call, state);
    requireProvider(call, state, signIn, client);
    String error = call.fields().value(SignInFields.ERROR);
    if (!error.isEmpty()) {
      throw refused(call, state, SignInRefusal.SIGN_IN_REFUSED, error);
    }
    SecretText code = SecretText.of(call.fields().value(SignInFields.CODE));
    if (code.isEmpty() || code.expose().length() > MAX_CODE) {
      throw RefusedException.invalid("missing code");
    }
    JwtRole role = role(call, signIn);
    PendingSignIns.remove(call.storage(), state);
    return directory
        .of(client.provider(), call.deadline())
        .thenAwait(
            at -> {
              RedeemedCode redeemed =
                  call.once(
                      RedeemedCode.class,
                      () -> new RedeemedCode(provider.redeem(at, client, signIn, code)));
              return arrived(call, redeemed.answer())
                  .then(answer -> idToken(call, state, ProviderReply.of(at.token(), answer)));
            })
        .thenAwait(
            idToken ->
                login.decide(call, client, role, idToken, Optional.of(signIn.nonce().expose())))
        .then(outcome -> ended(call, state, outcome));
  }

  private Awaited<DecidedLogin> poll(Call call) {
    OidcClient client = client(login.settings(call));
    SecretText state = sent(call);
    PendingSignIn signIn = waiting(call, state);
    SecretText deviceCode =
        signIn
            .deviceCode()
            .orElseThrow(() -> refused(call, state, SignInRefusal.STATE_UNKNOWN, ""));
    requireOwner(call, state, signIn);
    requireTurn(call, state);
    requireProvider(call, state, signIn, client);
    JwtRole role = role(call, signIn);
    PendingSignIns.remove(call.storage(), state);
    return directory
        .of(client.provider(), call.deadline())
        .thenAwait(
            at -> {
              RedeemedCode redeemed =
                  call.once(
                      RedeemedCode.class,
                      () -> new RedeemedCode(provider.redeemDevice(at, client, deviceCode)));
              return arrived(call, redeemed.answer())
                  .then(answer -> idToken(call, state, ProviderReply.of(at.token(), answer)));
            })
        .thenAwait(idToken -> login.decide(call, client, role, idToken, Optional.empty()))
        .then(outcome -> ended(call, state, outcome));
  }

  private static SecretText sent(Call call) {
    String state = call.fields().value(SignInFields.STATE);
    if (state.isEmpty()) {
      throw RefusedException.invalid("missing state");
    }
    return SecretText.of(state);
  }

  private PendingSignIn waiting(Call call, SecretText state) {
    return PendingSignIns.find(call.storage(), state, call.now())
        .orElseThrow(() -> refusal(call, SignInRefusal.STATE_UNKNOWN));
  }

  private void requireOwner(Call call, SecretText state, PendingSignIn signIn) {
    if (!signIn.isOf(SecretText.of(call.fields().value(SignInFields.CLIENT_NONCE)))) {
      throw refused(call, state, SignInRefusal.CLIENT_NONCE_MISMATCH, "");
    }
  }

  // A second return of a browser must not end the login that the first one is about to complete.
  private void requireTurn(Call call, SecretText state) {
    Turn turn =
        call.once(
            Turn.class,
            () ->
                new Turn(
                    turns
                        .get(PendingSignIns.path(state), path -> new MinInterval(TURN))
                        .tryAcquire(call.now())));
    if (!turn.free()) {
      LoginAnswers.notePending(call);
      throw RefusedException.invalid("slow_down");
    }
  }

  // A code of another provider must not be sent to this one (RFC 9207). Not all of them say theirs.
  private void requireProvider(
      Call call, SecretText state, PendingSignIn signIn, OidcClient client) {
    String brought =
        signIn.deviceCode().isPresent() ? "" : call.fields().value(SignInFields.ISSUER);
    if (!signIn.isAt(client) || !(brought.isEmpty() || brought.equals(client.issuer()))) {
      throw refused(call, state, SignInRefusal.PROVIDER_MISMATCH, "");
    }
  }

  private JwtRole role(Call call, PendingSignIn signIn) {
    JwtRole role = login.role(call, signIn.role());
    JwtLogin.note(call, "role", role.name().value());
    if (role.type() != JwtRoleType.OIDC) {
      throw RefusedException.invalid("role with jwt role_type is not allowed");
    }
    return role;
  }

  private SecretText idToken(Call call, SecretText state, ProviderReply reply) {
    reply
        .pending()
        .ifPresent(
            error -> {
              LoginAnswers.notePending(call);
              throw RefusedException.invalid(error); // the words on which clients wait
            });
    if (reply.isOfClient()) {
      reply.accepted(); // the fault of this server's configuration, and not of the person
    }
    if (reply.error().isPresent()) {
      throw refused(call, state, SignInRefusal.CODE_REFUSED, reply.error().get());
    }
    return ProviderReply.text(reply.body(), "id_token")
        .map(SecretText::of)
        .orElseThrow(() -> refused(call, state, SignInRefusal.ID_TOKEN_MISSING, ""));
  }

  // What a refusal staged is dropped with it, so the login is ended beside it.
  private DecidedLogin ended(Call call, SecretText state, DecidedLogin outcome) {
    if (outcome.grant().isEmpty()) {
      pending.end(call.mount().uuid(), state);
    }
    return outcome;
  }

  private RefusedException refused(
      Call call, SecretText state, SignInRefusal reason, String byProvider) {
    pending.end(call.mount().uuid(), state);
    if (logged.tryAcquire(call.now())) {
      LOG.info(
          "login with a browser refused, mount={}, client={}, request_id={}: {}{}",
          call.mount().path(),
          call.request().client().address().getHostAddress(),
          call.request().id(),
          reason.code(),
          byProvider.isEmpty() ? "" : ", error of the provider " + Quoted.of(byProvider));
    }
    return refusal(call, reason);
  }

  private static RefusedException refusal(Call call, SignInRefusal reason) {
    call.auditNotes().add("reasons", Value.of(List.of(reason.code())));
    call.loginNotes().reason(reason.code());
    Value.Obj data =
        Value.Obj.builder()
            .put(
                "reasons",
                new Value.Items(List.of(Value.Obj.builder().put("code", reason.code()).build())))
            .build();
    return new RefusedException(
        Refusal.of(
                ErrorCategory.PERMISSION_DENIED,
                "permission denied: " + reason.sentence() + " [" + reason.code() + "]")
            .with(data));
  }

  private static OidcClient client(JwtSettings settings) {
    return settings
        .client()
        .orElseThrow(() -> RefusedException.invalid(JwtLogin.NO_BROWSER_LOGINS));
  }

  private static Awaited<WebAnswer> arrived(Call call, CompletableFuture<WebAnswer> answer) {
    return Awaited.of(answer, call.deadline(), ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
  }

  private static ServiceException unusable(ProviderReply reply, String what) {
    return new ServiceException(
        ErrorCode.IDENTITY_PROVIDER_UNUSABLE, reply.from() + " answered " + what);
  }

  /** A login that begins is counted once for a request, however often its handler runs. */
  private record Room(Optional<Refusal> refusal) {

    Room {
      Objects.requireNonNull(refusal, "refusal");
    }
  }

  /** A request takes its turn once, so that it does not refuse itself when it runs again. */
  private record Turn(boolean free) {}

  /** The code is redeemed once for a request, however often its handler runs. */
  private record RedeemedCode(CompletableFuture<WebAnswer> answer) {

    RedeemedCode {
      Objects.requireNonNull(answer, "answer");
    }
  }

  /** A login with a code to type begins once for a request. */
  private record BegunDevice(CompletableFuture<WebAnswer> answer) {

    BegunDevice {
      Objects.requireNonNull(answer, "answer");
    }
  }
}
