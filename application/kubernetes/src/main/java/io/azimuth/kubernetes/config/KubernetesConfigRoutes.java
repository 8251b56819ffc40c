package io.azimuth.kubernetes.config;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import java.util.List;

/**
 * The configuration of a mount. A write replaces it whole, and succeeds while the API server is
 * unavailable.
 */
public final class KubernetesConfigRoutes {

  private static final String PATH = "config";

  private static final String KEYS_ALONE =
      "kubernetes_host is not set: pem_keys alone prove tokens, so a token that was revoked, or"
          + " whose pod or service account was deleted, is accepted until it expires";

  private static final String IN_CLEAR =
      "kubernetes_host is an http address: whoever is on the way reads the tokens that are sent"
          + " there, and can answer that any token is good";

  private final KubernetesConfigStore store;

  public KubernetesConfigRoutes(KubernetesConfigStore store) {
    this.store = store;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, PATH)
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.data(KubernetesConfigFields.SHOWN))
            .handle(this::read),
        Route.on(Operation.WRITE, PATH)
            .access(Access.AUTHORIZED)
            .fields(KubernetesConfigFields.ALL)
            .answers(AnswerSchema.nothing())
            .handle(this::write));
  }

  private Answer read(Call call) {
    return store
        .stored(call.transaction())
        .map(stored -> Answer.data(KubernetesConfigFields.shown(stored)))
        .orElseGet(Answer.NotFound::new);
  }

  private Answer write(Call call) {
    Value.Obj sent = KubernetesConfigFields.stored(call.fields());
    KubernetesSettings settings = KubernetesConfigRules.settings(KubernetesConfigFields.read(sent));
    store.put(call.transaction(), sent);
    return call.fields().done(warnings(settings));
  }

  private static List<String> warnings(KubernetesSettings settings) {
    return settings
        .apiServer()
        .map(it -> it.isEncrypted() || it.isLoopback() ? List.<String>of() : List.of(IN_CLEAR))
        .orElse(List.of(KEYS_ALONE));
  }
}
