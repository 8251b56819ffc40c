package io.azimuth.adapters.azure.simulator.entra;

import io.azimuth.adapters.azure.simulator.fleet.SeededApplication;
import io.azimuth.adapters.azure.simulator.fleet.SeededTenant;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.http.Parameters;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.state.TokenSubject;
import io.azimuth.adapters.azure.simulator.token.IssuedToken;
import io.azimuth.adapters.azure.simulator.token.TokenAudiences;
import io.azimuth.adapters.azure.simulator.token.TokenMint;
import io.azimuth.domain.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The token endpoint of the sign-in service. */
public final class TokenEndpoint {

  private final SimulatorFleet fleet;
  private final TokenAudiences audiences;
  private final TokenMint mint;
  private final EntraErrors errors;
  private final ClientProofs proofs;

  public TokenEndpoint(
      SimulatorFleet fleet,
      TokenAudiences audiences,
      TokenMint mint,
      EntraErrors errors,
      ClientProofs proofs) {
    this.fleet = fleet;
    this.audiences = audiences;
    this.mint = mint;
    this.errors = errors;
    this.proofs = proofs;
  }

  /** The v2.0 endpoint, which asks by scope. */
  public SimulatorAnswer v2(SimulatorRequest request) {
    return form(request)
        .map(it -> answer(request, it, it.text("scope").flatMap(TokenAudiences::resourceOfScope)))
        .orElseGet(this::notAForm);
  }

  /** The older endpoint, which asks by resource. */
  public SimulatorAnswer v1(SimulatorRequest request) {
    return form(request)
        .map(it -> answer(request, it, it.text("resource")))
        .orElseGet(this::notAForm);
  }

  /** The same endpoint at an address for mutual TLS, which refuses others. */
  public Function<SimulatorRequest, SimulatorAnswer> overMutualTls(
      Function<SimulatorRequest, SimulatorAnswer> endpoint) {
    return request ->
        request.clientCertificate().isPresent()
            ? endpoint.apply(request)
            : errors.answer(TlsExchange.MISSING);
  }

  private SimulatorAnswer notAForm() {
    return errors.answer(400, "invalid_request", 900144, "The body is not a form.");
  }

  private SimulatorAnswer answer(
      SimulatorRequest request, Parameters form, Optional<String> resource) {
    Optional<SeededTenant> tenant = request.variable("tenant").flatMap(fleet::tenant);
    if (tenant.isEmpty()) {
      return errors.unknownTenant();
    }
    TokenAsk ask = new TokenAsk(request, tenant.get(), form, resource);
    if (!ask.isForItself() && !ask.isOnBehalf()) {
      return unservedGrant();
    }
    if (form.hasDuplicates()) {
      return errors.answer(400, "invalid_request", 900144, "A parameter is there twice.");
    }
    if (ask.wantsAnotherType()) {
      return errors.answer(400, "invalid_request", 9002313, "The token_type is not served.");
    }
    if (ask.wantsBinding() && ask.binding().isEmpty()) {
      return errors.answer(TlsExchange.MISSING);
    }
    return proofs
        .agents()
        .agent(ask)
        .map(it -> proofs.agents().prove(ask, it))
        .map(it -> it.fold(caller -> issue(ask, caller), errors::answer))
        .orElseGet(() -> ask.isForItself() ? authenticate(ask) : unservedGrant());
  }

  private SimulatorAnswer unservedGrant() {
    return errors.answer(
        400,
        "unsupported_grant_type",
        70003,
        "Only client_credentials is served, and agents that act for a person.");
  }

  private SimulatorAnswer authenticate(TokenAsk ask) {
    Optional<SeededApplication> application = application(ask);
    boolean machine = application.isEmpty() && proofs.tls().isManagedIdentity(ask);
    if (application.isEmpty()
        && !machine
        && !proofs.assertions().knows(ask.tenant(), ask.clientId())) {
      return errors.answer(
          400, "unauthorized_client", 700016, "The application was not found in the tenant.");
    }
    if (ask.form().text("client_assertion").isPresent()) {
      return proofs
          .assertions()
          .prove(ask.request(), ask.tenant(), ask.form(), application)
          .fold(it -> issue(ask, located(it, ask.tenant(), application)), errors::answer);
    }
    if (machine || ask.wantsBinding()) {
      return proofs
          .tls()
          .prove(ask, application)
          .fold(it -> issue(ask, located(it, ask.tenant(), application)), errors::answer);
    }
    return withSecret(ask, application);
  }

  private static TokenSubject located(
      TokenSubject caller, SeededTenant tenant, Optional<SeededApplication> application) {
    return application.map(it -> caller.in(tenant, it)).orElse(caller);
  }

  private SimulatorAnswer withSecret(TokenAsk ask, Optional<SeededApplication> application) {
    Optional<SecretText> offered = ask.form().text("client_secret").map(SecretText::of);
    if (application.isEmpty() || offered.isEmpty()) {
      return wrongSecret();
    }
    SeededApplication client = application.get();
    return switch (proofs.secrets().judge(client.tenantId(), client.clientId(), offered.get())) {
      case GOOD ->
          issue(ask, TokenSubject.of(client, TokenSubject.Kind.SECRET).in(ask.tenant(), client));
      case EXPIRED ->
          errors.answer(
              401, "invalid_client", 7000222, "The provided client secret keys are expired.");
      case UNKNOWN -> wrongSecret();
    };
  }

  private SimulatorAnswer wrongSecret() {
    return errors.answer(401, "invalid_client", 7000215, "Invalid client secret provided.");
  }

  private Optional<SeededApplication> application(TokenAsk ask) {
    return fleet.applications().stream()
        .filter(it -> it.isIn(ask.tenant().id()) && it.clientId().equals(ask.clientId()))
        .findFirst();
  }

  private SimulatorAnswer issue(TokenAsk ask, TokenSubject caller) {
    if (ask.resource().isEmpty()) {
      return errors.answer(
          400, "invalid_scope", 70011, "The scope must be one resource followed by /.default.");
    }
    if (proofs.agents().isBlueprint(caller)) {
      return proofs
          .agents()
          .exchange(ask, caller)
          .fold(it -> success(it, ask.wantsBinding()), errors::answer);
    }
    return audiences
        .ofResource(ask.resource().get())
        .map(it -> success(mint.issue(caller, it, ask.binding()), ask.wantsBinding()))
        .orElseGet(errors::unknownResource);
  }

  private static SimulatorAnswer success(IssuedToken token, boolean bound) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("token_type", bound ? "mtls_pop" : "Bearer");
    members.put("expires_in", token.expiresIn() - 1);
    members.put("ext_expires_in", token.expiresIn() - 1);
    members.put("access_token", token.text().expose());
    return SimulatorAnswer.json(200, members);
  }

  private static Optional<Parameters> form(SimulatorRequest request) {
    try {
      return Optional.of(Parameters.parse(new String(request.body(), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      // A broken percent-encoding; the message would quote the form.
      return Optional.empty();
    }
  }
}
