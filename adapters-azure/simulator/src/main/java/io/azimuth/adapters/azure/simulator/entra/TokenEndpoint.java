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

/** The token endpoint of the sign-in service, for secrets and assertions. */
public final class TokenEndpoint {

  private final SimulatorFleet fleet;
  private final TokenAudiences audiences;
  private final TokenMint mint;
  private final EntraErrors errors;
  private final SecretCheck secrets;
  private final AssertionExchange exchange;

  public TokenEndpoint(
      SimulatorFleet fleet,
      TokenAudiences audiences,
      TokenMint mint,
      EntraErrors errors,
      SecretCheck secrets,
      AssertionExchange exchange) {
    this.fleet = fleet;
    this.audiences = audiences;
    this.mint = mint;
    this.errors = errors;
    this.secrets = secrets;
    this.exchange = exchange;
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

  private SimulatorAnswer notAForm() {
    return errors.answer(400, "invalid_request", 900144, "The body is not a form.");
  }

  private SimulatorAnswer answer(
      SimulatorRequest request, Parameters form, Optional<String> resource) {
    Optional<SeededTenant> tenant = request.variable("tenant").flatMap(fleet::tenant);
    if (tenant.isEmpty()) {
      return errors.unknownTenant();
    }
    if (!form.text("grant_type").equals(Optional.of("client_credentials"))) {
      return errors.answer(
          400, "unsupported_grant_type", 70003, "Only client_credentials is served.");
    }
    if (form.hasDuplicates()) {
      return errors.answer(400, "invalid_request", 900144, "A parameter is there twice.");
    }
    Optional<SeededApplication> application = application(tenant.get(), form);
    String clientId = form.text("client_id").orElse("");
    if (application.isEmpty() && !exchange.knows(tenant.get(), clientId)) {
      return errors.answer(
          400, "unauthorized_client", 700016, "The application was not found in the tenant.");
    }
    return form.text("client_assertion").isPresent()
        ? exchange
            .prove(request, tenant.get(), form, application)
            .fold(it -> issue(located(it, tenant.get(), application), resource), errors::answer)
        : withSecret(tenant.get(), application, form, resource);
  }

  private static TokenSubject located(
      TokenSubject caller, SeededTenant tenant, Optional<SeededApplication> application) {
    return application.map(it -> caller.in(tenant, it)).orElse(caller);
  }

  private SimulatorAnswer withSecret(
      SeededTenant tenant,
      Optional<SeededApplication> application,
      Parameters form,
      Optional<String> resource) {
    Optional<SecretText> offered = form.text("client_secret").map(SecretText::of);
    if (application.isEmpty() || offered.isEmpty()) {
      return wrongSecret();
    }
    SeededApplication client = application.get();
    return switch (secrets.judge(client.tenantId(), client.clientId(), offered.get())) {
      case GOOD ->
          issue(TokenSubject.of(client, TokenSubject.Kind.SECRET).in(tenant, client), resource);
      case EXPIRED ->
          errors.answer(
              401, "invalid_client", 7000222, "The provided client secret keys are expired.");
      case UNKNOWN -> wrongSecret();
    };
  }

  private SimulatorAnswer wrongSecret() {
    return errors.answer(401, "invalid_client", 7000215, "Invalid client secret provided.");
  }

  private Optional<SeededApplication> application(SeededTenant tenant, Parameters form) {
    String clientId = form.text("client_id").orElse("");
    return fleet.applications().stream()
        .filter(it -> it.isIn(tenant.id()) && it.clientId().equals(clientId))
        .findFirst();
  }

  private SimulatorAnswer issue(TokenSubject caller, Optional<String> resource) {
    if (resource.isEmpty()) {
      return errors.answer(
          400, "invalid_scope", 70011, "The scope must be one resource followed by /.default.");
    }
    return audiences
        .ofResource(resource.get())
        .map(it -> success(mint.issue(caller, it)))
        .orElseGet(errors::unknownResource);
  }

  private static SimulatorAnswer success(IssuedToken token) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("token_type", "Bearer");
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
