package io.azimuth.jwt.signin;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.jwt.CallbackMode;
import io.azimuth.domain.jwt.CodeVerifier;
import io.azimuth.domain.jwt.JwtRole;
import io.azimuth.domain.jwt.JwtRoleType;
import io.azimuth.domain.jwt.RedirectUris;
import io.azimuth.domain.network.ClientNetwork;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.jwt.config.JwtSettings;
import io.azimuth.jwt.config.OidcClient;
import io.azimuth.jwt.login.JwtLogin;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Begins logins with a browser (OpenID Connect, authorization code with PKCE; or a code that a
 * person types, RFC 8628). A login begins with {@code oidc/auth_url} and waits in the storage of
 * the mount; {@link SignInEndRoutes} ends it.
 */
public final class SignInBeginRoutes {

  private static final int NONCE_LENGTH = 43;
  private static final int MAX_CLIENT_NONCE = 512;
  private static final int MAX_DEVICE_CODE = 8 * 1024;
  private static final int USUAL_INTERVAL = 5;
  private static final int MAX_INTERVAL = 60;

  private final JwtLogin login;
  private final ProviderDirectory directory;
  private final ProviderCalls provider;
  private final SignInBudget budget;
  private final SecretGenerator secrets;

  public SignInBeginRoutes(
      JwtLogin login,
      ProviderDirectory directory,
      ProviderCalls provider,
      SignInBudget budget,
      SecretGenerator secrets) {
    this.login = login;
    this.directory = directory;
    this.provider = provider;
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
            .answers(
                AnswerSchema.data(
                    AnswerField.text("auth_url", "the page to open"),
                    AnswerField.text("state", "what a client polls with; with a device code only"),
                    AnswerField.text("user_code", "what a person types there"),
                    AnswerField.number("poll_interval", "seconds between two questions")))
            .handle(this::begin));
  }

  private Answer begin(Call call) {
    JwtSettings settings = login.settings(call);
    OidcClient client = JwtLogin.client(settings);
    String roleName = JwtLogin.roleName(call.fields().value(SignInFields.ROLE), settings);
    requireRoom(call); // before the role, so that names of roles cannot be tried without end
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
                  WebAddress device = at.device().orElseThrow(SignInBeginRoutes::noDeviceFlow);
                  BegunDevice begun =
                      call.once(
                          BegunDevice.class,
                          () -> new BegunDevice(provider.beginDevice(device, at, client, role)));
                  return ProviderCalls.arrived(call, begun.answer())
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

  private SecretText newState(CallInput call) {
    return PendingSignIns.newState(secrets, call.now().plus(PendingSignIns.LIFETIME));
  }

  private PendingSignIn signIn(
      CallInput call,
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

  private static ServiceException unusable(ProviderReply reply, String what) {
    return new ServiceException(
        ErrorCode.IDENTITY_PROVIDER_UNUSABLE, reply.from() + " answered " + what);
  }

  /** A login that begins is counted once for a request, however often its handler runs. */
  private record Room(Optional<Refusal> refusal) {}

  /** A login with a code to type begins once for a request. */
  private record BegunDevice(CompletableFuture<WebAnswer> answer) {}
}
