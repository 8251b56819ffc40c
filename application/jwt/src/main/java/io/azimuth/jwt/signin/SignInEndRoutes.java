package io.azimuth.jwt.signin;

import io.azimuth.domain.jwt.JwtRole;
import io.azimuth.domain.jwt.JwtRoleType;
import io.azimuth.domain.jwt.SignInRefusal;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.jwt.config.OidcClient;
import io.azimuth.jwt.login.JwtLogin;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.login.DecidedLogin;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.remote.MinInterval;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.web.WebAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Ends logins with a browser, each once: with {@code oidc/callback} or, for a code that a person
 * types, with {@code oidc/poll}. What {@link SignInBeginRoutes} began and that is not ended expires
 * after five minutes.
 */
public final class SignInEndRoutes {

  private static final int MAX_CODE = 16 * 1024;

  /** How often the provider is asked for one login, however many callers know its state. */
  private static final Duration TURN = Duration.ofSeconds(1);

  private final JwtLogin login;
  private final LoginAnswers answers;
  private final ProviderDirectory directory;
  private final ProviderCalls provider;
  private final SignInRefusals refusals;
  private final LruCache<String, MinInterval> turns = new LruCache<>(SignInBudget.OF_MOUNT);

  public SignInEndRoutes(
      JwtLogin login,
      LoginAnswers answers,
      ProviderDirectory directory,
      ProviderCalls provider,
      PendingSignInSweep pending) {
    this.login = login;
    this.answers = answers;
    this.directory = directory;
    this.provider = provider;
    this.refusals = new SignInRefusals(pending, answers);
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "oidc/callback")
            .access(Access.PUBLIC)
            .summary("End a login with what the browser brought")
            .fields(SignInFields.OF_CALLBACK)
            .answers(AnswerSchema.token())
            .handle(call -> answers.answer(call, () -> callback(call))),
        Route.on(Operation.WRITE, "oidc/callback")
            .access(Access.PUBLIC)
            .summary("End a login with what the browser brought")
            .fields(SignInFields.OF_CALLBACK)
            .answers(AnswerSchema.token())
            .handle(call -> answers.answer(call, () -> callback(call))),
        Route.on(Operation.WRITE, "oidc/poll")
            .access(Access.PUBLIC)
            .summary("End a login with a code that the person typed")
            .fields(SignInFields.OF_POLL)
            .answers(AnswerSchema.token())
            .handle(call -> answers.answer(call, () -> poll(call))));
  }

  private Awaited<DecidedLogin> callback(Call call) {
    Returning returning = returning(call, PendingSignIn::isOfBrowser);
    String error = call.fields().value(SignInFields.ERROR);
    if (!error.isEmpty()) {
      throw refusals.end(call, returning.state(), SignInRefusal.SIGN_IN_REFUSED, error);
    }
    SecretText code = SecretText.of(call.fields().value(SignInFields.CODE));
    if (code.isEmpty() || code.expose().length() > MAX_CODE) {
      throw RefusedException.invalid("missing code");
    }
    PendingSignIn signIn = returning.signIn();
    return redeem(
        call,
        returning,
        at -> provider.redeem(at, returning.client(), signIn, code),
        Optional.of(signIn.nonce().expose()));
  }

  private Awaited<DecidedLogin> poll(Call call) {
    Returning returning = returning(call, signIn -> !signIn.isOfBrowser());
    SecretText deviceCode = returning.signIn().deviceCode().orElseThrow();
    return redeem(
        call,
        returning,
        at -> provider.redeemDevice(at, returning.client(), deviceCode),
        Optional.empty());
  }

  private Returning returning(Call call, Predicate<PendingSignIn> kind) {
    OidcClient client = JwtLogin.client(login.settings(call));
    SecretText state = sent(call);
    PendingSignIn signIn = waiting(call, state);
    if (!kind.test(signIn)) {
      throw refusals.end(call, state, SignInRefusal.STATE_UNKNOWN);
    }
    requireOwner(call, state, signIn);
    requireTurn(call, state);
    requireProvider(call, state, signIn, client);
    return new Returning(client, state, signIn);
  }

  private Awaited<DecidedLogin> redeem(
      Call call,
      Returning returning,
      Function<ProviderEndpoints, CompletableFuture<WebAnswer>> redemption,
      Optional<String> nonce) {
    OidcClient client = returning.client();
    SecretText state = returning.state();
    JwtRole role = role(call, returning.signIn());
    PendingSignIns.remove(call.storage(), state);
    return directory
        .of(client.provider(), call.deadline())
        .thenAwait(
            at -> {
              RedeemedCode redeemed =
                  call.once(RedeemedCode.class, () -> new RedeemedCode(redemption.apply(at)));
              return ProviderCalls.arrived(call, redeemed.answer())
                  .then(answer -> idToken(call, state, ProviderReply.of(at.token(), answer)));
            })
        .thenAwait(idToken -> login.decide(call, client, role, idToken, nonce))
        .then(outcome -> ended(call, state, outcome));
  }

  private static SecretText sent(CallInput call) {
    String state = call.fields().value(SignInFields.STATE);
    if (state.isEmpty()) {
      throw RefusedException.invalid("missing state");
    }
    return SecretText.of(state);
  }

  private PendingSignIn waiting(Call call, SecretText state) {
    return PendingSignIns.find(call.storage(), state, call.now())
        .orElseThrow(() -> refusals.unknown(call));
  }

  private void requireOwner(Call call, SecretText state, PendingSignIn signIn) {
    if (!signIn.isOf(SecretText.of(call.fields().value(SignInFields.CLIENT_NONCE)))) {
      throw refusals.end(call, state, SignInRefusal.CLIENT_NONCE_MISMATCH);
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

  // A code of another provider must not be sent to this one (RFC 9207). Not all of them state
  // theirs.
  private void requireProvider(
      Call call, SecretText state, PendingSignIn signIn, OidcClient client) {
    String brought = signIn.isOfBrowser() ? call.fields().value(SignInFields.ISSUER) : "";
    if (!signIn.isAt(client) || !(brought.isEmpty() || brought.equals(client.issuer()))) {
      throw refusals.end(call, state, SignInRefusal.PROVIDER_MISMATCH);
    }
  }

  private JwtRole role(Call call, PendingSignIn signIn) {
    JwtRole role = login.role(call, signIn.role());
    LoginAnswers.noteRole(call, role.name().value());
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
      throw refusals.end(call, state, SignInRefusal.CODE_REFUSED, reply.error().get());
    }
    return ProviderReply.text(reply.body(), "id_token")
        .map(SecretText::of)
        .orElseThrow(() -> refusals.end(call, state, SignInRefusal.ID_TOKEN_MISSING));
  }

  // What a refusal staged is dropped with it, so the login is ended beside it.
  private DecidedLogin ended(Call call, SecretText state, DecidedLogin outcome) {
    if (outcome.grant().isEmpty()) {
      refusals.end(call, state);
    }
    return outcome;
  }

  /** A login that a client returns to: its own, at its time, at the provider of the mount. */
  private record Returning(OidcClient client, SecretText state, PendingSignIn signIn) {}

  /** A request takes its turn once, so that it does not refuse itself when it runs again. */
  private record Turn(boolean free) {}

  /** The code is redeemed once for a request, however often its handler runs. */
  private record RedeemedCode(CompletableFuture<WebAnswer> answer) {}
}
