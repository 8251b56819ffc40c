package io.azimuth.jwt.config;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.web.WebClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a mount. A write replaces it whole, and succeeds while the identity provider
 * is unavailable, with a warning.
 */
public final class JwtConfigRoutes {

  private static final String PATH = "config";
  private static final List<String> RESTRICTIONS = List.of("bound_", "jwt_", "jwks_", "oidc_");

  private final JwtConfigStore store;
  private final DiscoveryCheck discovery;

  public JwtConfigRoutes(JwtConfigStore store, WebClient web) {
    this.store = store;
    this.discovery = new DiscoveryCheck(web);
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, PATH)
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.data(JwtConfigFields.SHOWN))
            .handle(this::read),
        Route.on(Operation.WRITE, PATH)
            .access(Access.AUTHORIZED)
            .fields(JwtConfigFields.SENT)
            .answers(AnswerSchema.nothing())
            .handle(this::write));
  }

  private Answer read(Call call) {
    return store
        .stored(call.transaction())
        .map(stored -> Answer.data(JwtConfigFields.shown(stored)))
        .orElseGet(Answer.NotFound::new);
  }

  private Answer write(Call call) {
    Value.Obj written = checked(call);
    return Answer.of(
        warning(call, written)
            .then(
                warning -> {
                  store.put(call.transaction(), written);
                  return call.fields().done(warning.stream().toList());
                }));
  }

  private Awaited<Optional<String>> warning(Call call, Value.Obj written) {
    JwtSettings settings = JwtConfigRules.settings(JwtConfigFields.read(written));
    return settings.expectation().keys() instanceof KeySource.Discovered provider
        ? discovery.of(call, provider)
        : Awaited.of(Optional.empty());
  }

  // As in the peer, namespace_in_state alone keeps its value when it is not sent.
  private Value.Obj checked(Call call) {
    refuseMisspelt(call.fields());
    Optional<Value.Obj> before = store.stored(call.transaction());
    Map<String, Value> members =
        new LinkedHashMap<>(JwtConfigFields.stored(call.fields()).members());
    String kept = JwtConfigFields.NAMESPACE_IN_STATE.name();
    if (call.fields().sent(JwtConfigFields.NAMESPACE_IN_STATE).isEmpty()) {
      before.flatMap(it -> it.get(kept)).ifPresent(value -> members.put(kept, value));
    }
    Value.Obj settings = new Value.Obj(members);
    Fields written = JwtConfigFields.read(settings);
    JwtConfigRules.settings(written);
    JwtConfigRules.checkWritten(written);
    return settings;
  }

  // A misspelt restriction would leave a mount that trusts more than its author intends.
  private static void refuseMisspelt(Fields fields) {
    RefusedException.throwIfAny(fields.misspelt(RESTRICTIONS));
  }
}
