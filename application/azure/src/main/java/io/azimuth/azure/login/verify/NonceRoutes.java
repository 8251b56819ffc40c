package io.azimuth.azure.login.verify;

import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.replay.AttestedNonces;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import java.util.List;

/**
 * Gives nonces for attested documents and attestations. It needs no token, like the login that they
 * are for.
 */
public final class NonceRoutes {

  private final ConfigStore configs;
  private final AttestedNonces nonces;

  public NonceRoutes(ConfigStore configs, AttestedNonces nonces) {
    this.configs = configs;
    this.nonces = nonces;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, LoginAnswers.PATH + "/nonce")
            .access(Access.PUBLIC)
            .summary("Give a nonce for the attested document or the attestation of a machine")
            .answers(
                AnswerSchema.data(
                    AnswerField.text("nonce", "the nonce"),
                    AnswerField.seconds("expires_in", "how long it is good")))
            .handle(this::issue));
  }

  private Answer issue(Call call) {
    if (configs.find(call.transaction()).isEmpty()) {
      throw RefusedException.invalid("tenant_id is required");
    }
    return Answer.data(
        Value.Obj.builder()
            .put("nonce", nonces.issue(call.transaction(), call.now()))
            .put("expires_in", AttestedNonces.LIFETIME.toSeconds())
            .build());
  }
}
