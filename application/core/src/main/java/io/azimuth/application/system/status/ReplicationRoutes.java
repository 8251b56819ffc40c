package io.azimuth.application.system.status;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Route;
import java.util.List;

/** The replication status that tools read: there are no other clusters. */
final class ReplicationRoutes {

  private ReplicationRoutes() {}

  /** The routes, relative to {@code sys/}. */
  static List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "replication/status")
            .access(Access.PUBLIC)
            .summary("Say that there is no replication")
            .answers(AnswerSchema.data(AnswerField.text("mode", "disabled")))
            .handle(
                core(call -> Answer.data(Value.Obj.builder().put("mode", "disabled").build()))));
  }
}
