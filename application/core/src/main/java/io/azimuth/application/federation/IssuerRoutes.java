package io.azimuth.application.federation;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.federation.IssuerAddress;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The issuer's address: {@code oidc/config}. */
@Singleton
final class IssuerRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(IssuerRoutes.class);
  private static final String PATH = "oidc/config";
  private static final Field<String> ISSUER =
      Field.text("issuer", "scheme, host and port of the issuer; empty: api_addr");

  private final IssuerAddresses issuers;

  @Inject
  IssuerRoutes(IssuerAddresses issuers) {
    this.issuers = issuers;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, PATH)
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.data(AnswerField.of(ISSUER)))
            .handle(core(this::read)),
        Route.on(Operation.WRITE, PATH)
            .access(Access.AUTHORIZED)
            .fields(ISSUER)
            .answers(AnswerSchema.nothing())
            .handle(core(this::write)));
  }

  private Answer read(CoreCall call) {
    String issuer = issuers.configured(call.work()).map(IssuerAddress::base).orElse("");
    return Answer.data(Value.Obj.builder().put(ISSUER.name(), issuer).build());
  }

  private Answer write(CoreCall call) {
    Optional<String> sent = call.fields().present(ISSUER);
    Optional<IssuerAddress> issuer =
        sent.isEmpty() ? issuers.configured(call.work()) : parse(sent.get());
    List<String> warnings = new ArrayList<>();
    if (sent.isPresent()) {
      issuers.set(call.work(), issuer);
      warnings.add(
          "tokens of the old issuer become invalid: whoever trusts this server by its issuer must"
              + " be told the new one, such as the federated credentials in Azure");
    }
    issuers
        .inForceWith(issuer)
        .ifPresentOrElse(
            inForce -> warnings.addAll(inForce.concerns()),
            () -> warnings.add("there is no issuer: api_addr is not set in the configuration"));
    if (issuer.isEmpty()) {
      call.afterCommit()
          .onSettled(() -> warnings.forEach(warning -> LOG.warn("issuer written: {}", warning)));
      return new Answer.Empty(); // as in Vault, which warns of a new issuer only
    }
    return Answer.done(warnings);
  }

  private static Optional<IssuerAddress> parse(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(RefusedException.orRefuse(IssuerAddress.parse(text)));
  }
}
